"""Versions (提出版): what was handed in each time, and two of them side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.office.portals.cases.case import open_case
from hojokin.office.portals.differences import (
    NOW,
    Side,
    differences,
    file_differences,
    side_now,
    side_of,
)
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import FilingVersion


@require_safe
def version_list(request: HttpRequest, number: str) -> HttpResponse:
    """Every version with its receipt."""
    view = open_case(request, number)
    versions = list(view.filing.versions.select_related("submitted_by").order_by("-sequence"))
    return render(request, "cases/versions.html", {"view": view, "filing": view.filing, "versions": versions})


@require_safe
def compare(request: HttpRequest, number: str) -> HttpResponse:
    """Two versions; without a choice the last one and what stands there now."""
    view = open_case(request, number)
    versions = {str(each.sequence): each for each in view.filing.versions.order_by("sequence")}
    if not versions:
        raise Http404(number)
    newest = list(versions)[-1]
    before = _side(view, versions, request.GET.get("a", newest))
    after = _side(view, versions, request.GET.get("b", NOW))
    sections = differences(view, before, after)
    context = {
        "view": view,
        "filing": view.filing,
        "versions": list(versions.values()),
        "before": before,
        "after": after,
        "sections": sections,
        "files": file_differences(view, before, after),
        "changes": sum(each.changes for each in sections),
    }
    return render(request, "cases/compare.html", context)


def _side(view: FilingView, versions: dict[str, FilingVersion], name: str) -> Side:
    if name == NOW:
        return side_now(view)
    if name not in versions:
        raise Http404(name)
    return side_of(versions[name])
