"""Stopped tools: what the rules ask back for a cancellation that a vendor reports, a day before, at and after each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hojokin.flow.duties import GrantFacts
from hojokin.flow.returning import WAGE_DUTY, WITHDRAWAL, JudgedYear, ReturnCase
from hojokin.flow.stopped_tools import IN_USE, LONG_ENOUGH, SURCHARGE, UNPAID, Stopped, proposed
from hojokin.rules.shared.cancellation import STOPPED_TOO_EARLY
from hojokin.rules.shared.interest import ReturnKind
from tests.flow.test_duties import GRANT

INTRODUCED, PAID_ON = date(2026, 9, 15), date(2026, 12, 25)
YEAR_LATER = date(2027, 9, 15)
TODAY = date(2027, 12, 1)
CASE = ReturnCase("fy2026", "normal", received=500_000, minimum_wage_duty=False, pay_duty=False)
USED = replace(GRANT, introduced_on=INTRODUCED, paid_on=PAID_ON)


def asked(on: date, case: ReturnCase = CASE, returned: int = 0, grant: GrantFacts = USED) -> tuple[str, int]:
    """The cause and the amount for one tool that was cancelled on a day."""
    found = proposed(replace(case, returned=returned), grant, [Stopped("会計", on)], today=TODAY)
    return found.cause, found.made.amount


@pytest.mark.parametrize(
    ("on", "cause", "amount"),
    [
        (YEAR_LATER - timedelta(days=1), STOPPED_TOO_EARLY, 500_000),
        (YEAR_LATER, WITHDRAWAL, 0),
        (YEAR_LATER + timedelta(days=1), WITHDRAWAL, 0),
    ],
)
def test_the_whole_goes_back_within_a_year_of_introduction(on: date, cause: str, amount: int) -> None:
    assert asked(on) == (cause, amount)


@pytest.mark.parametrize(("after", "amount"), [(-1, 500_000), (0, 0), (1, 0)])
def test_the_whole_goes_back_before_the_end_of_the_reported_period(after: int, amount: int) -> None:
    until = date(2028, 3, 31)

    assert asked(until + timedelta(days=after), grant=replace(USED, use_until=until))[1] == amount


@pytest.mark.parametrize(("returned", "amount"), [(0, 500_000), (200_000, 300_000), (500_000, 0)])
def test_what_came_back_already_is_not_asked_for_again(returned: int, amount: int) -> None:
    assert asked(INTRODUCED, returned=returned)[1] == amount


def test_nothing_goes_back_of_what_was_never_paid() -> None:
    found = proposed(replace(CASE, received=0), USED, [Stopped("会計", INTRODUCED)], today=TODAY)

    assert (found.made.amount, found.told) == (0, UNPAID)


@pytest.mark.parametrize(("wage", "cause", "amount"), [(None, WAGE_DUTY, 500_000), (1_300, WITHDRAWAL, 0)])
def test_under_a_wage_duty_stopping_before_the_judgement_counts_as_missed(
    wage: int | None, cause: str, amount: int
) -> None:
    case = replace(CASE, pay_duty=True, years=(JudgedYear(1, lowest_wage=wage),))

    assert asked(YEAR_LATER, case) == (cause, amount)


def test_the_earliest_of_several_tools_decides_and_the_whole_goes_back() -> None:
    stopped = [Stopped("会計", YEAR_LATER), Stopped("受発注", YEAR_LATER - timedelta(days=1))]

    found = proposed(CASE, USED, stopped, today=TODAY)

    assert (found.cause, found.made.amount) == (STOPPED_TOO_EARLY, 500_000)
    assert [each.label.ja for each in found.made.lines][:2] == ["会計の解約の届出", "受発注の解約の届出"]


def test_without_a_known_introduction_the_year_counts_from_the_decision() -> None:
    on = date(2027, 6, 18)

    unknown = replace(USED, introduced_on=None)

    assert [asked(on - timedelta(days=each), grant=unknown)[1] for each in (1, 0)] == [500_000, 0]


def test_nothing_is_owed_for_tools_in_use() -> None:
    found = proposed(CASE, USED, [], today=TODAY)

    assert (found.made.amount, found.told) == (0, IN_USE)


def test_the_sentence_names_the_amount_and_its_rule() -> None:
    early = proposed(CASE, USED, [Stopped("会計", INTRODUCED)], today=TODAY)
    late = proposed(CASE, USED, [Stopped("会計", YEAR_LATER)], today=TODAY)

    assert early.told.ja == "規則による返還額の案は500,000円です（交付規程 27条1項四号）。"
    assert late.told == LONG_ENOUGH
    assert early.made.kind is ReturnKind.CANCELLATION


def test_the_surcharge_runs_from_the_payment_and_only_on_what_goes_back() -> None:
    early = proposed(CASE, USED, [Stopped("会計", INTRODUCED)], today=PAID_ON + timedelta(days=365))
    late = proposed(CASE, USED, [Stopped("会計", YEAR_LATER)], today=TODAY)

    [surcharge] = [each.value.ja for each in early.made.lines if each.label == SURCHARGE]
    assert int(surcharge.removesuffix("円").replace(",", "")) in range(54_750, 54_901)
    assert [each for each in late.made.lines if each.label == SURCHARGE] == []
