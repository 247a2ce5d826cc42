"""History (経過): what happened to one filing, as its audit rows tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from hojokin.office.portals.events import event_words
from hojokin.office.queries.latest_record import LatestRecord
from hojokin.office.queries.same_hand import names_in


@dataclass(frozen=True, slots=True)
class Happened:
    """One event (出来事), or several alike of the same person and day."""

    at: datetime
    what: str
    role: str
    name: str
    reason: str
    times: int = 1


def history_of(record: LatestRecord) -> Sequence[Happened]:
    """The events, the newest first; those that repeat each other are told once with their count."""
    names = names_in(record.acts)
    merged: list[Happened] = []
    for row in record.rows:
        event = Happened(row.at, event_words(row), row.role, names.get(row.person, ""), row.reason)
        if merged and _alike(merged[-1], event):
            merged[-1] = replace(merged[-1], times=merged[-1].times + 1)
        else:
            merged.append(event)
    return merged


def _alike(one: Happened, other: Happened) -> bool:
    days = timezone.localtime(one.at).date(), timezone.localtime(other.at).date()
    same = (one.what, one.role, one.name) == (other.what, other.role, other.name)
    return same and days[0] == days[1] and not one.reason and not other.reason
