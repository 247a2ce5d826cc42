"""Acting (操作する人): who acts on a page that lets nobody in without a seat, and taking another seat."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Seat

SEAT = "seat"  # the number of the seat that was chosen, in the session


def acting(request: HttpRequest) -> Actor:
    """Who acts; only for pages whose access rule asks for a seat."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined]  # the sign-in's middleware sets it


def maybe_acting(request: HttpRequest) -> Actor | None:
    """Who acts, or None for somebody without a seat."""
    return cast("Actor | None", getattr(request, "actor", None))


def take_seat(request: HttpRequest, seat: Seat) -> None:
    """Go on in this seat from the next page on."""
    request.session[SEAT] = seat.pk
