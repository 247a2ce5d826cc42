"""Schedule page (締切と日程)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hojokin.office import clock
from hojokin.office.portals.public.calendar_feed import calendar_feed
from hojokin.office.portals.public.choices import track_name
from hojokin.office.portals.public.countdown import time_left
from hojokin.office.queries.schedule import calendars, last_known, nearest
from hojokin.rules.schedule import events
from hojokin.rules.years import CURRENT


@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """Rounds of every track, what comes next, and other dates."""
    now = clock.now()
    coming = nearest(now)
    return render(
        request,
        "public/schedule.html",
        {
            "now": now,
            "calendars": [
                (calendar, [track_name(code) for code in calendar.tracks]) for calendar in calendars(now)
            ],
            "coming": coming,
            "left": coming and coming.next and coming.next.closes and time_left(coming.next.closes - now),
            "last": last_known(now),
            "events": events(CURRENT),
        },
    )


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The deadlines for a calendar program that follows this address."""
    now = clock.now()
    text = calendar_feed(calendars(now), now, request.build_absolute_uri(reverse("public:schedule")))
    headers = {"Content-Disposition": 'inline; filename="deadlines.ics"', "Cache-Control": "max-age=3600"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
