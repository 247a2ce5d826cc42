"""Banking days: never a Saturday, a Sunday, a national holiday or one of the days around the new year."""

from datetime import date

import pytest

from hojokin.rules.reference.banking_days import bank_closure, next_banking_day
from hojokin.rules.reference.public_holidays import holidays_are_listed


@pytest.mark.parametrize(
    ("day", "source"),
    [
        (date(2026, 12, 26), "銀行法施行令 5条1項3号"),  # Saturday
        (date(2026, 12, 27), "銀行法 15条1項"),  # Sunday
        (date(2026, 9, 22), "銀行法施行令 5条1項1号"),  # between two holidays
        (date(2027, 3, 22), "銀行法施行令 5条1項1号"),  # in place of a Sunday
        (date(2026, 12, 31), "銀行法施行令 5条1項2号"),  # Thursday
        (date(2027, 1, 1), "銀行法施行令 5条1項1号"),
        (date(2026, 1, 2), "銀行法施行令 5条1項2号"),  # Friday
        (date(2027, 1, 3), "銀行法施行令 5条1項2号"),
    ],
)
def test_banks_are_shut_by_the_item_of_the_law(day: date, source: str) -> None:
    found = bank_closure(day)

    assert found is not None
    assert found.source == source


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2026, 12, 30), date(2027, 1, 4), date(2026, 9, 24)])
def test_any_other_weekday_is_a_banking_day(day: date) -> None:
    assert bank_closure(day) is None
    assert next_banking_day(day) == day


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2026, 9, 19), date(2026, 9, 24)),  # a weekend, a holiday, the day between, a holiday
        (date(2026, 5, 2), date(2026, 5, 7)),
        (date(2026, 12, 26), date(2026, 12, 28)),
    ],
)
def test_the_next_banking_day_is_past_all_of_them(day: date, following: date) -> None:
    assert next_banking_day(day) == following


def test_of_a_year_that_is_not_listed_weekends_and_the_new_year_are_known_all_the_same() -> None:
    assert holidays_are_listed(2027)
    assert not holidays_are_listed(2028)
    assert next_banking_day(date(2027, 12, 31)) == date(2028, 1, 4)
    assert next_banking_day(date(2028, 1, 8)) == date(2028, 1, 10)  # a holiday, once it is listed
