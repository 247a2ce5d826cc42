"""Request (リクエスト): what signing in adds to it, and how to read that with its types."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from hojokin.office.portals import acting
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Person, Seat

SEAT = acting.SEAT


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts, or None while nobody is signed in or the person holds no seat."""
    return cast("Actor | None", getattr(request, "actor", None))


def seats_on(request: HttpRequest) -> list[Seat]:
    """The seats of whoever is signed in."""
    return cast("list[Seat]", getattr(request, "seats", []))


def person_of(request: HttpRequest) -> Person:
    """The person behind a page that only opens when signed in."""
    return cast("Person", request.user)
