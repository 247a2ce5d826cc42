"""Note a sign-in (サインインの記録): who, when, from where and with which browser, both as keyed hashes."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.roles import Role
from hojokin.office.actions.record import record
from hojokin.office.queries.seats import seats_of, taken
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Person


def note_sign_in(person: Person, *, origin: str, device: str, at: datetime) -> None:
    """Record it under the seat that the person begins with; somebody without one acts as an applicant would."""
    seat = taken(seats_of(person, at), None)
    role, party = (Role(seat.role), seat.party) if seat else (Role.APPLICANT, None)
    actor = Actor(person, role, party, origin=origin, device=device)
    record(actor, "person.signed_in", f"person:{person.pk}", at=at, changes={"device": device})
