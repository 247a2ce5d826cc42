"""The door (登録を始める): who may register as a vendor, and beginning it alone or as the leader of a consortium."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.renew_vendor_registration import renew_vendor_registration
from hojokin.office.actions.start_vendor_registration import start_vendor_registration
from hojokin.office.catalogue.codes import VendorForm
from hojokin.office.portals.acting import maybe_acting, take_seat
from hojokin.office.portals.said import reasons
from hojokin.office.queries.seats import seats_of
from hojokin.office.queries.vendor_registrations import last_registration, live_registration, why_not
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from hojokin.rules.years import CURRENT, EDITIONS

RENEW = "renew"
CONFLICT = 409


def start(request: HttpRequest) -> HttpResponse:
    """Show the door and what stands in the way; a POST begins the registration and opens it."""
    actor = maybe_acting(request)
    refused: list[str] = []
    if request.method == "POST" and actor is not None:
        try:
            filing = _begin(request.POST.get("form", ""), actor)
        except NotAllowed as error:
            refused = list(reasons(error))
        else:
            _sit_down(request, actor)
            return redirect("cases:case", filing.number)
    party = actor.party if actor else None
    is_vendor = actor is not None and actor.role is Role.VENDOR
    context = {
        "here": "registration",
        "is_vendor": is_vendor,
        "why_not": why_not(actor, CURRENT),
        "started": live_registration(party, CURRENT) if party and is_vendor else None,
        "last": last_registration(party, CURRENT) if party else None,
        "edition": EDITIONS[CURRENT],
        "refused": refused,
    }
    return render(request, "vendor/start.html", context, status=CONFLICT if refused else 200)


def _begin(form: str, actor: Actor) -> Filing:
    if form == RENEW:
        return renew_vendor_registration(by=actor, at=clock.now())
    chosen = VendorForm.CONSORTIUM if form == VendorForm.CONSORTIUM else VendorForm.SINGLE
    return start_vendor_registration(chosen, by=actor, at=clock.now())


def _sit_down(request: HttpRequest, actor: Actor) -> None:
    """Go on in the vendor's seat of the same firm."""
    if actor.person is None or actor.party is None:
        return
    for seat in seats_of(actor.person, clock.now()):
        if seat.role == Role.VENDOR and seat.party_id == actor.party.pk:
            take_seat(request, seat)
