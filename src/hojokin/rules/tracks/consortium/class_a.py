"""Class A (基盤導入経費): what the members get by the tiers of the invoice frame, under the common ceiling."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Rate, Yen, least
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import rule


@rule("ITツールの補助対象経費", en="Eligible cost of IT tools", clause="交付規程 別表", facts="F-20 F-33")
def it_tools_cost(it_tools_cost_of_members: Yen) -> Yen:
    return it_tools_cost_of_members


@rule(
    "PC・タブレット等の補助対象経費", en="Eligible cost of the PC group", clause="交付規程 別表", facts="F-24"
)
def counted_pc_tablet(pc_tablet_cost_of_members: Yen) -> Yen:
    return pc_tablet_cost_of_members


@rule("レジ・券売機の補助対象経費", en="Eligible cost of registers", clause="交付規程 別表", facts="F-24")
def counted_register(register_cost_of_members: Yen) -> Yen:
    return register_cost_of_members


@rule(
    "基盤導入経費と分析経費の補助上限額",
    en="Ceiling of classes A and B",
    clause="交付規程 別表",
    facts="F-27",
)
def tools_cap(group_caps: Limits) -> Yen:
    return group_caps.tools.highest


@rule("ITツールの補助額", en="Subsidy of IT tools", clause="交付規程 別表", facts="F-20 F-21 F-22 F-27")
def it_tools_amount(it_tools_of_members: Yen, tools_cap: Yen) -> Yen:
    return least(it_tools_of_members, tools_cap)


@rule(
    "ITツールのあとに残る上限",
    en="What the IT tools leave of the ceiling",
    clause="交付規程 別表",
    facts="F-27",
)
def left_for_pc_tablet(tools_cap: Yen, it_tools_amount: Yen) -> Yen:
    return tools_cap - it_tools_amount


@rule(
    "PC・タブレット等の補助上限額",
    en="Ceiling of the PC group",
    clause="交付規程 別表",
    facts="F-24 F-27",
)
def pc_tablet_cap(members: Count, hardware_caps: Limits, left_for_pc_tablet: Yen) -> Yen:
    return least(hardware_caps.pc_tablet.highest * members, left_for_pc_tablet)


@rule("PC・タブレット等の補助額", en="Subsidy of the PC group", clause="交付規程 別表", facts="F-24 F-27")
def pc_tablet_amount(pc_tablet_of_members: Yen, pc_tablet_cap: Yen) -> Yen:
    return least(pc_tablet_of_members, pc_tablet_cap)


@rule(
    "PC・タブレット等のあとに残る上限",
    en="What the PC group leaves of the ceiling",
    clause="交付規程 別表",
    facts="F-27",
)
def left_for_register(left_for_pc_tablet: Yen, pc_tablet_amount: Yen) -> Yen:
    return left_for_pc_tablet - pc_tablet_amount


@rule("レジ・券売機の補助上限額", en="Ceiling of registers", clause="交付規程 別表", facts="F-24 F-27")
def register_cap(members: Count, hardware_caps: Limits, left_for_register: Yen) -> Yen:
    return least(hardware_caps.register.highest * members, left_for_register)


@rule("レジ・券売機の補助額", en="Subsidy of registers", clause="交付規程 別表", facts="F-24 F-27")
def register_amount(register_of_members: Yen, register_cap: Yen) -> Yen:
    return least(register_of_members, register_cap)


@rule(
    "基盤導入経費のあとに残る上限",
    en="What class A leaves of the ceiling",
    clause="交付規程 別表",
    facts="F-27",
)
def left_for_analysis(left_for_register: Yen, register_amount: Yen) -> Yen:
    return left_for_register - register_amount


@rule("基盤導入経費の第1段階の補助率", en="First tier of class A", clause="交付規程 別表", facts="F-21")
def first_tier_rate(invoice_rates: Rates) -> Rate:
    return invoice_rates.first_tier


@rule(
    "同（小規模事業者）", en="First tier of class A, micro-enterprises", clause="交付規程 別表", facts="F-21"
)
def first_tier_rate_small(invoice_rates: Rates) -> Rate:
    return invoice_rates.first_tier_small


@rule("基盤導入経費の第2段階の補助率", en="Second tier of class A", clause="交付規程 別表", facts="F-21")
def second_tier_rate(invoice_rates: Rates) -> Rate:
    return invoice_rates.second_tier


@rule("ハードウェアの補助率", en="Rate of hardware", clause="交付規程 別表", facts="F-24")
def hardware_rate(invoice_rates: Rates) -> Rate:
    return invoice_rates.hardware
