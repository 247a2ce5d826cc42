"""Invoice tiers (インボイス枠の段階計算): the subsidy for the IT tools of one business, by two readings.

The invoice track asks them for its applicant, the consortium track for every member (class A).
"""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Rate, Yen, all_of, least, most, where
from hojokin.rules.engine.facts import flag, number
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import caution, rule

functions = number(
    "会計・受発注・決済の機能の数",
    "Functions among accounting, ordering and payment",
    highest=3,
    help=(
        "要件を満たすソフトウェア全体で数えます。同じ機能は1つです。",
        "Counted over all software that qualifies; one function counts once.",
    ),
    document=("ITツール検索の登録内容", "Registered tool data"),
)
exact_fractions = flag(
    "端数を分数のまま計算する",
    "Calculate with plain fractions",
    default=False,
    help=(
        "通常は公式の計算用ツールの方法で計算します。",
        "By default the official workbook's method is used.",
    ),
)


@rule("第1段階の補助率", en="Rate of the first tier", clause="交付規程 別表", facts="I-02 F-21")
def first_tier_rate(is_small: Flag, invoice_rates: Rates) -> Rate:
    return where(is_small, invoice_rates.first_tier_small, invoice_rates.first_tier)


@rule("第2段階の補助率", en="Rate of the second tier", clause="交付規程 別表", facts="I-03 F-21")
def second_tier_rate(invoice_rates: Rates) -> Rate:
    return invoice_rates.second_tier


@rule(
    "第1段階に入る経費の上限",
    en="Most cost in the first tier",
    clause="計算用ツール 様式5",
    facts="I-07 NI.C-08 NI.C-09",
)
def first_tier_knee(is_small: Flag, first_tier_costs: Limits) -> Yen:
    return where(is_small, first_tier_costs.small.highest, first_tier_costs.standard.highest)


@rule("第1段階の経費", en="Cost in the first tier", clause="計算用ツール 様式5", facts="I-07")
def first_tier_cost(it_tools_cost: Yen, first_tier_knee: Yen) -> Yen:
    return least(it_tools_cost, first_tier_knee)


@rule(
    "第1段階の補助額",
    en="Subsidy of the first tier",
    clause="交付規程 別表",
    facts="I-02 I-04 I-07 I-13 F-21",
)
def first_tier_amount(first_tier_cost: Yen, first_tier_rate: Rate, it_tools_caps: Limits) -> Yen:
    return least(it_tools_caps.first_tier.highest, first_tier_rate.of(first_tier_cost))


@rule("第2段階の経費", en="Cost in the second tier", clause="計算用ツール 様式5", facts="I-07")
def second_tier_cost(it_tools_cost: Yen, first_tier_cost: Yen) -> Yen:
    return it_tools_cost - first_tier_cost


@rule(
    "第2段階の補助額の上限", en="Most subsidy in the second tier", clause="交付規程 別表", facts="I-03 F-20"
)
def second_tier_room(it_tools_caps: Limits) -> Yen:
    return it_tools_caps.both_tiers.highest - it_tools_caps.first_tier.highest


@rule(
    "第2段階の補助額（公式の計算用ツール）",
    en="Second tier by the official workbook",
    clause="計算用ツール 様式5",
    facts="I-03 I-07 I-13 F-21",
)
def second_tier_by_workbook(second_tier_cost: Yen, second_tier_rate: Rate, second_tier_room: Yen) -> Yen:
    return least(second_tier_room, second_tier_rate.of(second_tier_cost))


def _beyond_the_knee(cost: Yen, first: Rate, second: Rate, first_cap: Yen) -> Yen:
    """``second`` of what ``cost`` exceeds first_cap / ``first`` by, over one denominator so that one cut is made."""
    over = most(0, cost * first.numerator - first_cap * first.denominator)
    return second.of(over, whole=first.numerator)


@rule(
    "第2段階の補助額（分数のまま）",
    en="Second tier by plain fractions",
    clause="交付規程 別表",
    facts="I-03 I-04 I-13 NI.C-08",
)
def second_tier_by_fractions(
    it_tools_cost: Yen, is_small: Flag, invoice_rates: Rates, it_tools_caps: Limits, second_tier_room: Yen
) -> Yen:
    first_cap, second = it_tools_caps.first_tier.highest, invoice_rates.second_tier
    small = _beyond_the_knee(it_tools_cost, invoice_rates.first_tier_small, second, first_cap)
    others = _beyond_the_knee(it_tools_cost, invoice_rates.first_tier, second, first_cap)
    return least(second_tier_room, where(is_small, small, others))


@rule(
    "第2段階に必要な機能を持つ",
    en="Enough functions for the second tier",
    clause="交付規程 別表",
    facts="I-02 I-03",
)
def opens_second_tier(functions: Count, functions_needed: Limits) -> Flag:
    return functions_needed.second_tier.admits(functions)


@rule("ITツールの補助上限額", en="Ceiling of IT tools", clause="交付規程 別表", facts="I-01 I-02 F-20")
def it_tools_cap(opens_second_tier: Flag, it_tools_caps: Limits) -> Yen:
    return where(opens_second_tier, it_tools_caps.both_tiers.highest, it_tools_caps.first_tier.highest)


@rule(
    "ITツールの補助額（公式の計算用ツール）",
    en="IT tools by the official workbook",
    clause="計算用ツール 様式5",
    facts="I-07 NI.C-08",
)
def it_tools_by_workbook(
    first_tier_amount: Yen, second_tier_by_workbook: Yen, opens_second_tier: Flag
) -> Yen:
    return first_tier_amount + where(opens_second_tier, second_tier_by_workbook, 0)


@rule(
    "ITツールの補助額（分数のまま）",
    en="IT tools by plain fractions",
    clause="交付規程 別表",
    facts="I-04 NI.C-08",
)
def it_tools_by_fractions(
    first_tier_amount: Yen, second_tier_by_fractions: Yen, opens_second_tier: Flag
) -> Yen:
    return first_tier_amount + where(opens_second_tier, second_tier_by_fractions, 0)


@rule(
    "ITツールの補助額",
    en="Subsidy of IT tools",
    clause="交付規程 別表",
    facts="I-01 I-02 I-03 I-04 NI.C-08 F-20",
)
def it_tools_amount(exact_fractions: Flag, it_tools_by_fractions: Yen, it_tools_by_workbook: Yen) -> Yen:
    return where(exact_fractions, it_tools_by_fractions, it_tools_by_workbook)


@rule(
    "2つの計算方法の差",
    en="Difference of the two methods",
    clause="計算用ツール 様式5",
    facts="I-07 I-08 NI.C-08",
)
def readings_difference(it_tools_by_fractions: Yen, it_tools_by_workbook: Yen) -> Yen:
    return it_tools_by_fractions - it_tools_by_workbook


@caution(
    "端数の計算方法による差",
    en="The two methods of rounding differ",
    clause="計算用ツール 様式5",
    facts="I-07 I-08 NI.C-08",
    message="ITツールの補助額は、公式の計算用ツールの方法で{it_tools_by_workbook:,}円、"
    "分数のまま計算すると{it_tools_by_fractions:,}円です（差は{readings_difference:,}円、{clause}）。"
    "事務局の実際の計算は未確認です。計算の設定で方法を選べます。",
    message_en="The IT tools bring {it_tools_by_workbook:,} yen by the official workbook and "
    "{it_tools_by_fractions:,} yen by plain fractions, {readings_difference:,} yen more ({clause}). Which "
    "one the secretariat uses is not confirmed; the options choose the method.",
)
def readings_differ(readings_difference: Yen, it_tools_by_workbook: Yen, it_tools_by_fractions: Yen) -> Flag:
    return readings_difference != 0


@rule(
    "機能が足りないため受けられない額",
    en="Held back for want of functions",
    clause="交付規程 別表",
    facts="I-05 F-22",
)
def held_back_amount(
    opens_second_tier: Flag,
    exact_fractions: Flag,
    second_tier_by_fractions: Yen,
    second_tier_by_workbook: Yen,
) -> Yen:
    second_tier = where(exact_fractions, second_tier_by_fractions, second_tier_by_workbook)
    return where(opens_second_tier, 0, second_tier)


@caution(
    "機能の数による上限",
    en="Held at the first tier",
    clause="交付規程 別表",
    facts="I-05 F-22",
    message="要件を満たすソフトウェアの機能が{functions}つなので、ITツールの補助額は{it_tools_cap:,}円までです。"
    "{functions_needed.second_tier.lowest}つ以上の機能を持つソフトウェアなら、"
    "あと{held_back_amount:,}円増えます（{clause}）。",
    message_en="Functions of the software that qualifies: {functions}. The IT tools therefore bring "
    "{it_tools_cap:,} yen at most; software with {functions_needed.second_tier.lowest} functions or more "
    "would bring {held_back_amount:,} yen more ({clause}).",
)
def is_held_at_first_tier(
    held_back_amount: Yen, functions: Count, it_tools_cap: Yen, functions_needed: Limits
) -> Flag:
    # Without any function there is no tier at all; a refusal says so.
    return all_of(held_back_amount > 0, functions > 0)
