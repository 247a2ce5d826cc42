"""Dated events around the rounds (事務局の日程): publications, registrations, changes of the rules."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, read_table, repeated


class Precision(StrEnum):
    """How exactly the day is known; for a month, `starts_on` is its first day."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Event:
    """One event or span of days (both ends included); `ends_on` is None for a single day or an open end."""

    key: str
    edition: str
    name_ja: str
    name_en: str
    starts_on: date
    ends_on: date | None
    precision: Precision
    fact: str
    confidence: Confidence

    @property
    def unconfirmed(self) -> bool:
        """True when neither an official page nor a copy of one gives the day."""
        return not self.confidence.is_firm


@cache
def events(edition: str) -> tuple[Event, ...]:
    """The events of an edition in the order of their days; none for an edition without any."""
    found = [each for each in _all() if each.edition == edition]
    return tuple(sorted(found, key=lambda each: each.starts_on))


@cache
def _all() -> tuple[Event, ...]:
    return read_table(
        "hojokin.rules.schedule", "events.csv", _event, lambda rows: repeated(each.key for each in rows)
    )


def _event(cells: Cells) -> Event:
    return Event(
        key=cells.text("key"),
        edition=cells.text("edition"),
        name_ja=cells.text("name_ja"),
        name_en=cells.text("name_en"),
        starts_on=cells.day("starts_on"),
        ends_on=cells.optional_day("ends_on"),
        precision=cells.choice("precision", Precision),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
