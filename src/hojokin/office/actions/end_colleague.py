"""End a colleague's seat (担当者を外す): within one's own firm and role, and never one's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.actions.end_seat import end_seat
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Seat
from hojokin.rules.engine.facts import Text

NOT_YOUR_COLLEAGUE = Text(
    "この人は自社の担当者ではありません。", "This person does not sit at your firm in your role."
)
NOT_ONESELF = Text(
    "自分の担当は外せません。ほかの担当者に頼んでください。", "You cannot end your own seat. Ask a colleague."
)


@transaction.atomic
def end_colleague(seat: Seat, *, by: Actor, at: datetime) -> Seat:
    """End it from now on. Raises NotAllowed for strangers and for oneself."""
    if by.party is None or (seat.party_id, seat.role) != (by.party.pk, by.role.value):
        raise NotAllowed(NOT_YOUR_COLLEAGUE)
    if by.person is None or seat.person_id == by.person.pk:
        raise NotAllowed(NOT_ONESELF)
    return end_seat(seat, by=by, at=at)
