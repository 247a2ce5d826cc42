"""Banking days (銀行の営業日): the days on which a bank transfers, by the Banking Act and the Cabinet Office's holidays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from hojokin.rules.reference.public_holidays import holidays_are_listed, public_holiday
from hojokin.rules.reference.reading import Cells, read_table, repeated

SATURDAY, SUNDAY = 6, 7
WEEKEND = {
    SATURDAY: ("土曜日", "Saturday", "銀行法施行令 5条1項3号"),
    SUNDAY: ("日曜日", "Sunday", "銀行法 15条1項"),
}
HOLIDAYS_LAW = "銀行法施行令 5条1項1号"


@dataclass(frozen=True, slots=True)
class BankClosure:
    """Why no bank transfers on a day (銀行の休日)."""

    name_ja: str
    name_en: str
    source: str


@dataclass(frozen=True, slots=True)
class _Yearly:
    month: int
    day: int
    closure: BankClosure


def bank_closure(on: date) -> BankClosure | None:
    """Why banks are shut on a day (休業の理由); None on a banking day, as far as the holidays of its year are listed.

    Whoever asks about a year that ``holidays_are_listed`` does not know says so to the user.
    """
    holiday = public_holiday(on) if holidays_are_listed(on.year) else None
    if holiday is not None:
        return BankClosure(holiday.name_ja, holiday.name_en, HOLIDAYS_LAW)
    yearly = _yearly().get((on.month, on.day))
    if yearly is not None:
        return yearly
    return BankClosure(*WEEKEND[on.isoweekday()]) if on.isoweekday() in WEEKEND else None


def next_banking_day(on: date) -> date:
    """The day itself or the first banking day after it, with the doubt of ``bank_closure``."""
    while bank_closure(on) is not None:
        on += timedelta(days=1)
    return on


@cache
def _yearly() -> Mapping[tuple[int, int], BankClosure]:
    """The days of every year on which banks are shut. Source: 銀行法施行令 5条."""
    rows = read_table(
        "hojokin.rules.reference",
        "bank_closures.csv",
        _row,
        lambda found: repeated(f"{each.month}-{each.day}" for each in found),
    )
    return MappingProxyType({(each.month, each.day): each.closure for each in rows})


def _row(cells: Cells) -> _Yearly:
    return _Yearly(
        month=cells.whole("month"),
        day=cells.whole("day"),
        closure=BankClosure(cells.text("name_ja"), cells.text("name_en"), cells.text("source")),
    )
