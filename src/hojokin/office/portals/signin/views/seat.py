"""Seats (担当): the start page of the one that was taken, and the choice among several."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.open_vendor_seat import open_vendor_seat
from hojokin.office.portals.signin.requests import SEAT, actor_of, seats_on

HOMES = {
    Role.APPLICANT: "applicant:home",
    Role.VENDOR: "vendor:home",
    Role.MEMBER: "member:home",
    **dict.fromkeys(SECRETARIAT, "desk:queue"),
}


def home(request: HttpRequest) -> HttpResponse:
    """To the start page of whoever signed in; somebody with several seats chooses first."""
    actor = actor_of(request)
    if actor is None or (len(seats_on(request)) > 1 and SEAT not in request.session):
        return redirect("signin:seat")
    return redirect(home_of(actor.role))


def home_of(role: Role) -> str:
    """Address of the start page of a role; the account where the portal is not installed."""
    try:
        return reverse(HOMES[role])
    except NoReverseMatch:
        return reverse("signin:account")


def seat(request: HttpRequest) -> HttpResponse:
    """Choose as whom to act. Where it was asked for, the way leads back to the page that needed it."""
    if request.method == "POST":
        chosen = next((each for each in seats_on(request) if str(each.pk) == request.POST.get("seat")), None)
        if chosen is not None:
            request.session[SEAT] = chosen.pk
            back = request.POST.get("next", "")
            is_safe = bool(back) and get_adapter().is_safe_url(back)
            return redirect(resolve_url(back) if is_safe else home_of(Role(chosen.role)))
    actor = actor_of(request)
    held = {(each.role, each.party_id) for each in seats_on(request)}
    may_open = (
        actor is not None
        and actor.role is Role.APPLICANT
        and actor.party is not None
        and bool(actor.person and actor.person.gbiz_subject)
        and (Role.VENDOR.value, actor.party.pk) not in held
    )
    context = {"may_open_vendor_seat": may_open, "current": request.session.get(SEAT)}
    return render(request, "signin/seat.html", context)


@require_POST
def open_vendor(request: HttpRequest) -> HttpResponse:
    """Begin as a vendor at one's own firm."""
    actor = actor_of(request)
    if actor is not None:
        try:
            request.session[SEAT] = open_vendor_seat(by=actor, at=clock.now()).pk
        except NotAllowed:
            return redirect("signin:seat")
    return redirect("signin:home")
