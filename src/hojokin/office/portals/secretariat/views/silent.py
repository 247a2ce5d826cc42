"""The silent (未提出の一覧): on any date, who owes which report or paper and has not done it."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hojokin.office.portals.secretariat.desk import number_in
from hojokin.office.queries.duties import silent_on

PER_PAGE = 50


@require_safe
def silent(request: HttpRequest) -> HttpResponse:
    """The list on a date, today unless the address names another."""
    today = timezone.localdate()
    on = _day(request.GET.get("on", ""), today)
    page = Paginator(silent_on(on), PER_PAGE).get_page(number_in(request.GET.get("page")) or 1)
    context = {"on": on, "page": page, "rows": list(page), "is_today": on == today}
    return render(request, "desk/silent.html", context)


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return otherwise
