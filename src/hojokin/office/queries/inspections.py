"""Inspections (確定検査の照会): the newest one that still fits the report."""

from __future__ import annotations

from hojokin.office.records.models import Grant, Inspection


def newest_inspection(grant: Grant) -> Inspection | None:
    """The last inspection, unless the report was submitted again after it."""
    found = (
        grant.inspections.select_related("report", "inspected_by").order_by("-inspected_at", "-pk").first()
    )
    if found is None:
        return None
    sent = found.report.submitted_at
    return found if sent is None or sent <= found.inspected_at else None
