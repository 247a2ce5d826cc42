"""Sharpness: the bakery's table notices every small change, and without a row a named one gets through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from hojokin.rules.engine.exact import Count, Flag, Rate, Yen, all_of, any_of, least, most, not_, where
from hojokin.rules.engine.facts import flag, number, yen
from hojokin.rules.engine.loading import Numbers, Rates, Switches, parameters_from, read
from hojokin.rules.engine.rulebook import Rulebook, rule
from hojokin.rules.engine.sharpness import Case, Sharpness, WrongCase, sharpness, survivors
from tests.rules import cases
from tests.rules.engine import bakery

TABLE = cases.read_table(Path(__file__).parent / "bakery_cases.yaml")
CASES = cases.cases_of(TABLE, bakery.book())
INPUTS = {
    "cost": yen("費用", "Cost"),
    "bakers": number("職人", "Bakers", highest=9),
    "rye": flag("ライ麦", "Rye", default=False),
    "wood": flag("薪", "Wood", default=False),
}
PRINTED = """
documents: {パン規程: bakers-act}
printed:
  label: 数
  label_en: Numbers
  clause: パン規程 1条
  facts: [BAKE-01]
"""


def _all_but(*names: str) -> list[Case]:
    assert {*names} <= {case.name for case in CASES}
    return [case for case in CASES if case.name not in names]


def _found(bodies: Sequence[Callable[..., Any]], table: Sequence[Case], numbers: str = "") -> Sharpness:
    """What becomes of every change of some rules, and of the numbers they read."""
    rules = [
        body
        if hasattr(body, "declared")
        else rule("規則", en="x", clause="パン規程 1条", facts="BAKE-01")(body)
        for body in bodies
    ]

    def build(files: Sequence[Any]) -> Rulebook:
        return Rulebook("one", "fy2026", rules, INPUTS, parameters_from(files[0]))

    return sharpness(build, [read(PRINTED + numbers)], table)


def _survivors(bodies: Sequence[Callable[..., Any]], table: Sequence[Case]) -> tuple[str, ...]:
    return _found(bodies, table).survivors


def _left(
    body: Callable[..., Any], rows: Sequence[tuple[dict[str, Any], Any]], numbers: str = ""
) -> tuple[str, ...]:
    """The changes of one rule that some rows do not notice."""
    table = [Case(str(facts), facts, {body.__name__: expected}) for facts, expected in rows]
    return _found([body], table, numbers).survivors


def _tried(body: Callable[..., Any], facts: dict[str, Any], expected: Any) -> set[str]:
    """The changes of one rule that are tried at all."""
    found = _found([body], [Case("row", facts, {body.__name__: expected})])
    return {*found.noticed, *found.survivors}


def test_the_bakerys_table_notices_every_small_change() -> None:
    found = sharpness(bakery.build, bakery.raw_files(), CASES)

    assert found.survivors == ()
    assert len(found.noticed) > 60


@pytest.mark.parametrize(
    ("missing", "unnoticed"),
    [
        (["no bakers share with nobody"], {"share_a_baker: max(1, bakers) → bakers"}),
        (
            ["a hundred bakers are none"],
            {
                "is_town_bakery: bakers < 100 → bakers <= 100",
                "grant: reaches_floor and is_town_bakery → reaches_floor",
                "staff.town_bakery.below: 100 → 101",
                "staff.town_bakery: below 100 → at_most 100",
            },
        ),
        (["a hair cooler"], {"honours.heat: 1_000_000_000_000_000_000_000 → 999_999_999_999_999_999_999"}),
        (
            ["a small rye bakery"],
            {
                "later_honours: 2 <= merits → 2 < merits",
                (
                    "honour: later_honours or (1_000_000_000_000_000_000_000 <= heat)"
                    " → 1_000_000_000_000_000_000_000 <= heat"
                ),
                "rates.small_rye_bakery: 3/4 → 4/4",
                "rates.small_rye_bakery: 3/4 → 3/5",
                "honours.merits.at_least: 2 → 3",
                "honours.merits: at_least 2 → above 2",
            },
        ),
    ],
)
def test_without_a_row_the_changes_it_probes_survive(missing: list[str], unnoticed: set[str]) -> None:
    assert set(survivors(bakery.build, bakery.raw_files(), _all_but(*missing))) == unnoticed


def test_only_what_a_row_expects_can_notice_a_change() -> None:
    facts = {"oven_cost": 20_000, "bakers": 6}

    stated = sharpness(bakery.build, bakery.raw_files(), [Case("cap", facts, {"cap": 299_999})])

    assert stated.noticed == {
        "cap: where(wood_fired, 500_000, 299_999) → where(wood_fired, 299_999, 500_000)",
        "range.grant.below: 300_000 → 300_001",
        "range.grant.below: 300_000 → 299_999",
        "range.grant: below 300_000 → at_most 300_000",
    }
    assert set(stated.survivors) == {
        "range.wood.at_most: 500_000 → 500_001",
        "range.wood.at_most: 500_000 → 499_999",
        "range.wood: at_most 500_000 → below 500_000",
    }


def test_a_wrong_table_is_refused_before_anything_is_changed() -> None:
    wrong = [
        Case("grant off by one", {"oven_cost": 20_000, "bakers": 6}, {"grant": 10_001, "cap": 299_999}),
        Case("another rate", {"bakers": 6}, {"baking_rate": Rate(2, 3)}),
    ]

    with pytest.raises(WrongCase) as told:
        survivors(bakery.build, bakery.raw_files(), wrong)

    assert str(told.value) == (
        "grant off by one: grant is [10000], not [10001]; another rate: baking_rate is [1, 2], not [2, 3]"
    )


def test_facts_that_may_not_enter_are_refused() -> None:
    with pytest.raises(WrongCase, match=r"^no bakers: Enter Number of bakers"):
        survivors(bakery.build, bakery.raw_files(), [Case("no bakers", {}, {"small_bakery": True})])


def test_every_kind_of_change_is_tried() -> None:
    def mixed(cost: Yen, bakers: Count, rye: Flag, wood: Flag) -> Yen:
        chosen = where(any_of(all_of(rye, not_(wood)), bakers == 3), least(cost, 900), cost - bakers)
        return chosen // most(2, bakers)

    condition = "(rye and not(wood)) or (bakers == 3)"
    quotient = f"where({condition}, min(cost, 900), cost - bakers) // max(2, bakers)"

    assert _tried(mixed, {"cost": 7, "bakers": 1}, 3) == {
        "mixed: not(wood) → wood",
        "mixed: rye and not(wood) → rye",
        "mixed: rye and not(wood) → not(wood)",
        "mixed: bakers == 3 → not(bakers == 3)",
        f"mixed: {condition} → rye and not(wood)",
        f"mixed: {condition} → bakers == 3",
        "mixed: min(cost, 900) → max(cost, 900)",
        "mixed: min(cost, 900) → cost",
        "mixed: min(cost, 900) → 900",
        "mixed: cost - bakers → cost",
        (
            f"mixed: where({condition}, min(cost, 900), cost - bakers)"
            f" → where({condition}, cost - bakers, min(cost, 900))"
        ),
        "mixed: max(2, bakers) → min(2, bakers)",
        "mixed: max(2, bakers) → 2",
        "mixed: max(2, bakers) → bakers",
        f"mixed: {quotient} → rounded up",
    }


def test_a_chain_loses_one_member_at_a_time() -> None:
    def chain(rye: Flag, wood: Flag, bakers: Count) -> Flag:
        return all_of(rye, wood, bakers < 5)

    assert _tried(chain, {"rye": True, "wood": True, "bakers": 4}, True) == {
        "chain: rye and wood → rye",
        "chain: rye and wood → wood",
        "chain: bakers < 5 → bakers <= 5",
        "chain: (rye and wood) and (bakers < 5) → rye and wood",
    }


def test_a_change_that_the_bounds_rule_out_is_not_tried() -> None:
    def within(bakers: Count) -> Flag:
        return all_of(bakers <= 9, bakers >= 1)

    def capped(bakers: Count) -> Count:
        return least(bakers, 9) * 12 // 4

    def never(bakers: Count) -> Count:
        return where(bakers > 9, bakers + 1, 5)

    assert _tried(within, {"bakers": 1}, True) == {
        "within: bakers <= 9 → bakers < 9",
        "within: 1 <= bakers → 1 < bakers",
        "within: (bakers <= 9) and (1 <= bakers) → bakers <= 9",
    }
    assert _tried(capped, {"bakers": 1}, 3) == {
        "capped: min(bakers, 9) → max(bakers, 9)",
        "capped: min(bakers, 9) → 9",
    }
    assert _tried(never, {"bakers": 1}, 5) == {
        "never: 9 < bakers → 9 <= bakers",
        "never: where(9 < bakers, bakers + 1, 5) → where(9 < bakers, 5, bakers + 1)",
    }


def test_a_change_with_the_same_truth_table_is_not_tried() -> None:
    def absorbed(rye: Flag, wood: Flag) -> Flag:
        return any_of(rye, all_of(rye, wood))

    assert _tried(absorbed, {"rye": True}, True) == {
        "absorbed: rye and wood → wood",
        "absorbed: rye or (rye and wood) → rye and wood",
    }


def test_a_change_that_divides_by_zero_is_noticed_only_by_a_case_that_stands_on_it() -> None:
    def each_baker(cost: Yen, bakers: Count) -> Yen:
        return cost // most(1, bakers)

    @rule("職人", en="Bakers", clause="パン規程 1条", facts="BAKE-01")
    def alone(bakers: Count) -> Flag:
        return bakers == 0

    change = "each_baker: max(1, bakers) → bakers"
    seen: list[tuple[dict[str, Any], Any]] = [({"cost": 7, "bakers": 2}, 3), ({"cost": 7, "bakers": 0}, 7)]
    other = Case("another rule only", {"bakers": 0}, {"alone": True})

    assert _left(each_baker, seen) == ()
    assert _left(each_baker, seen[:1]) == (change,)
    assert _survivors([each_baker, alone], [Case("two", *seen[0][:1], {"each_baker": 3}), other]) == (change,)


def test_a_rate_changes_both_its_numbers_together() -> None:
    def chosen(rye: Flag, printed: Rates) -> Rate:
        return where(rye, printed.high, printed.low)

    numbers = "  high: 2/3\n  low: 1/2\n"

    assert _left(chosen, [({"rye": True}, Rate(2, 3))], numbers) == (
        "printed.low: 1/2 → 2/2",
        "printed.low: 1/2 → 1/3",
    )
    assert _left(chosen, [({"rye": True}, Rate(2, 3)), ({}, Rate(1, 2))], numbers) == ()


def test_switches_are_turned_and_numbers_moved_both_ways() -> None:
    def allowed(bakers: Count, printed: Switches) -> Flag:
        return all_of(printed.open, bakers > 3)

    def enough(bakers: Count, printed: Numbers) -> Flag:
        return bakers >= printed.needed

    assert _left(allowed, [({"bakers": 3}, False), ({"bakers": 2}, False)], "  open: true\n") == (
        "printed.open: True → False",
    )
    assert _left(enough, [({"bakers": 4}, True)], "  needed: 4\n") == ("printed.needed: 4 → 3",)
    assert _left(enough, [({"bakers": 3}, False)], "  needed: 4\n") == (
        "enough: 4 <= bakers → 4 < bakers",
        "printed.needed: 4 → 5",
    )
