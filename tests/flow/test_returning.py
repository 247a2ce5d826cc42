"""What goes back: the wage duties by the rules book, withdrawal and cancellation in whole, each with its clause."""

from dataclasses import replace

import pytest

from hojokin.flow.returning import (
    JudgedYear,
    ReturnCase,
    causes_of,
    growth_a_year,
    pay_growth_missed,
    worked_out,
)
from hojokin.rules.shared.interest import ReturnKind

GRANT = 4_500_000
KEPT = JudgedYear(1, 1_350, 1_300, 50, value_added=11_000_000)
MISSED = JudgedYear(2, 1_349, 1_300, 50, value_added=11_000_000)
CASE = ReturnCase(
    "fy2026",
    "normal",
    GRANT,
    minimum_wage_duty=True,
    pay_duty=True,
    years=(KEPT,),
    value_added_base=10_000_000,
)


@pytest.mark.parametrize(("year", "amount"), [(1, 4_500_000), (2, 3_000_000), (3, 1_500_000)])
def test_the_share_falls_with_the_year_of_the_miss(year: int, amount: int) -> None:
    case = replace(CASE, years=(replace(MISSED, plan_year=year),))

    made = worked_out(case, "wage_duty", {})

    assert (made.kind, made.amount) == (ReturnKind.WAGE_DUTY, amount)


def test_causes_beyond_the_firms_control_waive_it() -> None:
    case = replace(CASE, years=(KEPT, MISSED))

    assert worked_out(case, "wage_duty", {"not_attributable": True}).amount == 0


@pytest.mark.parametrize(
    ("facts", "amount"),
    [({"report_missing": True}, GRANT), ({"withdrawn_before_judgement": True}, GRANT), ({}, 0)],
)
def test_a_missing_report_and_an_early_withdrawal_cost_all_of_it(facts: dict[str, bool], amount: int) -> None:
    assert worked_out(CASE, "wage_duty", facts).amount == amount


def test_after_one_return_for_a_wage_duty_there_is_no_second() -> None:
    assert worked_out(replace(CASE, years=(MISSED,), returned_before=True), "wage_duty", {}).amount == 0


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        ("withdrawal", ReturnKind.CANCELLATION),
        ("false_announcement", ReturnKind.CANCELLATION),
        ("false_application", ReturnKind.CANCELLATION),
        ("changed_circumstances", ReturnKind.CHANGED_CIRCUMSTANCES),
    ],
)
def test_cancellation_asks_everything_back_and_changed_circumstances_bear_no_surcharge(
    cause: str, kind: ReturnKind
) -> None:
    made = worked_out(CASE, cause, {})

    assert (made.kind, made.amount) == (kind, GRANT)
    assert made.clause != ""


def test_what_came_back_already_is_not_asked_for_again() -> None:
    assert worked_out(replace(CASE, returned=1_000_000), "withdrawal", {}).amount == 3_500_000


def test_grounds_that_end_with_the_settlement_are_not_offered() -> None:
    assert "not_finished" not in causes_of(CASE)
    with pytest.raises(KeyError):
        worked_out(CASE, "not_finished", {})


@pytest.mark.parametrize(("now", "missed"), [(10_303_009, True), (10_303_010, False), (None, None)])
def test_pay_is_judged_once_at_the_end_of_the_plan(now: int | None, missed: bool | None) -> None:
    case = replace(CASE, years=(JudgedYear(3, total_pay=now),), pay_base=10_000_000, pay_target=100)

    assert pay_growth_missed(case) is missed


@pytest.mark.parametrize(
    ("base", "now", "growth"),
    [(10_000_000, 10_303_010, 100), (10_000_000, 10_303_009, 99), (100, 100, 0), (0, 5, None), (-5, 5, None)],
)
def test_growth_is_cut_off_to_basis_points(base: int, now: int, growth: int | None) -> None:
    assert growth_a_year(base, now) == growth
