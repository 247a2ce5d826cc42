"""The audit record (監査記録): its rows, narrowed, and whether the chain holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from hojokin.office.portals.events import event_words, plain_words
from hojokin.office.portals.secretariat.days import day_in
from hojokin.office.portals.secretariat.desk import number_in, reading_records
from hojokin.office.portals.secretariat.queue_filters import LONGEST_WORD
from hojokin.office.queries.audit import chain_head, first_broken
from hojokin.office.queries.audit_list import AuditWanted, audit_page
from hojokin.office.records.models import AuditRow

FILTERS = ("subject", "person", "what", "day")


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """One page of rows, the newest first; ``verify`` reads the whole chain."""
    reading_records(request)
    asked = {name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_WORD] for name in FILTERS}
    day = _day(asked["day"])
    wanted = AuditWanted(
        asked["subject"], asked["person"], asked["what"], day, number_in(request.GET.get("page")) or 1
    )
    found = audit_page(wanted)
    is_verified = "verify" in request.GET
    context = {
        "page": found.page,
        "rows": [_row(each) for each in found.page],
        "asked": asked,
        "bad_day": bool(asked["day"]) and day is None,
        "events": plain_words().items(),
        "head": chain_head(),
        "is_verified": is_verified,
        "broken": first_broken() if is_verified else None,
        "before": _at(asked, found.page.number - 1) if found.page.has_previous() else "",
        "after": _at(asked, found.page.number + 1) if found.page.has_next() else "",
    }
    return render(request, "desk/audit.html", context)


def _row(row: Any) -> tuple[AuditRow, str, str, list[tuple[str, object]]]:
    """A row, its event in words, who acted, and what it holds. A template would look for a field called “items”."""
    return row, event_words(row), row.name, list(row.changes.items())


def _day(text: str) -> date | None:
    try:
        return day_in(text)
    except ValueError:
        return None


def _at(asked: dict[str, str], page: int) -> str:
    query = urlencode({**asked, "page": str(page)})
    return f"{reverse('desk:audit')}?{query}"
