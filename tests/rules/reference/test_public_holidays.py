"""Public holidays: the listed days, and an honest answer for a year that is not listed."""

from collections import Counter
from datetime import date, timedelta

import pytest

from hojokin.rules.reference.public_holidays import public_holiday, public_holidays
from hojokin.rules.reference.reading import UnknownCodeError


def test_three_years_are_listed() -> None:
    assert Counter(day.year for day in public_holidays()) == {2025: 19, 2026: 18, 2027: 17}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 5, 6), "休日"),
        (date(2026, 9, 22), "休日"),
        (date(2027, 3, 22), "休日"),
        (date(2026, 11, 23), "勤労感謝の日"),
    ],
)
def test_a_holiday_is_found_by_its_day(day: date, name: str) -> None:
    found = public_holiday(day)

    assert found is not None
    assert found.name_ja == name


def test_any_other_day_is_none() -> None:
    assert public_holiday(date(2026, 5, 7)) is None


def test_after_a_holiday_on_a_sunday_the_next_free_day_is_one_too() -> None:
    days = public_holidays()

    for day in (each for each in days if each.isoweekday() == 7):
        following = day
        while following in days:
            following += timedelta(days=1)
        assert (following - day).days >= 2


def test_a_year_that_is_not_listed_is_not_guessed() -> None:
    with pytest.raises(UnknownCodeError, match="2028年の祝日は登録されていません"):
        public_holiday(date(2028, 1, 1))
