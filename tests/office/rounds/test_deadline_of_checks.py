"""The checks of an application read the closing that the office set, not the one that was published."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hojokin.office.actions.edit_round import RoundTerms, add_round
from hojokin.office.actions.extend_deadline import extend_round
from hojokin.office.queries.circumstances import circumstances_of
from hojokin.office.queries.filings import find
from hojokin.office.queries.round_days import closing_of, round_days, rounds_now
from hojokin.office.records.models import Filing, Round
from tests.office.rounds.scene import BEFORE, CLOSE, ROUND, application, office, the_round

CLOSES_ON = date(2026, 6, 15)
DAY = timedelta(days=1)


def deadline(filing: Filing, at: datetime = BEFORE) -> date | None:
    """What the checks take as the closing."""
    return circumstances_of(filing, {}, at).deadline


def test_without_rounds_of_the_office_the_published_closing_holds() -> None:
    assert deadline(application("correction_applicant")) == CLOSES_ON


@pytest.mark.parametrize("state", ["correction_applicant", "under_review"])
def test_an_extended_closing_holds_for_whoever_aimed_at_it(state: str) -> None:
    people, row = office(), the_round()
    filing = application(state)

    extend_round(row, CLOSE + 3 * DAY, "災害", by=people.administrator, at=BEFORE)

    assert deadline(filing) == CLOSES_ON + 3 * DAY


@pytest.mark.parametrize(("ahead", "code"), [(-DAY, ROUND), (timedelta(), ROUND), (DAY, "normal-2026-R3")])
def test_a_draft_without_a_day_of_its_own_reads_the_next_closing_as_it_was_extended(
    ahead: timedelta, code: str
) -> None:
    people, row = office(), the_round()
    filing = application("applicant_editing", round_code="", due_at=None)
    extend_round(row, CLOSE + 3 * DAY, "災害", by=people.administrator, at=BEFORE)

    found = deadline(filing, CLOSE + 3 * DAY + ahead)

    assert found == Round.objects.get(code=code).closes_at.date()


def test_a_round_that_the_office_added_is_read_too() -> None:
    people, _row = office(), the_round()
    last = Round.objects.filter(track="normal").order_by("number").last()
    assert last is not None
    terms = RoundTerms(None, last.closes_at + 30 * DAY)
    made = add_round("fy2026", "normal", terms, "追加", by=people.administrator, at=BEFORE)

    assert deadline(application("correction_applicant", round_code=made.code)) == made.closes_at.date()


def test_an_application_is_read_with_its_closing(django_assert_num_queries: Any) -> None:
    people, row = office(), the_round()
    number = application("correction_applicant", submitted_at=BEFORE).number
    extend_round(row, CLOSE + 3 * DAY, "災害", by=people.administrator, at=BEFORE)
    found = find(number, people.reviewer)

    with django_assert_num_queries(0):
        assert closing_of(found) == CLOSE + 3 * DAY


def test_the_rounds_of_a_track_are_one_question(django_assert_num_queries: Any) -> None:
    the_round()

    with django_assert_num_queries(1):
        held = rounds_now("fy2026", "normal")

    assert held == [each.round for each in round_days("fy2026")["normal"]]
