"""Fiscal years (事業年度・年度): the year end that a day falls under, of a firm or of the state."""

from __future__ import annotations

from datetime import date

from hojokin.rules.shared.days import add_months

MONTHS_IN_YEAR = 12
STATE_YEAR_END_MONTH = 3


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return add_months(date(year, 1, 31), month - 1)


def year_end_from(day: date, end_month: int) -> date:
    """The last day of the fiscal year that a day falls in. Raises ValueError for a month outside 1 to 12."""
    if not 1 <= end_month <= MONTHS_IN_YEAR:
        raise ValueError(
            f"決算月は1～12で入力してください / the year ends in a month from 1 to 12, not {end_month}"
        )
    this_year = month_end(day.year, end_month)
    return this_year if day <= this_year else month_end(day.year + 1, end_month)


def state_year_end(day: date) -> date:
    """The end of the state's fiscal year (年度, April to March) that a day falls in."""
    return year_end_from(day, STATE_YEAR_END_MONTH)
