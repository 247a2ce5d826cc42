"""My page (マイページ): where each case stands, what comes next, and the days to come."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.open_invited_application import open_invited_application
from hojokin.office.portals.acting import acting
from hojokin.office.portals.notice_list import notice_list
from hojokin.office.portals.said import page_language, reasons
from hojokin.office.queries.my_filings import invitations_to_open, my_page
from hojokin.office.queries.notices import notices_of
from hojokin.office.records.models import Invitation

NEWEST = 5  # notices beside the cases
REFUSED = 409


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The cases of the firm."""
    return _page(request, ())


@require_POST
def open_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the application that one was invited to."""
    actor = acting(request)
    mine = Invitation.objects.filter(used_by=actor.person).select_related("filing")
    invitation = get_object_or_404(mine, pk=pk)
    try:
        filing = open_invited_application(invitation, by=actor, at=clock.now())
    except NotAllowed as error:
        return _page(request, reasons(error))
    return redirect("cases:case", filing.number)


def notices(request: HttpRequest) -> HttpResponse:
    """What this person was told."""
    return notice_list(request, "applicant/notices.html", "applicant:notices")


def _page(request: HttpRequest, refused: Sequence[str]) -> HttpResponse:
    actor, person = acting(request), acting(request).person
    context = {
        "here": "home",
        "mine": my_page(actor, clock.now()),
        "invitations": invitations_to_open(person) if person else (),
        "notices": notices_of(person, page_language(), unread=True, most=NEWEST) if person else (),
        "refused": refused,
    }
    return render(request, "applicant/home.html", context, status=REFUSED if refused else 200)
