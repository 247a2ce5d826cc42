"""The comparison page (版の比較)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.office.portals.secretariat.comparison import Comparison
from hojokin.office.portals.secretariat.desk import open_filing


@require_safe
def compare(request: HttpRequest, number: str) -> HttpResponse:
    """Two versions of a filing; one that was never handed in has nothing to compare and says so."""
    view = open_filing(request, number)
    asked = request.GET
    compared = Comparison(view, asked.get("a", ""), asked.get("b", ""), shows_all="all" in asked)
    context = {"compared": compared, "view": view, "filing": view.filing}
    return render(request, "desk/compare.html" if compared.versions else "desk/no_versions.html", context)
