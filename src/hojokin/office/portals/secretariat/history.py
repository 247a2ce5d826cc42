"""History (経過): what happened to one filing, as its audit rows tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from hojokin.office.portals.events import event_words
from hojokin.office.queries.audit_list import named
from hojokin.office.records.models import AuditRow

LATEST = 200  # rows of the newest events; the ones before are in the audit record


@dataclass(frozen=True, slots=True)
class Happened:
    """One event (出来事), or several alike of the same person and day."""

    at: datetime
    what: str
    role: str
    name: str
    reason: str
    times: int = 1


def history_of(subject: str) -> Sequence[Happened]:
    """The events of a subject, the newest first; those that repeat each other are told once with their count."""
    rows = list(named(AuditRow.objects.filter(subject=subject)).order_by("-sequence")[:LATEST])
    merged: list[Happened] = []
    for each in rows:
        event = happened(each)
        if merged and _alike(merged[-1], event):
            merged[-1] = replace(merged[-1], times=merged[-1].times + 1)
        else:
            merged.append(event)
    return merged


def happened(row: Any) -> Happened:
    """One row, with the name of whoever acted, in words."""
    return Happened(row.at, event_words(row), row.role, row.name, row.reason)


def _alike(one: Happened, other: Happened) -> bool:
    days = timezone.localtime(one.at).date(), timezone.localtime(other.at).date()
    same = (one.what, one.role, one.name) == (other.what, other.role, other.name)
    return same and days[0] == days[1] and not one.reason and not other.reason
