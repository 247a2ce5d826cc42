"""The door to a new application (新しい申請): by invitation, as the representative of a group, or once more."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hojokin.office import clock
from hojokin.office.actions.apply_again import apply_again
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.start_group_application import start_group_application
from hojokin.office.portals.acting import acting
from hojokin.office.portals.said import reasons
from hojokin.office.queries.filings import find
from hojokin.office.queries.my_filings import my_page
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing

REFUSED = 409


def apply(request: HttpRequest) -> HttpResponse:
    """Show the ways; a POST begins a group's application, or one that came to nothing once more."""
    actor = acting(request)
    refused: list[str] = []
    if request.method == "POST":
        try:
            return redirect("cases:case", _begun(request, actor).number)
        except NotAllowed as error:
            refused = list(reasons(error))
    mine = my_page(actor, clock.now())
    context = {
        "here": "apply",
        "again": [each for each in (*mine.cases, *mine.over) if each.may_apply_again],
        "refused": refused,
    }
    return render(request, "applicant/apply.html", context, status=REFUSED if refused else 200)


def _begun(request: HttpRequest, actor: Actor) -> Filing:
    at = clock.now()
    if number := request.POST.get("again", ""):
        return apply_again(_own(number, actor), by=actor, at=at)
    return start_group_application(by=actor, at=at)


def _own(number: str, actor: Actor) -> Filing:
    try:
        return find(number, actor)
    except Filing.DoesNotExist:
        raise Http404(number) from None
