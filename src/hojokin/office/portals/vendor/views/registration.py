"""The registration (登録のページ): where it stands, its members, and the years before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.invite_members import invite_member_again, invite_members
from hojokin.office.portals.acting import acting
from hojokin.office.portals.readable_at import readable_at
from hojokin.office.portals.said import reasons
from hojokin.office.queries.filings import find
from hojokin.office.queries.vendor_desk import registration_desk
from hojokin.office.queries.vendor_registrations import (
    every_registration,
    last_of,
    live_registration,
    why_not,
)
from hojokin.office.queries.worklists import line
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from hojokin.rules.years import CURRENT, EDITIONS

REFUSED = 409


@require_safe
def registration(request: HttpRequest) -> HttpResponse:
    """This year's registration."""
    return _page(request, ())


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Open a part for every member of the list that has none, and invite it."""
    actor = acting(request)
    filing = live_registration(actor.party, CURRENT) if actor.party else None
    if filing is None:
        raise Http404
    return _tried(request, lambda: invite_members(filing, by=actor, at=clock.now()))


@require_POST
def invite_again(request: HttpRequest, number: str) -> HttpResponse:
    """Send one member another link."""
    actor = acting(request)
    part = _part(number, actor)
    email = request.POST.get("email", "").strip()
    again = (number, email)
    try:
        validate_email(email)
    except ValidationError:
        return _page(request, [_("メールアドレスを入力してください。例：tanto@example.jp")], again)
    return _tried(request, lambda: invite_member_again(part, email, by=actor, at=clock.now()), again)


def _part(number: str, actor: Actor) -> Filing:
    try:
        return find(number, actor)
    except Filing.DoesNotExist:
        raise Http404(number) from None


def _tried(
    request: HttpRequest, action: Callable[[], object], again: tuple[str, str] = ("", "")
) -> HttpResponse:
    try:
        action()
    except (NotAllowed, Unmet) as error:
        return _page(request, reasons(error), again)
    return redirect("vendor:registration")


def _page(request: HttpRequest, refused: Sequence[str], again: tuple[str, str] = ("", "")) -> HttpResponse:
    """The page; ``again`` is the part and the address that were just refused."""
    actor, at = acting(request), clock.now()
    every = every_registration(actor.party) if actor.party else ()
    desk = registration_desk(actor, CURRENT, at, every)
    now = desk.line.number if desk else None
    context = {
        "here": "registration",
        "desk": desk,
        "earlier": [line(each, actor, at) for each in every if each.number != now],
        "last": last_of(every, CURRENT) if desk is None else None,
        "why_not": why_not(actor, CURRENT) if desk is None else None,
        "edition": EDITIONS[CURRENT],
        "refused": refused,
        "again_to": again[0],
        "again_email": again[1],
        **readable_at(request, reverse("vendor:registration")),
    }
    return render(request, "vendor/registration.html", context, status=REFUSED if refused else 200)
