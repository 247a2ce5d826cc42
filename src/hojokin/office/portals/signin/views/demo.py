"""Demo (お試し): the invented people to sign in as, and their inbox. Never in production."""

from __future__ import annotations

from itertools import groupby

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hojokin.flow.identity import mobile_number
from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.adapters.inbox import LocalInbox
from hojokin.office.portals.signin.demo_lines import line_of
from hojokin.office.portals.signin.requests import SEAT
from hojokin.office.queries.demo_people import demo_seats
from hojokin.office.queries.demo_programme import is_filling
from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import Person


def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody to sign in as, by role."""
    _only_in_the_demo()
    seats = demo_seats(clock.now())
    groups = [
        (role, [(each, line_of(each.person.email)) for each in some])
        for role, some in groupby(seats, key=lambda each: Role(each.role))
    ]
    return render(request, "signin/accounts.html", {"groups": groups, "is_filling": is_filling()})


@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as one of them, in that seat, without a password."""
    _only_in_the_demo()
    seat = next((each for each in demo_seats(clock.now()) if each.pk == pk), None)
    if seat is None:
        raise Http404
    person = get_object_or_404(Person, pk=seat.person_id)
    if request.user.is_authenticated:
        get_adapter().logout(request)
    get_adapter().login(request, person)
    request.session[SEAT] = seat.pk
    return redirect("signin:home")


def inbox(request: HttpRequest) -> HttpResponse:
    """Mails and SMS that were delivered, the newest first."""
    _only_in_the_demo()
    typed = request.GET.get("to", "").strip()
    number = mobile_number(typed)
    to = f"+81{number[1:]}" if number else typed  # an SMS bears the number as it is dialled from abroad
    received = LocalInbox()
    names = [each.name for each in received.messages() if to in each.to] if to else received.names()
    page = page_of(names, request.GET.get("page"))
    found = [each for name in page if (each := received.message(name)) is not None]
    return render(request, "signin/inbox.html", {"page": page, "found": found, "to": typed})


def message(request: HttpRequest, name: str) -> HttpResponse:
    """One of them."""
    _only_in_the_demo()
    found = LocalInbox().message(name)
    if found is None:
        raise Http404
    return render(request, "signin/message.html", {"message": found})


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
