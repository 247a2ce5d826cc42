"""Latest record (最近の経過): the newest rows of a subject, and who ever acted on it, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Min, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from hojokin.office.queries.audit_list import SYSTEM, acting
from hojokin.office.queries.same_hand import Acted
from hojokin.office.records.models import AuditRow, Person

MOST = 200  # rows; the ones before are in the audit record


@dataclass(frozen=True, slots=True)
class LatestRecord:
    """The newest rows, the newest first, and the acts of all rows, however old."""

    rows: Sequence[AuditRow]
    acts: Sequence[Acted]


def latest_record(subject: str) -> LatestRecord:
    """The record of a filing or of a round: its newest rows, and the newest of whoever acted in one role from one place."""
    group = ("person", "role", "origin", "device")
    about = {
        column: Subquery(Person.objects.filter(pk=OuterRef("key")).values(column)[:1])
        for column in ("name", "phone", "email")
    }
    rows: list[Any] = list(
        AuditRow.objects.filter(subject=subject)
        .annotate(
            place=Window(RowNumber(), order_by=F("sequence").desc()),
            place_in_group=Window(RowNumber(), partition_by=group, order_by=F("sequence").desc()),
            since=Window(Min("at"), partition_by=group),
            until=Window(Max("at"), partition_by=group),
            key=acting(),
            **about,
        )
        .filter(Q(place__lte=MOST) | Q(place_in_group=1))
        .order_by("-sequence")
    )
    firsts = [each for each in rows if each.place_in_group == 1 and each.person != SYSTEM]
    return LatestRecord([each for each in rows if each.place <= MOST], [_acted(each) for each in firsts])


def _acted(row: Any) -> Acted:
    known = (row.name or "", row.phone or "", row.email or "")
    return Acted(row.person, row.role, row.origin, row.device, row.since, row.until, *known)
