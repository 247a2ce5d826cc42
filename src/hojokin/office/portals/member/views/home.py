"""Home (構成員のホーム): one's own parts; what the leader and the other members filed is not shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hojokin.flow.registrations import MEMBER_PART
from hojokin.office import clock
from hojokin.office.portals.acting import acting
from hojokin.office.portals.notice_list import notice_list
from hojokin.office.portals.said import page_language
from hojokin.office.queries.notices import notices_of
from hojokin.office.queries.worklists import Wanted, worklist

NEWEST = 3  # notices beside the parts


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The parts of this member, the nearest day first."""
    actor = acting(request)
    context = {
        "here": "home",
        "work": worklist(actor, Wanted(kind=MEMBER_PART.code), clock.now()),
        "notices": notices_of(actor.person, page_language(), unread=True, most=NEWEST)
        if actor.person
        else (),
    }
    return render(request, "member/home.html", context)


def notices(request: HttpRequest) -> HttpResponse:
    """What this person was told."""
    return notice_list(request, "member/notices.html", "member:notices")
