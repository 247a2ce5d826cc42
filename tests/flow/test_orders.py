"""Order, delivery, invoice and payment: their days below, at and above each limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.form import FormProblem, Severity
from hojokin.flow.orders import (
    ProjectPeriod,
    Step,
    earliest_latest,
    problems_of_days,
    problems_of_entry,
    warning_for_next,
)

GRANTED, LIMIT, TODAY = date(2026, 6, 18), date(2026, 12, 25), date(2026, 12, 31)
PERIOD = ProjectPeriod(GRANTED, LIMIT)
DAY = timedelta(days=1)
GOOD: Mapping[Step, date] = {
    Step.ORDERED: date(2026, 7, 1),
    Step.DELIVERED: date(2026, 8, 1),
    Step.INVOICED: date(2026, 8, 10),
    Step.PAID: date(2026, 8, 31),
}


def told(problems: tuple[FormProblem, ...]) -> list[tuple[str, str]]:
    return [(each.field, each.severity.value) for each in problems]


def test_days_in_order_have_no_problem() -> None:
    assert problems_of_days(GOOD, PERIOD, TODAY) == ()


@pytest.mark.parametrize(
    ("ordered", "found"),
    [
        (GRANTED - DAY, [("ordered_on", "error")]),
        (GRANTED, [("ordered_on", "caution")]),
        (GRANTED + DAY, []),
    ],
)
def test_an_order_may_come_on_the_day_of_the_grant_with_a_caution(
    ordered: date, found: list[tuple[str, str]]
) -> None:
    assert told(problems_of_days({**GOOD, Step.ORDERED: ordered}, PERIOD, TODAY)) == found


@pytest.mark.parametrize(
    ("invoiced", "found"),
    [
        (GOOD[Step.PAID] + DAY, [("paid_on", "error")]),
        (GOOD[Step.PAID], [("paid_on", "caution")]),
        (GOOD[Step.PAID] - DAY, []),
    ],
)
def test_the_invoice_precedes_the_payment_and_the_same_day_is_a_caution(
    invoiced: date, found: list[tuple[str, str]]
) -> None:
    assert told(problems_of_days({**GOOD, Step.INVOICED: invoiced}, PERIOD, TODAY)) == found


@pytest.mark.parametrize(
    ("paid", "found"), [(LIMIT - DAY, []), (LIMIT, []), (LIMIT + DAY, [("paid_on", "error")])]
)
def test_everything_is_paid_within_the_project_period(paid: date, found: list[tuple[str, str]]) -> None:
    assert told(problems_of_days({**GOOD, Step.PAID: paid}, PERIOD, TODAY)) == found


def test_delivery_and_payment_may_come_in_either_order() -> None:
    days = {**GOOD, Step.DELIVERED: GOOD[Step.PAID] + DAY}

    assert problems_of_days(days, PERIOD, TODAY) == ()


@pytest.mark.parametrize("step", [Step.DELIVERED, Step.INVOICED])
def test_nothing_comes_before_the_order(step: Step) -> None:
    days = {**GOOD, step: GOOD[Step.ORDERED] - DAY}

    assert told(problems_of_days(days, PERIOD, TODAY)) == [(step.value, "error")]


def test_a_day_after_today_is_refused() -> None:
    assert told(problems_of_days(GOOD, PERIOD, GOOD[Step.PAID] - DAY)) == [("paid_on", "error")]


def test_before_the_decision_every_step_is_refused_with_what_to_do() -> None:
    found = problems_of_days({Step.ORDERED: GRANTED}, ProjectPeriod(None, None), TODAY)

    assert told(found) == [("ordered_on", "error")]
    assert "交付決定の通知を待ってください" in found[0].message.ja


def test_a_report_waits_for_delivery_and_payment() -> None:
    days = {Step.ORDERED: GOOD[Step.ORDERED], Step.REPORTED: GOOD[Step.PAID]}

    assert told(problems_of_days(days, PERIOD, TODAY)) == [("reported_on", "error")]
    assert problems_of_days({**GOOD, Step.REPORTED: GOOD[Step.PAID]}, PERIOD, TODAY) == ()


def test_an_entry_is_judged_before_it_is_stored() -> None:
    days = {Step.ORDERED: GOOD[Step.ORDERED], Step.PAID: GOOD[Step.PAID]}

    late_invoice = problems_of_entry(Step.INVOICED, GOOD[Step.PAID] + DAY, days, PERIOD, TODAY)

    assert told(late_invoice) == [("paid_on", "error")]
    assert days == {Step.ORDERED: GOOD[Step.ORDERED], Step.PAID: GOOD[Step.PAID]}


def test_the_next_steps_are_warned_about_before_they_are_taken() -> None:
    days = {Step.ORDERED: GOOD[Step.ORDERED], Step.INVOICED: GOOD[Step.INVOICED]}

    found = warning_for_next(days, PERIOD, GOOD[Step.INVOICED])

    assert [(each.field, each.severity) for each in found] == [("paid_on", Severity.CAUTION)]


def test_the_plan_gives_the_earliest_and_the_latest_day_of_each_step() -> None:
    plan = earliest_latest(GRANTED, LIMIT, {Step.ORDERED: date(2026, 7, 1), Step.INVOICED: date(2026, 8, 10)})

    assert [(each.step, each.earliest, each.advised, each.latest) for each in plan] == [
        (Step.ORDERED, GRANTED, GRANTED + DAY, date(2026, 8, 10)),
        (Step.DELIVERED, date(2026, 7, 1), date(2026, 7, 1), LIMIT),
        (Step.INVOICED, date(2026, 7, 1), date(2026, 7, 1), LIMIT),
        (Step.PAID, date(2026, 8, 10), date(2026, 8, 11), LIMIT),
        (Step.REPORTED, date(2026, 8, 10), date(2026, 8, 10), LIMIT),
    ]
    assert [each.is_late(LIMIT) for each in plan] == [False] * 5
    assert [each.is_late(LIMIT + DAY) for each in plan] == [False, True, False, True, True]


def test_without_a_decision_the_plan_has_no_first_day() -> None:
    assert {each.earliest for each in earliest_latest(None, None)} == {None}


@given(st.lists(st.integers(1, 180), min_size=4, max_size=4))
def test_whatever_follows_the_plan_is_never_refused(waits: list[int]) -> None:
    days: dict[Step, date] = {}
    for step, wait in zip((Step.ORDERED, Step.DELIVERED, Step.INVOICED, Step.PAID), waits, strict=True):
        planned = next(each for each in earliest_latest(GRANTED, LIMIT, days) if each.step is step)
        assert planned.advised is not None
        assert planned.latest is not None
        days[step] = min(planned.advised + timedelta(days=wait // 10), planned.latest)

    assert [each for each in problems_of_days(days, PERIOD, LIMIT) if each.severity is Severity.ERROR] == []
