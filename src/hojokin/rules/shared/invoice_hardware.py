"""Hardware of the invoice frame (PC・タブレット等、レジ・券売機): a rate and a ceiling for each group."""

from __future__ import annotations

from hojokin.rules.engine.exact import Rate, Yen, least
from hojokin.rules.engine.facts import yen
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import rule

_QUOTE = ("見積書", "Quotation")
pc_tablet_cost = yen("PC・タブレット等の額", "PC, tablet and the like", default=0, document=_QUOTE)
register_cost = yen("レジ・券売機の額", "Registers and ticket machines", default=0, document=_QUOTE)


@rule("ハードウェアの補助率", en="Rate of hardware", clause="交付規程 別表", facts="I-10 I-11 F-24")
def hardware_rate(invoice_rates: Rates) -> Rate:
    return invoice_rates.hardware


@rule(
    "PC・タブレット等の補助対象経費",
    en="Eligible cost of the PC group",
    clause="交付規程 別表",
    facts="I-10 I-22 F-24",
)
def counted_pc_tablet(pc_tablet_cost: Yen) -> Yen:
    return pc_tablet_cost


@rule("PC・タブレット等の補助上限額", en="Ceiling of the PC group", clause="交付規程 別表", facts="I-10 F-24")
def pc_tablet_cap(hardware_caps: Limits) -> Yen:
    return hardware_caps.pc_tablet.highest


@rule(
    "PC・タブレット等の補助額", en="Subsidy of the PC group", clause="交付規程 別表", facts="I-10 I-13 F-24"
)
def pc_tablet_amount(counted_pc_tablet: Yen, hardware_rate: Rate, pc_tablet_cap: Yen) -> Yen:
    return least(pc_tablet_cap, hardware_rate.of(counted_pc_tablet))


@rule(
    "レジ・券売機の補助対象経費",
    en="Eligible cost of registers",
    clause="交付規程 別表",
    facts="I-11 I-22 F-24",
)
def counted_register(register_cost: Yen) -> Yen:
    return register_cost


@rule("レジ・券売機の補助上限額", en="Ceiling of registers", clause="交付規程 別表", facts="I-11 F-24")
def register_cap(hardware_caps: Limits) -> Yen:
    return hardware_caps.register.highest


@rule("レジ・券売機の補助額", en="Subsidy of registers", clause="交付規程 別表", facts="I-11 I-13 F-24")
def register_amount(counted_register: Yen, hardware_rate: Rate, register_cap: Yen) -> Yen:
    return least(register_cap, hardware_rate.of(counted_register))
