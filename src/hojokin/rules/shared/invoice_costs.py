"""Costs of IT tools (インボイス枠のITツールの経費): what one business quotes, with its services capped."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, Yen, all_of, least
from hojokin.rules.engine.facts import yen
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import caution, rule

_QUOTE = ("見積書", "Quotation")
software_cost = yen("要件を満たすソフトウェアの額", "Software that qualifies", default=0, document=_QUOTE)
extension_cost = yen("機能拡張の額", "Extensions", default=0, document=_QUOTE)
data_integration_cost = yen("データ連携ツールの額", "Data integration", default=0, document=_QUOTE)
security_option_cost = yen("セキュリティの額", "Security options", default=0, document=_QUOTE)
security_service_cost = yen(
    "うちサイバーセキュリティお助け隊サービスの額",
    "Of these, a listed security service",
    default=0,
    document=_QUOTE,
)
consulting_cost = yen("導入・活用コンサルティングの額", "Consulting", default=0, document=_QUOTE)
setup_training_cost = yen("導入設定・研修の額", "Set-up and training", default=0, document=_QUOTE)
maintenance_cost = yen("保守サポートの額", "Maintenance", default=0, document=_QUOTE)


@rule("役務の額の合計", en="Services", clause="インボイス公募要領 2-2(2)", facts="I-15")
def services_cost(consulting_cost: Yen, setup_training_cost: Yen, maintenance_cost: Yen) -> Yen:
    return consulting_cost + setup_training_cost + maintenance_cost


@rule(
    "対象となる役務の額", en="Services that count", clause="インボイス公募要領 2-2(2)", facts="I-14 F-23 T-01"
)
def counted_services(services_cost: Yen, services_cap: Limits) -> Yen:
    return least(services_cost, services_cap.services.highest)


@rule(
    "ソフトウェアとオプションの額の合計",
    en="Software and options",
    clause="交付規程 別表",
    facts="I-01 F-20",
)
def tools_cost(
    software_cost: Yen, extension_cost: Yen, data_integration_cost: Yen, security_option_cost: Yen
) -> Yen:
    return software_cost + extension_cost + data_integration_cost + security_option_cost


@rule(
    "ITツールの補助対象経費",
    en="Eligible cost of IT tools",
    clause="交付規程 別表",
    facts="I-01 F-20",
)
def it_tools_cost(tools_cost: Yen, counted_services: Yen) -> Yen:
    return tools_cost + counted_services


@caution(
    "役務の上限",
    en="Services are capped",
    clause="インボイス公募要領 2-2(2)",
    facts="I-14 F-23",
    message="役務の額{services_cost:,}円のうち対象は{counted_services:,}円までです（{clause}）。"
    "超える分は自己負担になります。",
    message_en="Of {services_cost:,} yen for services only {counted_services:,} yen counts ({clause}). You "
    "bear the rest.",
)
def services_are_cut(services_cost: Yen, counted_services: Yen) -> Flag:
    return services_cost > counted_services


@caution(
    "役務の割合",
    en="Services outweigh the tools",
    clause="インボイス公募要領 2-1-1(2)",
    facts="EXC-12 F-32",
    message="役務の額{services_cost:,}円が、要件を満たすソフトウェアとオプションの対象額{tools_cost:,}円を"
    "上回っています。ITツールに比べて役務が著しく高い申請は認められません"
    "（{clause}。どこからかの数値は公表されていません）。役務の内容と金額を説明できるようにしてください。",
    message_en="Services of {services_cost:,} yen are more than the {tools_cost:,} yen that count for "
    "qualifying software and options. Services out of all proportion to the tools are not accepted ({clause}; no figure "
    "is published). Be ready to explain what they are for.",
)
def services_outweigh_tools(services_cost: Yen, tools_cost: Yen, some_software_qualifies: Flag) -> Flag:
    # Where no software qualifies, a refusal says so.
    return all_of(some_software_qualifies, services_cost > tools_cost)


@caution(
    "オプションとして数えたお助け隊サービス",
    en="Listed security service counted as an option",
    clause="インボイス公募要領 2-2(2)",
    facts="I-15 SC.X-09",
    message="サイバーセキュリティお助け隊サービスは、セキュリティのオプションとして"
    "{month_limits.security_option.highest}か月分まで数え、{security_service_cost:,}円を対象としました（{clause}）。"
    "この扱いは通常枠の資料からの推定です。事務局に確かめ、セキュリティ対策推進枠も検討してください。",
    message_en="The listed security service was counted as a security option for at most "
    "{month_limits.security_option.highest} months, {security_service_cost:,} yen of it ({clause}). That is "
    "inferred from the text of the normal track: ask the secretariat, and look at the security track too.",
)
def counts_security_service_as_option(security_service_cost: Yen, month_limits: Limits) -> Flag:
    return security_service_cost > 0
