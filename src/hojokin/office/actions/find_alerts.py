"""Finding alerts (警告を探す): every guard on what was handed in since the last look, by the worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from hojokin.flow.guard_evidence import same_files, same_looks
from hojokin.flow.guard_links import shared_traits
from hojokin.flow.guard_moved import moved_looks
from hojokin.flow.guard_records import cancelled_tools, same_invoices, unusual_vendors, wrong_figures
from hojokin.flow.guards import Alert, Pattern
from hojokin.office.actions.open_alert import open_alert
from hojokin.office.actions.record import record
from hojokin.office.queries.evidence_pages import pages_since
from hojokin.office.queries.guard_records import (
    cancelled_reports,
    deals,
    invoices,
    reported_years,
    traits,
    vendor_counts,
)
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Alert as Kept
from hojokin.office.records.models import AuditRow, Party

LOOKED = "alert.look"
OVERLAP = timedelta(hours=1)  # what another worker had not finished writing at the last look


def find_alerts(at: datetime) -> int:
    """Open an alert for each new thing that the guards see; how many. Safe to repeat at any time."""
    last = AuditRow.objects.filter(what=LOOKED).order_by("sequence").values_list("at", flat=True).last()
    since = last - OVERLAP if last is not None else None
    seen = {each.key: each for each in _seen(since, at)}
    known = set(Kept.objects.filter(key__in=seen).values_list("key", flat=True)) if seen else set()
    opened = sum(open_alert(each, at=at) is not None for key, each in seen.items() if key not in known)
    record(SYSTEM, LOOKED, "alerts", at=at, changes={"count": opened})
    return opened


def _seen(since: datetime | None, until: datetime) -> Iterator[Alert]:
    pages = pages_since(since, until)
    yield from same_files(pages.files)
    # Before the whole pages: where both tell one pair, the last one's words stay.
    yield from moved_looks(pages.pictures, pages.layout)
    yield from same_looks(Pattern.SAME_PICTURE, pages.pictures, pages.layout)
    yield from same_looks(Pattern.SAME_TEXT, pages.texts, pages.layout)
    yield from same_invoices(invoices())
    names = {str(pk): name for pk, name in Party.objects.values_list("pk", "name")}
    yield from shared_traits(traits(), deals(), names)
    yield from unusual_vendors(vendor_counts())
    yield from wrong_figures(reported_years(since, until))
    yield from cancelled_tools(cancelled_reports())
