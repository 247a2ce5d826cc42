"""The silent (未提出の一覧): on any date, who owes which report or paper and has not done it."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.office import clock
from hojokin.office.portals.secretariat.days import day_in
from hojokin.office.queries.duties import silent_on
from hojokin.office.queries.paging import page_of


@require_safe
def silent(request: HttpRequest) -> HttpResponse:
    """The list on a date, today unless the address names another."""
    today = clock.today()
    on = _day(request.GET.get("on", ""), today)
    page = page_of(silent_on(on), request.GET.get("page"))
    context = {"on": on, "page": page, "rows": list(page), "is_today": on == today}
    return render(request, "desk/silent.html", context)


def _day(text: str, otherwise: date) -> date:
    try:
        return day_in(text)
    except ValueError:
        return otherwise
