"""Give a seat (担当の付与)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Party, Person, Seat


@transaction.atomic
def give_seat(person: Person, role: Role, party: Party | None, *, by: Actor, at: datetime) -> Seat:
    """Let a person act in a role, at a party or, for the secretariat, at none. A seat that is held stays as it is."""
    if (role in SECRETARIAT) is not (party is None):
        raise ValueError(f"{role} {'has no party' if party else 'needs a party'}")
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    seat, is_new = Seat.objects.get_or_create(
        person=person, role=role.value, party=party, until=None, defaults={"since": at}
    )
    if is_new:
        record(
            by, "seat.given", f"person:{person.pk}", at=at, changes={"role": role.value, "number": seat.pk}
        )
    return seat
