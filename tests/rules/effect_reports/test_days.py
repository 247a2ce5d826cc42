"""Months, fiscal years and days as numbers."""

from datetime import date

import pytest

from hojokin.rules.shared.days import Day, add_months
from hojokin.rules.shared.fiscal_days import month_end, state_year_end, year_end_from


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 31), -1, date(2025, 12, 31)),
        (date(2026, 5, 12), 0, date(2026, 5, 12)),
    ],
)
def test_a_month_too_short_gives_its_last_day(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_a_day_is_a_number_that_prints_as_a_date() -> None:
    day = Day.of(date(2026, 12, 25))

    assert day == date(2026, 12, 25).toordinal()
    assert f"{day}" == "2026-12-25"


@pytest.mark.parametrize(("month", "last"), [(1, 31), (2, 28), (4, 30), (12, 31)])
def test_a_month_ends_on_its_last_day(month: int, last: int) -> None:
    assert month_end(2026, month) == date(2026, month, last)


@pytest.mark.parametrize(
    ("day", "end_month", "end"),
    [
        (date(2025, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 2, 28), 2, date(2026, 2, 28)),
        (date(2026, 3, 1), 2, date(2027, 2, 28)),
        (date(2027, 3, 1), 2, date(2028, 2, 29)),
    ],
)
def test_the_last_day_of_a_year_belongs_to_it(day: date, end_month: int, end: date) -> None:
    assert year_end_from(day, end_month) == end


@pytest.mark.parametrize("month", [0, 13])
def test_a_year_cannot_end_in_a_month_that_does_not_exist(month: int) -> None:
    with pytest.raises(ValueError, match="1～12"):
        year_end_from(date(2026, 4, 1), month)


@pytest.mark.parametrize(("day", "end"), [(date(2026, 3, 31), 2026), (date(2026, 4, 1), 2027)])
def test_the_state_starts_its_year_in_april(day: date, end: int) -> None:
    assert state_year_end(day) == date(end, 3, 31)
