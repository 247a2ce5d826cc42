"""End a seat (担当の解除)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Seat
from hojokin.rules.engine.facts import Text

LAST_ADMINISTRATOR = Text(
    "管理者が一人もいなくなるため、外せません。先に別の管理者を決めてください。",
    "This is the last administrator. Name another one first.",
)

NOT_YOURS = Text(
    "この担当を外せるのは、管理者か、同じ会社の同じ担当の人だけです。",
    "Only an administrator, or a colleague in the same seat of the same firm, may end this one.",
)


@transaction.atomic
def end_seat(seat: Seat, *, by: Actor, at: datetime, reason: str = "") -> Seat:
    """End it from now on; what was done in it stays. Raises NotAllowed for strangers and the last administrator."""
    if not _may_end(seat, by):
        raise NotAllowed(NOT_YOURS)
    if seat.role == Role.ADMINISTRATOR:
        held = Seat.objects.select_for_update(no_key=True).filter(
            role=Role.ADMINISTRATOR.value, until__isnull=True
        )
        if not [each for each in held if each.pk != seat.pk]:
            raise NotAllowed(LAST_ADMINISTRATOR)
    seat = Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    if seat.until is None:
        seat.until = at
        seat.save(update_fields=["until"])
        record(
            by,
            "seat.ended",
            f"person:{seat.person_id}",
            at=at,
            changes={"role": seat.role, "number": seat.pk},
            reason=reason,
        )
    return seat


def _may_end(seat: Seat, by: Actor) -> bool:
    if by.role in {Role.ADMINISTRATOR, Role.SYSTEM}:
        return True
    return by.party is not None and (by.party.pk, by.role) == (seat.party_id, seat.role)
