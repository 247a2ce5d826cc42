"""The case page (手続のページ)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.office.portals.cases.case import open_case
from hojokin.office.portals.cases.estimate import panel_of
from hojokin.office.portals.cases.overview import Overview


@require_safe
def case_page(request: HttpRequest, number: str) -> HttpResponse:
    """Where the case stands, what to do next, and everything that belongs to it."""
    view = open_case(request, number)
    done = request.GET.get("done", "")
    overview = Overview(view, int(done) if done.isascii() and done.isdecimal() else 0)
    return render(
        request,
        "cases/case.html",
        {"case": overview, "view": view, "filing": view.filing, "panel": panel_of(view)},
    )
