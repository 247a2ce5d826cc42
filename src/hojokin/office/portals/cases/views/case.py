"""The case page (手続のページ)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from hojokin.office.portals.cases.case import open_case
from hojokin.office.portals.cases.estimate import panel_of
from hojokin.office.portals.cases.overview import Overview


@require_safe
def estimate_page(request: HttpRequest, number: str) -> HttpResponse:
    """What would raise the amount, on a page of its own or for the panel; it takes some twenty estimates."""
    view = open_case(request, number)
    panel = panel_of(view)
    if panel is None:
        raise Http404(number)
    is_part = bool(request.headers.get("HX-Request"))
    template = "cases/_estimate_changes.html" if is_part else "cases/estimate.html"
    context = {"view": view, "filing": view.filing, "panel": panel, "is_part": is_part}
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def case_page(request: HttpRequest, number: str) -> HttpResponse:
    """Where the case stands, what to do next, and everything that belongs to it."""
    view = open_case(request, number)
    done = request.GET.get("done", "")
    overview = Overview(view, int(done) if done.isascii() and done.isdecimal() else 0)
    return render(
        request,
        "cases/case.html",
        {"case": overview, "view": view, "filing": view.filing},
    )
