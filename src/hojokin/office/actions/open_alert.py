"""Opening an alert (警告の記録): once for the same thing, with the cases that it is about."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from hojokin.flow.guards import Alert as Seen
from hojokin.office.actions.record import record
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Alert, Filing

MOST_FILINGS = 200  # of a vendor with very many


@transaction.atomic
def open_alert(seen: Seen, *, at: datetime, by: Actor = SYSTEM) -> Alert | None:
    """Keep what a guard saw; None where it is kept already, whatever was found out about it since."""
    told = {
        "pattern": seen.pattern.value,
        "seen": asdict(seen.seen),
        "places": [asdict(each) for each in seen.places],
        "links": [[each.one, each.kind, each.other] for each in seen.links],
        "found_at": at,
    }
    made, is_new = Alert.objects.get_or_create(key=seen.key, defaults=told)
    if not is_new:
        return None
    made.filings.set(Filing.objects.filter(number__in=seen.cases[:MOST_FILINGS]))
    record(by, "alert.open", f"alert:{made.pk}", at=at, changes={"kind": made.pattern})
    return made
