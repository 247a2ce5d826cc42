"""Seats (担当): as whom a person may act now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.records.models import Party, Person, Seat
from hojokin.office.records.prepared import KEY, MOMENT, Given, looked_up


def seats_of(person: Person, at: datetime) -> list[Seat]:
    """The seats that a person holds at that moment, with their parties, the oldest first."""
    return _seats(person=person.pk, at=at)


@looked_up(person=KEY, at=MOMENT)
def _seats(person: Given, at: Given) -> QuerySet[Seat]:
    held = Q(until__isnull=True) | Q(until__gt=at)
    seats = Seat.objects.filter(held, person=person, since__lte=at)
    return seats.select_related("party").order_by("since", "pk")


def taken(seats: Sequence[Seat], chosen: int | None) -> Seat | None:
    """The seat that was chosen, or the first one while the choice is none of them."""
    return next((seat for seat in seats if seat.pk == chosen), seats[0] if seats else None)


def has_seat(person: Person, role: Role, party: Party | None, at: datetime) -> bool:
    """Whether the person holds this very seat."""
    return any(
        seat.role == role and seat.party_id == (party.pk if party else None) for seat in seats_of(person, at)
    )


def acts_for_vendor(person: Person, at: datetime) -> bool:
    """Whether the person sits at a vendor or a consortium member."""
    return any(seat.role in {Role.VENDOR, Role.MEMBER} for seat in seats_of(person, at))


def needs_second_factor(seats: Sequence[Seat]) -> bool:
    """Whether these seats demand a second factor: those of the office, of vendors and of members."""
    return any(seat.role in SECRETARIAT | {Role.VENDOR, Role.MEMBER} for seat in seats)


def phone_holders(number: str, person: Person) -> list[Person]:
    """Who else has confirmed this number (PT-02)."""
    holders = Person.objects.filter(phone=number, phone_confirmed_at__isnull=False)
    return list(holders.exclude(pk=person.pk))
