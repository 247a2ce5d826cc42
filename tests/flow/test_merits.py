"""Bonus items and reductions follow from the entries by the printed rules."""

from __future__ import annotations

import pytest

from hojokin.flow.form import Value
from hojokin.flow.merits import Wages, bonus_of, judged_items, reductions_of
from hojokin.flow.scoring import Mark, points_of, sheet_items
from tests.flow.application_samples import corporation, tool


def bonus(
    track: str = "normal", round_number: int = 3, wages: Wages | None = None, **changed: Value
) -> list[str]:
    return [each.code for each in bonus_of(corporation(**changed), "fy2026", track, round_number, wages)]


def reductions(**changed: Value) -> list[str]:
    return [each.code for each in reductions_of(corporation(**changed), "fy2026", "normal")]


PLAIN = {"has_wage_plan": False, "tools": [tool(cloud=False, invoice_ready=False)]}


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"it_strategy_navi": True}, ["it_strategy_navi"]),
        ({"health_management": True}, ["health_management"]),
        ({"eruboshi": "stage_1"}, ["kurumin_eruboshi"]),
        ({"kurumin": "try", "eruboshi": "platinum"}, ["kurumin_eruboshi"]),
        ({"growth_matching": True}, ["growth_matching"]),
        ({"second_opinion": True}, ["second_opinion"]),
        ({"wage_measures": ["measure_1"]}, ["minimum_wage_measure_1"]),
        ({"wage_measures": ["raised_rate"]}, []),
        ({"tools": [tool(cloud=True, invoice_ready=False)]}, ["cloud"]),
        ({"tools": [tool(cloud=False, invoice_ready=True)]}, ["invoice_tool"]),
    ],
)
def test_an_answer_earns_its_bonus_item(changed: dict[str, Value], codes: list[str]) -> None:
    assert bonus(**{**PLAIN, **changed}) == codes  # type: ignore[arg-type] # by name


def test_the_second_opinion_counts_from_the_third_round() -> None:
    assert bonus(round_number=2, **{**PLAIN, "second_opinion": True}) == []  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    ("rise", "is_bound", "earned"),
    [("none", False, False), ("30", False, True), ("30", True, False), ("50", True, True)],
)
def test_whoever_owes_the_first_step_of_pay_earns_the_bonus_with_the_further_one(
    rise: str, is_bound: bool, earned: bool
) -> None:
    found = bonus(wages=Wages(is_bound), tools=PLAIN["tools"], wage_rise=rise)  # type: ignore[arg-type] # rows

    assert found == (["wage_plan"] if earned else [])


def test_a_plan_that_nobody_was_told_of_earns_nothing() -> None:
    assert bonus(tools=PLAIN["tools"], announced=False) == []  # type: ignore[arg-type] # rows


@pytest.mark.parametrize(("last", "earned"), [(39_338_172, True), (39_338_171, False)])
def test_pay_per_head_grows_by_three_in_a_hundred_a_year_or_earns_nothing(last: int, earned: bool) -> None:
    found = bonus(tools=PLAIN["tools"], pay_year_3_yen=last)  # type: ignore[arg-type] # rows

    assert found == (["wage_plan"] if earned else [])


GRANT = {"year": 2024, "track": "normal", "processes": ["P-03"]}


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"missed_own_wage_bonus": True}, ["reduced_for_own_wage_bonus"]),
        ({"missed_other_wage_bonus": True}, ["reduced_for_other_wage_bonus"]),
        ({"parallel": ["invoice"]}, ["reduced_for_parallel_track"]),
        ({"parallel": ["security"]}, []),
        (
            {"had_grants": True, "past_grants": [GRANT]},
            ["reduced_for_earlier_grant", "reduced_for_shared_processes"],
        ),
        (
            {"had_grants": True, "past_grants": [{**GRANT, "year": 2021}]},
            [],
        ),
        (
            {"parallel": ["invoice"], "same_function_before": True},
            ["reduced_for_parallel_track", "reduced_for_same_function"],
        ),
    ],
)
def test_what_came_before_reduces_the_score_with_its_clause(
    changed: dict[str, Value], codes: list[str]
) -> None:
    assert reductions(**changed) == codes
    assert all(each.source for each in reductions_of(corporation(**changed), "fy2026", "normal"))


@pytest.mark.parametrize("track", ["normal", "invoice", "electronic_transaction", "security", "consortium"])
@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_every_bonus_item_is_either_computed_or_judged(edition: str, track: str) -> None:
    judged = {each.code for each in judged_items(edition, track, 1)}
    computed = {each.code for each in bonus_of({}, edition, track, 1)}

    assert computed.isdisjoint(judged)
    assert {each.code for each in sheet_items(edition, track, 1)} >= {f"bonus_{code}" for code in judged}


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [("-1", False), ("0", True), ("5", True), ("6", False), ("３", True), ("2.5", False), ("x", False)],
)
def test_points_lie_within_the_bounds_of_the_item(typed: str, is_right: bool) -> None:
    items = sheet_items("fy2026", "normal", 1)[:1]

    points, problems = points_of(items, {items[0].code: Mark(typed)}, finish=False)

    assert (len(points), len(problems)) == ((1, 0) if is_right else (0, 1))


def test_an_unfinished_sheet_may_be_empty_and_a_finished_one_not() -> None:
    items = sheet_items("fy2026", "normal", 1)

    assert points_of(items, {}, finish=False) == ({}, [])
    assert [each.field for each in points_of(items, {}, finish=True)[1]] == [each.code for each in items]
