"""Changes (登録変更届): those that were filed, and filing another one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hojokin.flow.registrations import VENDOR_CHANGE
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.start_vendor_change import start_vendor_change
from hojokin.office.portals.acting import acting
from hojokin.office.portals.said import reasons
from hojokin.office.queries.vendor_registrations import registered_vendor
from hojokin.office.queries.worklists import Wanted, worklist

REFUSED = 409


def changes(request: HttpRequest) -> HttpResponse:
    """The list; a POST begins a change and opens it."""
    actor, at = acting(request), clock.now()
    refused: list[str] = []
    if request.method == "POST":
        try:
            return redirect("cases:case", start_vendor_change(by=actor, at=at).number)
        except NotAllowed as error:
            refused = list(reasons(error))
    found = worklist(actor, Wanted(kind=VENDOR_CHANGE.code), at)
    context = {
        "here": "changes",
        "work": found,
        "vendor": registered_vendor(actor.party) if actor.party else None,
        "refused": refused,
    }
    return render(request, "vendor/changes.html", context, status=REFUSED if refused else 200)
