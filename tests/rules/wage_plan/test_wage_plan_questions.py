"""Wage plans through questions: pay per head, total pay in FY2025, the margin, the announcement, and what stays open."""

from __future__ import annotations

from typing import Any

import pytest

from hojokin.rules.estimate import Estimate, estimate

WIDE = ["P-01", "P-02", "P-03", "P-04"]
PAY = 1_000_000_000
WAGE_RULES = ("wage_plan_reaches_target", "wage_plan_was_announced", "planned_minimum_wage_suffices")


def ask(
    plan: dict[str, Any] | None, *, cost: int = 3_000_000, edition: str = "fy2026", **applicant: Any
) -> Estimate:
    """A medium firm; with this cost it applies for 1,500,000 yen."""
    software = {"category": "software", "amount_yen": cost, "processes": WIDE}
    question = {"track": "normal", "edition": edition, "applicant": {"size": "medium", **applicant}}
    return estimate({**question, "costs": [software], "plan": plan})


def pay_plan(last: int, heads: int = 500) -> dict[str, Any]:
    return {"pay_yen": [PAY, PAY, PAY, last], "headcount_hundredths": [500, 500, 500, heads]}


def refused(made: Estimate) -> list[str]:
    return [each.rule for each in made.refusals]


def unchecked(made: Estimate) -> list[str]:
    return [each.rule for each in made.unchecked if each.rule in WAGE_RULES]


@pytest.mark.parametrize(("last", "is_refused"), [(1_092_726_999, True), (1_092_727_000, False)])
def test_a_large_application_plans_three_percent_a_year(last: int, is_refused: bool) -> None:
    assert (refused(ask(pay_plan(last))) == ["wage_plan_reaches_target"]) is is_refused


@pytest.mark.parametrize(("last", "is_refused"), [(1_108_717_874, True), (1_108_717_875, False)])
def test_an_earlier_grantee_plans_three_and_a_half_percent_a_year(last: int, is_refused: bool) -> None:
    made = ask(pay_plan(last), cost=1_000_000, past_grants=[{"year": 2022, "track": "security"}])

    assert (refused(made) == ["wage_plan_reaches_target"]) is is_refused


def test_more_heads_need_more_pay() -> None:
    assert refused(ask(pay_plan(1_200_000_000, heads=1_000))) == ["wage_plan_reaches_target"]


@pytest.mark.parametrize(
    ("cost", "applicant"),
    [(2_999_998, {}), (3_000_000, {"size": "small"}), (3_000_000, {"exempt_sector": "medical"})],
    ids=["one yen of subsidy below", "a micro-enterprise", "an exempt sector"],
)
def test_without_the_duty_no_plan_is_refused(cost: int, applicant: dict[str, Any]) -> None:
    plan = {**pay_plan(0), "minimum_wage_rise_yen": 0, "declared_to_employees": False}

    assert refused(ask(plan, cost=cost, **applicant)) == []


@pytest.mark.parametrize(("rise", "is_refused"), [(29, True), (30, False), (31, False)])
def test_the_margin_over_the_minimum_wage_is_thirty_yen(rise: int, is_refused: bool) -> None:
    assert (refused(ask({"minimum_wage_rise_yen": rise})) == ["planned_minimum_wage_suffices"]) is is_refused


@pytest.mark.parametrize(("declared", "refusals"), [(True, []), (False, ["wage_plan_was_announced"])])
def test_the_plan_must_be_announced(declared: bool, refusals: list[str]) -> None:
    assert refused(ask({"declared_to_employees": declared})) == refusals


@pytest.mark.parametrize(
    ("plan", "still_open"),
    [
        (None, list(WAGE_RULES)),
        (pay_plan(PAY * 2), ["planned_minimum_wage_suffices", "wage_plan_was_announced"]),
        ({"pay_yen": [1, 1, 1, 2]}, list(WAGE_RULES)),
        ({"pay_yen": [1, 1, 2], "headcount_hundredths": [1, 1, 1]}, list(WAGE_RULES)),
        ({"minimum_wage_rise_yen": 30}, ["wage_plan_reaches_target", "wage_plan_was_announced"]),
        ({"declared_to_employees": True}, ["planned_minimum_wage_suffices", "wage_plan_reaches_target"]),
    ],
)
def test_what_the_plan_does_not_say_stays_open(plan: dict[str, Any] | None, still_open: list[str]) -> None:
    assert sorted(unchecked(ask(plan))) == sorted(still_open)


def test_no_pay_in_the_base_year_goes_to_a_reviewer() -> None:
    made = ask({"pay_yen": [0, 0, 0, 0], "headcount_hundredths": [100, 100, 100, 100]})

    assert refused(made) == []
    assert "wage_plan_needs_review" in [each.rule for each in made.cautions]


@pytest.mark.parametrize(("last", "is_refused"), [(1_045_678_374, True), (1_045_678_375, False)])
def test_fy2025_asks_for_total_pay_and_no_headcount(last: int, is_refused: bool) -> None:
    made = ask({"pay_yen": [PAY, 0, 0, last]}, edition="fy2025")

    assert (refused(made) == ["wage_plan_reaches_target"]) is is_refused


def test_fy2025_binds_no_earlier_grantee_of_a_small_amount() -> None:
    made = ask(None, cost=1_000_000, edition="fy2025", past_grants=[{"year": 2023, "track": "normal"}])

    assert made.wage_target_bp == 0


@pytest.mark.parametrize(("year", "target"), [(2021, 0), (2022, 350), (2025, 350), (2026, 0)])
def test_the_years_of_an_earlier_grant_that_bring_the_duty(year: int, target: int) -> None:
    made = ask(
        None, cost=1_000_000, past_grants=[{"year": year, "track": "normal", "decided_on": f"{year}-01-10"}]
    )

    assert made.wage_target_bp == target
