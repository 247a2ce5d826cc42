"""Contact hours (問い合わせの受付時間): whether the call centre answers at an instant, and when it does next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.public_holidays import PublicHoliday, public_holiday
from hojokin.rules.reference.reading import UnknownCodeError, read_text
from hojokin.rules.schedule import JST

LONGEST_CLOSURE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Contact:
    """The call centre (コールセンター). It opens at ``opens`` and has closed at ``closes``, Japanese time."""

    name: Text
    phones: tuple[str, ...]
    opens: time
    closes: time
    weekdays: frozenset[int]
    fact: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The call centre at an instant.

    ``holiday`` is today's, if any. ``next_opening`` is None while it is open, and where the holidays of the year
    are not known; ``is_known`` tells the two apart.
    """

    is_open: bool
    is_known: bool
    holiday: PublicHoliday | None
    next_opening: datetime | None


@cache
def contact() -> Contact:
    """The packaged contact."""
    raw = read(read_text("hojokin.flow", "data/contact.yaml"))
    return Contact(
        name=Text(raw["name"], raw["name_en"]),
        phones=tuple(raw["phones"]),
        opens=time.fromisoformat(raw["opens"]),
        closes=time.fromisoformat(raw["closes"]),
        weekdays=frozenset(raw["weekdays"]),
        fact=raw["fact"],
    )


def hours_at(at: datetime) -> Hours:
    """The call centre at an aware instant."""
    local = at.astimezone(JST)
    try:
        holiday = public_holiday(local.date())
        if _is_working_day(local.date()) and contact().opens <= local.time() < contact().closes:
            return Hours(is_open=True, is_known=True, holiday=holiday, next_opening=None)
        return Hours(is_open=False, is_known=True, holiday=holiday, next_opening=_next_opening(local))
    except UnknownCodeError:
        return Hours(is_open=False, is_known=False, holiday=None, next_opening=None)


def _next_opening(local: datetime) -> datetime:
    """The first opening after an instant. Raises UnknownCodeError when it would lie in a year without holidays."""
    day = local.date() if local.time() < contact().opens else local.date() + timedelta(days=1)
    last = day + LONGEST_CLOSURE
    while day < last and not _is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, contact().opens, JST)


def _is_working_day(on: date) -> bool:
    return on.isoweekday() in contact().weekdays and public_holiday(on) is None
