"""The actor of a request (リクエストの操作者): the seat that was taken in this browser, and where it is."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.portals.signin.fingerprints import device_of, mark_device, origin_of
from hojokin.office.portals.signin.requests import SEAT, person_of, seats_on
from hojokin.office.queries.seats import seats_of, taken
from hojokin.office.records.actor import Actor


class ActorOfRequest:
    """Middleware that sets ``request.actor`` and ``request.seats``; a visitor costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        set_actor(request)
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        mark_device(request, response)
        if was_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = (
                '"cache"'  # or the next person at this computer goes back to the pages
            )
        return response


def set_actor(request: HttpRequest) -> None:
    """Find the seats of whoever is signed in, and take one."""
    is_in = request.user.is_authenticated
    request.seats = seats_of(person_of(request), clock.now()) if is_in else []  # type: ignore[attr-defined]
    seat = taken(seats_on(request), request.session.get(SEAT)) if is_in else None
    request.actor = (  # type: ignore[attr-defined]  # the pages read it
        Actor(
            person_of(request),
            Role(seat.role),
            seat.party,
            origin=origin_of(request),
            device=device_of(request),
        )
        if seat
        else None
    )
