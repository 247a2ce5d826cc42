"""Office clock (お試しの時計): where the demo's clock stands, and moving it ahead. Never in production."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.move_clock import set_out
from hojokin.office.portals.said import reasons
from hojokin.office.portals.signin.requests import actor_of
from hojokin.office.queries.coming import coming
from hojokin.office.queries.demo_programme import is_filling
from hojokin.office.queries.time_ahead import DAY, furthest, midnight
from hojokin.office.records.actor import SYSTEM
from hojokin.rules.shared.days import MONTHS_IN_YEAR, add_months

REFUSED = 422
STEPS = ("day", "week", "month", "year")


@require_http_methods(["GET", "HEAD", "POST"])
def office_clock(request: HttpRequest) -> HttpResponse:
    """The clock, what comes next, and the ways to go ahead."""
    if not settings.DEMO:
        raise Http404
    wrong = _go(request) if request.method == "POST" else []
    if request.method == "POST" and not wrong:
        return redirect("signin:time")
    at = clock.now()
    journey = _journey(at)
    return render(
        request,
        "signin/_time.html" if request.htmx else "signin/time.html",  # type: ignore[attr-defined]
        {
            "at": at,
            "days": clock.ahead().days,
            "journey": journey,
            "is_filling": is_filling(),
            "coming": [] if journey else coming(at),
            "first_day": timezone.localdate(at) + DAY,
            "last_day": furthest(),
            "wrong": wrong,
            "typed": request.POST.get("on", ""),
        },
        status=REFUSED if wrong else 200,
    )


def _go(request: HttpRequest) -> Sequence[str]:
    """Set out to where the visitor wants to be; why not, where that is refused."""
    at = clock.now()
    to = _wanted(request, at)
    if to is None:
        return [_("日付を、2028年4月1日なら 2028-04-01 のように入力してください。")]
    try:
        set_out(to, by=actor_of(request) or SYSTEM, at=at)
    except (NotAllowed, Unmet) as refused:
        return reasons(refused)
    return []


def _wanted(request: HttpRequest, at: datetime) -> datetime | None:
    """The moment of a button, or the beginning of the day that was typed; None where it is none."""
    step, to = request.POST.get("step", ""), request.POST.get("to", "")
    if step in STEPS:
        return _after(at, step)
    try:
        if to:
            moment = datetime.fromisoformat(to)
            return moment if moment.tzinfo else None
        return midnight(date.fromisoformat(request.POST.get("on", "").strip()))
    except ValueError:
        return None


def _after(at: datetime, step: str) -> datetime:
    """The same hour, one such step later."""
    local = timezone.localtime(at)
    if step in {"day", "week"}:
        return local + (DAY if step == "day" else timedelta(weeks=1))
    months = 1 if step == "month" else MONTHS_IN_YEAR
    return timezone.make_aware(datetime.combine(add_months(local.date(), months), local.time()))


def _journey(at: datetime) -> dict[str, object] | None:
    """How far the journey has come, in days."""
    under_way = clock.journey()
    if under_way is None:
        return None
    whole, done = under_way.to - under_way.since, at - under_way.since
    return {"to": under_way.to, "whole": max(whole.days, 1), "done": min(done.days, max(whole.days, 1))}
