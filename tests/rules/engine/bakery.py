"""An invented programme, a bakers' oven subsidy, on which the engine is tested; no real rule stands here."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from hojokin.rules.engine.exact import (
    BasisPoints,
    Choice,
    Count,
    Flag,
    Rate,
    Yen,
    all_of,
    any_of,
    count_true,
    least,
    most,
    not_,
    where,
)
from hojokin.rules.engine.facts import choice, flag, number, yen
from hojokin.rules.engine.loading import Limits, Numbers, Rates, Switches, parameters_from, read
from hojokin.rules.engine.rulebook import Rulebook, caution, criterion, inputs_in, obligation, rule, rules_in


class Bread(IntEnum):
    """Bread (パンの種類)."""

    RYE = 1
    WHEAT = 2
    SOURDOUGH = 5


oven_cost = yen("窯の価格", "Price of the oven")
mixer_cost = yen("ミキサーの価格", "Price of the mixer", default=0)
bakers = number("パン職人の数", "Number of bakers", highest=500)
wood_fired = flag("薪窯", "Wood-fired oven", default=False)
bread = choice("パンの種類", "Bread", Bread, default=Bread.WHEAT)

PARAMETERS = """
documents: {パン規程: bakers-act}
rates:
  label: 補助率
  label_en: Rates
  clause: パン規程 1条
  facts: [BAKE-01]
  plain: 1/2
  small_bakery: 2/3
  small_rye_bakery: 3/4
staff:
  label: 人数
  label_en: Staff
  clause: パン規程 2条
  facts: [BAKE-02]
  small_bakery: {at_most: 5}
  town_bakery: {below: 100}
range:
  label: 補助額
  label_en: Range
  clause: パン規程 3条
  facts: [BAKE-03]
  unit: yen
  grant: {at_least: 10_000, below: 300_000}
  wood: {above: 0, at_most: 500_000}
honours:
  label: 表彰
  label_en: Honours
  clause: パン規程 7条
  facts: [BAKE-07]
  merits: {at_least: 2}
  heat: 1_000_000_000_000_000_000_000
  bonus: 150
switches:
  label: 制度
  label_en: Schemes
  clause: パン規程 7条
  facts: [BAKE-07]
  honours_wheat: false
"""
PARAMETERS_BEFORE = PARAMETERS.replace("below: 100}", "below: 80}").replace("wheat: false", "wheat: true")


@rule("小さなパン屋である", en="Small bakery", clause="パン規程 2条", facts="BAKE-02")
def small_bakery(bakers: Count, staff: Limits) -> Flag:
    return staff.small_bakery.admits(bakers)


@rule("補助率", en="Rate", clause="パン規程 1条", facts="BAKE-01")
def baking_rate(small_bakery: Flag, rates: Rates) -> Rate:
    return where(small_bakery, rates.small_bakery, rates.plain)


@rule("対象経費", en="Eligible cost", clause="パン規程 4条", facts="BAKE-04")
def eligible_cost(oven_cost: Yen, mixer_cost: Yen) -> Yen:
    return oven_cost + mixer_cost


@rule("補助率を乗じた額", en="Share of the cost", clause="パン規程 1条", facts="BAKE-01")
def share(eligible_cost: Yen, baking_rate: Rate) -> Yen:
    return baking_rate.of(eligible_cost)


@rule("補助上限額", en="Cap", clause="パン規程 3条", facts="BAKE-03")
def cap(wood_fired: Flag, range: Limits) -> Yen:
    return where(wood_fired, range.wood.highest, range.grant.highest)


@rule("下限に足りない額", en="Shortfall", clause="パン規程 3条", facts="BAKE-03")
def shortfall(share: Yen, range: Limits) -> Yen:
    return most(0, range.grant.lowest - share)


@criterion(
    "補助下限額以上である",
    en="Reaches the floor",
    clause="パン規程 3条",
    facts="BAKE-03",
    refusal="補助額が下限{range.grant.lowest:,}円に{shortfall:,}円足りません（{clause}）。",
    refusal_en="The subsidy is {shortfall:,} yen short of {range.grant.lowest:,} yen ({clause}).",
)
def reaches_floor(shortfall: Yen, range: Limits) -> Flag:
    return shortfall == 0


@criterion(
    "町のパン屋である",
    en="A town bakery",
    clause="パン規程 2条",
    facts="BAKE-02",
    refusal="職人が多すぎます（{clause}）。",
    refusal_en="Too many bakers ({clause}).",
)
def is_town_bakery(bakers: Count, staff: Limits) -> Flag:
    return staff.town_bakery.admits(bakers)


@rule("補助金の額", en="Grant", clause="パン規程 3条", facts="BAKE-03")
def grant(share: Yen, cap: Yen, reaches_floor: Flag, is_town_bakery: Flag) -> Yen:
    return where(all_of(reaches_floor, is_town_bakery), least(share, cap), 0)


@caution(
    "薪の確認",
    en="Firewood",
    clause="パン規程 5条",
    facts="BAKE-05",
    message="薪の置き場を確かめます。",
    message_en="The office looks at the woodshed.",
)
def firewood(wood_fired: Flag, small_bakery: Flag) -> Flag:
    return any_of(wood_fired, all_of(not_(small_bakery), wood_fired))


@obligation(
    "毎朝焼く",
    en="Bakes daily",
    clause="パン規程 6条",
    facts="BAKE-06",
    message="補助金{grant:,}円を受けたら毎朝パンを焼きます。",
    message_en="With {grant:,} yen granted, bread is baked every morning.",
)
def bakes_daily(grant: Yen) -> Flag:
    return grant > 0


@rule("ライ麦のパン屋である", en="Rye bakery", clause="パン規程 1条", facts="BAKE-01")
def is_rye(bread: Choice) -> Flag:
    return bread == Bread.RYE


@rule("改定後の補助率", en="Later rate", clause="パン規程 1条", facts="BAKE-01")
def later_rate(small_bakery: Flag, is_rye: Flag, rates: Rates) -> Rate:
    return where(small_bakery, where(is_rye, rates.small_rye_bakery, rates.small_bakery), rates.plain)


@rule("職人1人当たりの額", en="Share a baker", clause="パン規程 4条", facts="BAKE-04")
def share_a_baker(eligible_cost: Yen, bakers: Count, later_rate: Rate) -> Yen:
    return later_rate.of(eligible_cost, part=1, whole=most(1, bakers))


@rule("自己負担額", en="Own share", clause="パン規程 4条", facts="BAKE-04")
def own_share(eligible_cost: Yen, grant: Yen) -> Yen:
    return eligible_cost - grant


@rule("美点の数", en="Merits", clause="パン規程 7条", facts="BAKE-07")
def merits(wood_fired: Flag, small_bakery: Flag, is_rye: Flag) -> Count:
    return count_true(wood_fired, small_bakery, is_rye)


@rule("火力", en="Heat, a figure wider than 64 bits", clause="パン規程 7条", facts="BAKE-07")
def heat(eligible_cost: Yen, oven_cost: Yen) -> Yen:
    return eligible_cost * oven_cost


@rule("表彰", en="Honour", clause="パン規程 7条", facts="BAKE-07", until="fy2025", named="honour")
def honour_by_merits(merits: Count, honours: Limits, switches: Switches, is_rye: Flag) -> Flag:
    return all_of(honours.merits.admits(merits), any_of(switches.honours_wheat, is_rye))


@rule("表彰", en="Honour", clause="パン規程 7条", facts="BAKE-07", since="fy2026", named="honour")
def honour_by_heat(heat: Yen, honours: Numbers, later_honours: Flag) -> Flag:
    return any_of(later_honours, heat >= honours.heat)


@rule("美点による表彰", en="Honour by merits", clause="パン規程 7条", facts="BAKE-07", since="fy2026")
def later_honours(merits: Count, honours: Limits, is_rye: Flag, switches: Switches) -> Flag:
    return all_of(honours.merits.admits(merits), any_of(switches.honours_wheat, is_rye))


@rule("加算", en="Bonus", clause="パン規程 7条", facts="BAKE-07")
def bonus(honour: Flag, honours: Numbers) -> BasisPoints:
    return where(honour, honours.bonus, -honours.bonus)


def build(files: Sequence[Mapping[str, Any]], edition: str = "fy2026") -> Rulebook:
    """The bakery's rulebook from given parameter files."""
    module = sys.modules[__name__]
    return Rulebook("bakery", edition, rules_in(module), inputs_in(module), parameters_from(files[0]))


def raw_files(edition: str = "fy2026") -> list[dict[str, Any]]:
    """The bakery's one parameter file."""
    return [read(PARAMETERS if edition == "fy2026" else PARAMETERS_BEFORE)]


def book(edition: str = "fy2026") -> Rulebook:
    """The bakery's rulebook."""
    return build(raw_files(edition), edition)
