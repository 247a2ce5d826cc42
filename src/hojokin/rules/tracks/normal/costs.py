"""Costs of the normal track (通常枠の補助対象経費): what counts, what is capped, what may not stand alone."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Yen, least
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import caution, criterion, rule


@rule(
    "役務の額の合計",
    en="Services",
    clause="公募要領 2-2(2)",
    facts="N-54 N-55 N-56 TC-05 TC-06 TC-07",
)
def services_cost(consulting_cost: Yen, setup_training_cost: Yen, maintenance_cost: Yen) -> Yen:
    return consulting_cost + setup_training_cost + maintenance_cost


@rule("対象となる役務の額", en="Services that count", clause="公募要領 2-2(2)", facts="N-57 T-01")
def counted_services(services_cost: Yen, services_cap: Limits) -> Yen:
    return least(services_cost, services_cap.services.highest)


@rule(
    "ソフトウェアとオプションの額の合計",
    en="Software and options",
    clause="交付規程 別表",
    facts="N-50 N-51 N-52 N-53",
)
def tools_cost(
    software_cost: Yen, extension_cost: Yen, data_integration_cost: Yen, security_option_cost: Yen
) -> Yen:
    return software_cost + extension_cost + data_integration_cost + security_option_cost


@rule(
    "補助対象経費",
    en="Eligible cost",
    clause="交付規程 別表",
    facts="N-13 N-14 N-50 N-51 N-52 N-53 N-60 TC-01 TC-02 TC-03 TC-04",
)
def eligible_cost(tools_cost: Yen, counted_services: Yen) -> Yen:
    return tools_cost + counted_services


@criterion(
    "ソフトウェアがある",
    en="Includes software",
    clause="公募要領 2-2(3)(イ)",
    facts="N-58",
    refusal="ソフトウェアがありません。オプションや役務だけでは申請できません（{clause}）。"
    "ソフトウェアを{software_needed.items.lowest}つ以上選んでください。",
    refusal_en="There is no software. Options or services alone cannot be applied for ({clause}). "
    "Choose at least {software_needed.items.lowest} software.",
)
def has_software(software_items: Count, software_needed: Limits) -> Flag:
    return software_needed.items.admits(software_items)


@criterion(
    "コンサルティングは1つまでである",
    en="No more consulting items than allowed",
    clause="公募要領 2-2(2)",
    facts="N-54 TC-05",
    refusal="導入・活用コンサルティングが{consulting_items}件あります。"
    "1申請に{consulting_limit.items.highest}件までです（{clause}）。超える件を見積りから外してください。",
    refusal_en="There are {consulting_items} consulting items; an application may hold "
    "{consulting_limit.items.highest} ({clause}). Take the others off the quote.",
)
def has_one_consulting(consulting_items: Count, consulting_limit: Limits) -> Flag:
    return consulting_limit.items.admits(consulting_items)


@caution(
    "対象外の経費",
    en="Costs that are not supported",
    clause="交付規程 別表",
    facts="N-60 N-61",
    message="{ineligible_cost:,}円は通常枠の対象外の経費区分です（{clause}）。"
    "全額が自己負担になるので、要らなければ見積りから外してください。",
    message_en="{ineligible_cost:,} yen falls under categories that the normal track does not support "
    "({clause}). You bear all of it; take it off the quote if it is not needed.",
)
def has_ineligible_cost(ineligible_cost: Yen) -> Flag:
    return ineligible_cost > 0


@caution(
    "役務の上限",
    en="Services are capped",
    clause="公募要領 2-2(2)",
    facts="N-57",
    message="役務の額{services_cost:,}円のうち、補助の対象は{counted_services:,}円までです（{clause}）。"
    "超える分は自己負担になります。",
    message_en="Of {services_cost:,} yen for services only {counted_services:,} yen counts ({clause}). "
    "You bear the rest.",
)
def services_are_cut(services_cost: Yen, counted_services: Yen) -> Flag:
    return services_cost > counted_services


@caution(
    "ソフトウェアと組になる役務",
    en="Services that belong to their software",
    clause="公募要領 2-2(2)",
    facts="N-55 N-56 TC-06 TC-07",
    message="導入設定・研修と保守サポートは、導入するソフトウェアと組で登録されたものだけが対象です（{clause}）。"
    "ITツールの登録内容を確かめてください。",
    message_en="Set-up, training and maintenance count only when they were registered together with the "
    "software introduced ({clause}). Check the registered tool data.",
)
def services_need_their_software(setup_training_cost: Yen, maintenance_cost: Yen) -> Flag:
    return setup_training_cost + maintenance_cost > 0


@caution(
    "役務の割合",
    en="Services outweigh the tools",
    clause="公募要領 2-1-1(2)(タ)",
    facts="N-59 EXC-12",
    message="役務の額{services_cost:,}円が、ソフトウェアとオプションの対象額{tools_cost:,}円を上回っています。"
    "ITツールに比べて役務が著しく高い申請は認められません（{clause}。どこからかの数値は公表されていません）。"
    "役務の内容と金額を説明できるようにしてください。",
    message_en="Services of {services_cost:,} yen are more than the {tools_cost:,} yen that count for "
    "software and options. Services out of all proportion to the tools are not accepted ({clause}; no figure is "
    "published). Be ready to explain what they are for.",
)
def services_outweigh_tools(services_cost: Yen, tools_cost: Yen) -> Flag:
    return services_cost > tools_cost


@caution(
    "オプションとして数えたお助け隊サービス",
    en="Listed security service counted as an option",
    clause="公募要領 2-2(2)",
    facts="N-53 SC.X-09",
    message="サイバーセキュリティお助け隊サービスは、この枠ではセキュリティのオプションとして"
    "{month_limits.security_option.highest}か月分まで数え、{security_service_cost:,}円を対象としました（{clause}）。"
    "サービスだけを申請するなら、セキュリティ対策推進枠も確かめてください。",
    message_en="In this track the listed security service counts as a security option for at most "
    "{month_limits.security_option.highest} months, {security_service_cost:,} yen of it ({clause}). For the "
    "service alone look at the security track too.",
)
def counts_security_service_as_option(security_service_cost: Yen, month_limits: Limits) -> Flag:
    return security_service_cost > 0
