"""Class C (取りまとめ・専門家経費): two thirds, up to a tenth of classes A and B, by two readings."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, Rate, Yen, least
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import caution, rule


@rule(
    "取りまとめの補助対象経費", en="Eligible cost of coordination", clause="交付規程 別表", facts="F-28 F-29"
)
def counted_coordination(coordination_cost: Yen, expert_cost: Yen) -> Yen:
    return coordination_cost + expert_cost


@rule("取りまとめの補助率", en="Rate of coordination", clause="交付規程 別表", facts="F-28")
def coordination_rate(group_rates: Rates) -> Rate:
    return group_rates.coordination


def _ceiling_over(base: Yen, rates: Rates, caps: Limits) -> Yen:
    share = rates.coordination_share
    by_share = rates.coordination.of(base, part=share.numerator, whole=share.denominator)
    return least(by_share, caps.coordination.highest)


@rule(
    "取りまとめの補助上限額（公式の計算用ツール、補助額が基準）",
    en="Ceiling of coordination by the workbook, over the subsidy",
    clause="計算用ツール 様式8",
    facts="F-28 SC.X-02",
)
def coordination_cap(subsidy_of_tools: Yen, group_rates: Rates, group_caps: Limits) -> Yen:
    return _ceiling_over(subsidy_of_tools, group_rates, group_caps)


@rule(
    "取りまとめの補助上限額（交付規程、経費が基準）",
    en="Ceiling of coordination by the regulations, over the cost",
    clause="交付規程 別表",
    facts="F-28 SC.X-02",
)
def coordination_cap_by_cost(cost_of_tools: Yen, group_rates: Rates, group_caps: Limits) -> Yen:
    return _ceiling_over(cost_of_tools, group_rates, group_caps)


@rule(
    "取りまとめ経費に補助率を乗じた額",
    en="Coordination cost times rate",
    clause="交付規程 別表",
    facts="F-28",
)
def share_of_coordination(counted_coordination: Yen, coordination_rate: Rate) -> Yen:
    return coordination_rate.of(counted_coordination)


@rule("取りまとめの補助額", en="Subsidy of coordination", clause="交付規程 別表", facts="F-28 SC.X-02")
def coordination_amount(share_of_coordination: Yen, coordination_cap: Yen) -> Yen:
    return least(share_of_coordination, coordination_cap)


@rule(
    "2つの基準の間にある額",
    en="Between the two ceilings of coordination",
    clause="交付規程 別表",
    facts="F-28 SC.X-02",
)
def between_the_ceilings(
    share_of_coordination: Yen, coordination_cap_by_cost: Yen, coordination_amount: Yen
) -> Yen:
    return least(share_of_coordination, coordination_cap_by_cost) - coordination_amount


@caution(
    "取りまとめ経費の上限の読み方",
    en="Two readings of the ceiling of coordination",
    clause="交付規程 別表",
    facts="F-28 SC.X-02",
    message="取りまとめ・専門家の経費は、公式の計算用ツールの方法（補助額が基準）"
    "で{coordination_amount:,}円としました。経費を基準とする{clause}の文言では、"
    "あと{between_the_ceilings:,}円認められる余地があります。事務局に確かめてください。",
    message_en="Coordination and experts bring {coordination_amount:,} yen by the official workbook, which "
    "goes by the subsidy. The wording of {clause} goes by the cost and leaves room for "
    "{between_the_ceilings:,} yen more; ask the secretariat.",
)
def ceilings_of_coordination_differ(between_the_ceilings: Yen, coordination_amount: Yen) -> Flag:
    return between_the_ceilings > 0
