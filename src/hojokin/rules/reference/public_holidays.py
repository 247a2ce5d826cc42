"""Public holidays (国民の祝日・休日): the days on which an office is shut, as the Cabinet Office lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from hojokin.rules.reference.reading import Cells, UnknownCodeError, read_table, repeated


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A public holiday (祝日・休日)."""

    day: date
    name_ja: str
    name_en: str
    source: str


@cache
def public_holidays() -> Mapping[date, PublicHoliday]:
    """Every listed holiday by its day. Source: 内閣府「国民の祝日」."""
    rows = read_table(
        "hojokin.rules.reference",
        "public_holidays.csv",
        _holiday,
        lambda found: repeated(each.day.isoformat() for each in found),
    )
    return MappingProxyType({each.day: each for each in rows})


def public_holiday(on: date) -> PublicHoliday | None:
    """The holiday on a day; None on any other day. Raises UnknownCodeError for a year that is not listed."""
    if not holidays_are_listed(on.year):
        raise UnknownCodeError(
            f"{on.year}年の祝日は登録されていません。public_holidays.csvに加えてください。",
            f"The holidays of {on.year} are not registered. Add them to public_holidays.csv.",
        )
    return public_holidays().get(on)


def holidays_are_listed(year: int) -> bool:
    """Whether the holidays of a year are known; the Cabinet Office lists them in the February before."""
    return year in {each.year for each in public_holidays()}


def _holiday(cells: Cells) -> PublicHoliday:
    return PublicHoliday(
        day=cells.day("day"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        source=cells.text("source"),
    )
