"""Consortium track (複数者連携デジタル化・AI導入枠): the three classes together, and the grant of the group."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, Yen, all_of, least, where
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import criterion, rule


@rule("基盤導入経費と分析経費", en="Cost of classes A and B", clause="交付規程 別表", facts="F-27 F-28")
def cost_of_tools(
    it_tools_cost: Yen, counted_pc_tablet: Yen, counted_register: Yen, counted_analysis: Yen
) -> Yen:
    return it_tools_cost + counted_pc_tablet + counted_register + counted_analysis


@rule("補助対象経費", en="Eligible cost", clause="交付規程 別表", facts="F-20 F-25 F-28")
def eligible_cost(cost_of_tools: Yen, counted_coordination: Yen) -> Yen:
    return cost_of_tools + counted_coordination


@rule("基盤導入経費と分析経費の補助額", en="Subsidy of classes A and B", clause="交付規程 別表", facts="F-27")
def subsidy_of_tools(
    it_tools_amount: Yen, pc_tablet_amount: Yen, register_amount: Yen, analysis_amount: Yen
) -> Yen:
    return it_tools_amount + pc_tablet_amount + register_amount + analysis_amount


@rule("交付できる最大額", en="Most that can be granted", clause="交付規程 別表", facts="F-27 F-28")
def most_grantable(subsidy_of_tools: Yen, coordination_amount: Yen) -> Yen:
    return subsidy_of_tools + coordination_amount


@rule("申請額", en="Amount applied for", clause="交付規程 別表", facts="F-20 F-25 F-28")
def applied_amount(most_grantable: Yen, requested_amount: Yen) -> Yen:
    return least(most_grantable, requested_amount)


@criterion(
    "補助額がある",
    en="Brings a subsidy",
    clause="交付規程 別表",
    facts="F-20",
    refusal="補助額は{applied_amount:,}円です。下限額はありませんが、"
    "{group_caps.grant.lowest:,}円以上になる必要があります（{clause}）。"
    "構成員ごとの経費と申請額を確かめてください。",
    refusal_en="The subsidy comes to {applied_amount:,} yen. There is no floor, but it must come to "
    "{group_caps.grant.lowest:,} yen or more ({clause}). Check the members' costs and the amount asked for.",
)
def brings_a_subsidy(applied_amount: Yen, group_caps: Limits) -> Flag:
    return group_caps.grant.admits(applied_amount)


@rule("補助金の額", en="Subsidy", clause="交付規程 別表", facts="F-01 F-20 F-25 F-27 F-28")
def grant_amount(
    applied_amount: Yen, has_enough_members: Flag, members_are_not_shut_out: Flag, members_tools_qualify: Flag
) -> Yen:
    return where(
        all_of(has_enough_members, members_are_not_shut_out, members_tools_qualify), applied_amount, 0
    )
