"""Class B (消費動向等分析経費): two thirds, up to a sum for each member that introduces such tools."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Rate, Yen, least
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import caution, rule


@rule("分析の補助対象経費", en="Eligible cost of analysis", clause="交付規程 別表", facts="F-25 F-26")
def counted_analysis(analysis_cost: Yen) -> Yen:
    return analysis_cost


@rule("分析の補助率", en="Rate of analysis", clause="交付規程 別表", facts="F-25")
def analysis_rate(group_rates: Rates) -> Rate:
    return group_rates.analysis


@rule(
    "構成員の数による分析の上限",
    en="Most for analysis by members",
    clause="交付規程 別表",
    facts="F-25 SC.X-03",
)
def analysis_cap_by_members(analysis_members: Count, group_caps: Limits) -> Yen:
    return group_caps.analysis_per_member.highest * analysis_members


@rule("分析の補助上限額", en="Ceiling of analysis", clause="交付規程 別表", facts="F-25 F-27")
def analysis_cap(analysis_cap_by_members: Yen, left_for_analysis: Yen) -> Yen:
    return least(analysis_cap_by_members, left_for_analysis)


@rule(
    "分析経費に補助率を乗じた額", en="Analysis cost times rate", clause="交付規程 別表", facts="F-25 SC.X-03"
)
def share_of_analysis(counted_analysis: Yen, analysis_rate: Rate) -> Yen:
    return analysis_rate.of(counted_analysis)


@rule("分析の補助額", en="Subsidy of analysis", clause="交付規程 別表", facts="F-25 F-27")
def analysis_amount(share_of_analysis: Yen, analysis_cap: Yen) -> Yen:
    return least(share_of_analysis, analysis_cap)


@caution(
    "基盤導入経費と分析経費の上限",
    en="Classes A and B are capped",
    clause="交付規程 別表",
    facts="F-25 F-27",
    message="分析経費の補助額は、率を乗じた{share_of_analysis:,}円ではなく{analysis_amount:,}円です。"
    "導入する構成員の数による上限{analysis_cap_by_members:,}円と、"
    "基盤導入経費と合わせた上限{tools_cap:,}円があります（{clause}）。",
    message_en="Analysis brings {analysis_amount:,} yen instead of {share_of_analysis:,}: its ceiling by "
    "members is {analysis_cap_by_members:,} yen, and together with class A it is {tools_cap:,} yen "
    "({clause}).",
)
def analysis_is_cut(
    share_of_analysis: Yen, analysis_amount: Yen, analysis_cap_by_members: Yen, tools_cap: Yen
) -> Flag:
    return share_of_analysis > analysis_amount
