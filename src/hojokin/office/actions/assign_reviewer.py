"""Assigning a reviewer (担当の割り当て)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.lock import lock
from hojokin.office.actions.raise_finding import ACTING, NOT_OFFICE
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Person, Seat, Tie
from hojokin.rules.engine.facts import Text

TIED = Text(
    "この人は利害関係を申告しています。ほかの人を選んでください。",
    "This person has declared a tie. Choose somebody else.",
)

NOT_A_COLLEAGUE = Text(
    "この人は事務局の担当ではありません。事務局の人を選んでください。",
    "This person does not act in the office. Choose somebody who does.",
)


@transaction.atomic
def assign_reviewer(filing: Filing, reviewer: Person | None, *, by: Actor, at: datetime) -> Filing:
    """Give a filing to a member of the office, or to nobody. Raises NotAllowed."""
    if by.role not in ACTING:
        raise NotAllowed(NOT_OFFICE)
    filing = lock(filing)
    if reviewer and Tie.objects.filter(filing=filing, person=reviewer, has_tie=True).exists():
        raise NotAllowed(TIED)
    if reviewer and not _acts_in_office(reviewer, at):
        raise NotAllowed(NOT_A_COLLEAGUE)
    filing.assigned_to = reviewer
    filing.save(update_fields=["assigned_to"])
    record(by, "filing.assign", filing.number, at=at, changes={"to": reviewer.pk if reviewer else None})
    return filing


def _acts_in_office(person: Person, at: datetime) -> bool:
    held = Q(until__isnull=True) | Q(until__gt=at)
    return Seat.objects.filter(held, person=person, party__isnull=True, role__in=ACTING).exists()
