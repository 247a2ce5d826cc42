"""Inspections (確定検査の照会): the newest one that still fits the reports."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from hojokin.flow.tables.group_report import LEFT_OUT
from hojokin.office.queries.performance_reports import ACCEPTED, ENDED, REPORT
from hojokin.office.records.models import Filing, Grant, Inspection


def newest_inspection(grant: Grant) -> Inspection | None:
    """The last inspection, unless a report came after it or is waited for again; one query."""
    is_newer = Q(submitted_at__gt=OuterRef("inspected_at"))
    is_awaited = ~Q(state__in=(ACCEPTED, ENDED, *LEFT_OUT))
    later = Filing.objects.filter(is_newer | is_awaited, parent=grant.filing_id, kind__endswith=REPORT)
    every = grant.inspections.select_related("report", "inspected_by").annotate(is_outdated=Exists(later))
    found = every.order_by("-inspected_at", "-pk").first()
    return None if found is None or found.is_outdated else found
