"""The call centre: open from its first to before its last minute, on working days that are no holiday."""

from datetime import datetime

import pytest

from hojokin.flow.contact import contact, hours_at
from hojokin.rules.citations import facts
from hojokin.rules.schedule import JST


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ("2026-11-24T09:29:59", False),
        ("2026-11-24T09:30:00", True),
        ("2026-11-24T17:29:59", True),
        ("2026-11-24T17:30:00", False),
        ("2026-11-21T10:00", False),  # Saturday
        ("2026-11-22T10:00", False),  # Sunday
        ("2026-11-23T10:00", False),  # a Monday, Labour Thanksgiving Day
        ("2026-09-22T10:00", False),  # a Tuesday between two holidays
    ],
)
def test_it_answers_within_its_hours_on_working_days(when: str, is_open: bool) -> None:
    assert hours_at(at(when)).is_open is is_open


@pytest.mark.parametrize(
    ("when", "opening"),
    [
        ("2026-11-24T08:00", "2026-11-24T09:30"),
        ("2026-11-24T17:30", "2026-11-25T09:30"),
        ("2026-11-20T18:00", "2026-11-24T09:30"),  # over a weekend and a holiday
        ("2026-09-18T18:00", "2026-09-24T09:30"),  # over five days off
    ],
)
def test_it_says_when_it_opens_next(when: str, opening: str) -> None:
    assert hours_at(at(when)).next_opening == at(opening)


def test_while_it_is_open_there_is_no_next_opening() -> None:
    assert hours_at(at("2026-11-24T10:00")).next_opening is None


def test_a_holiday_is_named() -> None:
    holiday = hours_at(at("2026-11-23T10:00")).holiday

    assert holiday is not None
    assert (holiday.name_ja, holiday.name_en) == ("勤労感謝の日", "Labour Thanksgiving Day")


def test_in_a_year_without_listed_holidays_it_does_not_pretend_to_know() -> None:
    hours = hours_at(at("2028-01-05T10:00"))

    assert (hours.is_open, hours.is_known, hours.next_opening) == (False, False, None)


def test_an_instant_elsewhere_counts_in_japanese_time() -> None:
    assert hours_at(datetime.fromisoformat("2026-11-24T00:30:00+00:00")).is_open


def test_its_fact_is_registered() -> None:
    assert contact().fact in facts()
