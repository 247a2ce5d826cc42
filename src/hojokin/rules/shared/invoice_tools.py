"""Invoice tools (インボイス枠のITツール): which software qualifies, and what may only come with it."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Yen, all_of, any_of, not_
from hojokin.rules.engine.facts import number, yen
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import caution, criterion, rule

_QUOTE = ("見積書", "Quotation")
_TOOL = ("ITツール検索の登録内容", "Registered tool data")
LINES = 10_000

software_items = number("ソフトウェアの数", "Software items", highest=LINES, default=1, document=_QUOTE)
fit_software_items = number(
    "要件を満たすソフトウェアの数",
    "Software items that qualify",
    highest=LINES,
    default=1,
    help=(
        "インボイス制度に対応し、会計・受発注・決済のどれかを持つものを数えます。",
        "Invoice-ready, with accounting, ordering or payment.",
    ),
    document=_TOOL,
)
unstated_function_items = number(
    "機能の記載がないソフトウェアの数",
    "Software items whose functions are not stated",
    highest=LINES,
    default=0,
    document=_TOOL,
)
unstated_readiness_items = number(
    "要件を満たすもののうち、インボイス制度への対応の記載がないソフトウェアの数",
    "Qualifying software items that do not say whether they are invoice-ready",
    highest=LINES,
    default=0,
    document=_TOOL,
)
unfit_software_cost = yen(
    "要件を満たさないソフトウェアの額", "Software that does not qualify", default=0, document=_QUOTE
)
most_functions_in_one_tool = number(
    "1つのソフトウェアが持つ機能の最大数",
    "Functions of the software that has most",
    highest=3,
    default=3,
    document=_TOOL,
)
consulting_items = number(
    "コンサルティングの数", "Consulting items", highest=LINES, default=0, document=_QUOTE
)


@criterion(
    "ソフトウェアがある",
    en="Includes software",
    clause="交付規程 6条・9条",
    facts="I-20",
    refusal="ソフトウェアがありません。オプション・役務・ハードウェアだけでは申請できません（{clause}）。"
    "インボイス制度に対応したソフトウェアを選んでください。",
    refusal_en="There is no software. Options, services or hardware alone cannot be applied for ({clause}). "
    "Choose software that is invoice-ready.",
)
def has_software(software_items: Count, invoice_software_needed: Limits) -> Flag:
    return invoice_software_needed.items.admits(software_items)


@rule(
    "要件を満たすソフトウェアがある", en="Some software qualifies", clause="交付規程 6条・9条", facts="I-20"
)
def some_software_qualifies(fit_software_items: Count, invoice_software_needed: Limits) -> Flag:
    return invoice_software_needed.items.admits(fit_software_items)


@criterion(
    "ソフトウェアの機能が分かる",
    en="States the functions",
    clause="交付規程 6条・9条",
    facts="I-20",
    refusal="会計・受発注・決済の機能の記載がないソフトウェアが{unstated_function_items}件あり、"
    "要件を満たすものがありません（{clause}）。ソフトウェアごとに持っている機能を入力してください。",
    refusal_en="Software items whose functions are not stated: {unstated_function_items}; none is known to "
    "qualify ({clause}). State which of accounting, ordering and payment each has.",
)
def states_functions(some_software_qualifies: Flag, unstated_function_items: Count) -> Flag:
    return any_of(some_software_qualifies, unstated_function_items == 0)


@criterion(
    "要件を満たすソフトウェアを含む",
    en="Includes software that qualifies",
    clause="交付規程 6条・9条",
    facts="I-20",
    refusal="インボイス制度に対応し、"
    "会計・受発注・決済のどれかの機能を持つソフトウェアがありません（{clause}）。"
    "要件を満たすソフトウェアを選んでください。",
    refusal_en="No software is invoice-ready and has accounting, ordering or payment ({clause}). Choose one "
    "that does.",
)
def has_fit_software(
    some_software_qualifies: Flag, software_items: Count, unstated_function_items: Count
) -> Flag:
    # Without software, or with functions unknown, another refusal says what to do.
    return any_of(some_software_qualifies, software_items == 0, unstated_function_items > 0)


@criterion(
    "ハードウェアはソフトウェアと一緒である",
    en="Hardware comes with software",
    clause="交付規程 別表",
    facts="I-20 I-23",
    refusal="ハードウェア（PC等{pc_tablet_cost:,}円、レジ等{register_cost:,}円）は、"
    "要件を満たすソフトウェアと一緒でなければ対象になりません（{clause}）。"
    "使用するソフトウェアを加えてください。",
    refusal_en="Hardware (PC group {pc_tablet_cost:,} yen, registers {register_cost:,} yen) is supported "
    "only together with software that qualifies ({clause}). Add the software that it serves.",
)
def hardware_serves_software(pc_tablet_cost: Yen, register_cost: Yen, some_software_qualifies: Flag) -> Flag:
    return any_of(some_software_qualifies, pc_tablet_cost + register_cost == 0)


@criterion(
    "コンサルティングは1つまでである",
    en="At most one consulting item",
    clause="インボイス公募要領 2-2(2)",
    facts="I-15 N-54 TC-05",
    refusal="導入・活用コンサルティングが{consulting_items}件あります。"
    "{consulting_limit.items.highest}件までです（{clause}）。1件に絞ってください。",
    refusal_en="There are {consulting_items} consulting items; {consulting_limit.items.highest} is allowed "
    "({clause}). Keep one.",
)
def has_one_consulting(consulting_items: Count, consulting_limit: Limits) -> Flag:
    return consulting_limit.items.admits(consulting_items)


@rule(
    "申請できるITツールである",
    en="The tools may be applied for",
    clause="交付規程 6条・9条",
    facts="I-15 I-20 I-23",
)
def tools_may_be_applied_for(
    has_software: Flag,
    states_functions: Flag,
    has_fit_software: Flag,
    has_one_consulting: Flag,
) -> Flag:
    # Hardware that serves no software fails one of the first three as well.
    return all_of(has_software, states_functions, has_fit_software, has_one_consulting)


@caution(
    "要件を満たさないソフトウェア",
    en="Software that does not qualify",
    clause="交付規程 6条・9条",
    facts="I-20 T-03b",
    message="要件を満たさないソフトウェア{unfit_software_cost:,}円は対象になりません（{clause}）。"
    "全額が自己負担です。インボイス制度への対応と機能の記載を確かめてください。",
    message_en="{unfit_software_cost:,} yen is for software that does not qualify ({clause}); you bear all "
    "of it. Check whether it is invoice-ready and which functions it has.",
)
def leaves_out_unfit_software(unfit_software_cost: Yen, some_software_qualifies: Flag) -> Flag:
    return all_of(some_software_qualifies, unfit_software_cost > 0)


@caution(
    "インボイス制度への対応が未確認",
    en="Invoice-readiness is not stated",
    clause="交付規程 6条・9条",
    facts="I-20",
    message="インボイス制度への対応の記載がないソフトウェアが{unstated_readiness_items}件あります（{clause}）"
    "。対応しているものとして計算しました。登録内容を確かめてください。",
    message_en="Software items that do not say whether they are invoice-ready: {unstated_readiness_items} "
    "({clause}). They were counted as ready; check the registered tool data.",
)
def readiness_is_unstated(unstated_readiness_items: Count) -> Flag:
    return unstated_readiness_items > 0


@caution(
    "機能を複数のソフトウェアから数えた",
    en="Functions counted over several tools",
    clause="インボイス公募要領 補足2",
    facts="I-21 NI.GAP-4",
    message="{functions}つの機能を複数のソフトウェアから合わせて数えました（{clause}）。"
    "1つのソフトウェアで{functions_needed.second_tier.lowest}つ以上持つ必要があるかは公式資料で未確認です。"
    "事務局に確かめてください。",
    message_en="The {functions} functions were counted over several software items ({clause}). Whether one "
    "item must hold {functions_needed.second_tier.lowest} by itself is not confirmed officially; ask the "
    "secretariat.",
)
def functions_add_up_over_tools(
    opens_second_tier: Flag, most_functions_in_one_tool: Count, functions: Count, functions_needed: Limits
) -> Flag:
    return all_of(opens_second_tier, not_(functions_needed.second_tier.admits(most_functions_in_one_tool)))
