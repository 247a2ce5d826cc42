"""Days (日付): a calendar day as the whole number that rules compare, and months counted from a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

MONTHS_IN_YEAR = 12


class Day(int):
    """A day as its ordinal, so that rules can compare and subtract it; it prints as a date."""

    __slots__ = ()

    @classmethod
    def of(cls, day: date) -> Self:
        """The ordinal of a date."""
        return cls(day.toordinal())

    def __str__(self) -> str:
        return date.fromordinal(self).isoformat()

    def __format__(self, format_spec: str) -> str:
        return str(self)  # also where a message groups digits


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month; a month too short gives its last day."""
    count = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    first, after = (date(*_year_and_month(each), 1) for each in (count, count + 1))
    return first + timedelta(days=min(day.day, (after - first).days) - 1)


def _year_and_month(count: int) -> tuple[int, int]:
    year, month = divmod(count, MONTHS_IN_YEAR)
    return year, month + 1
