"""People of the office (事務局の担当者): who holds which seat, who may be given a filing, and who is invited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.records.models import Invitation, Person, Seat

# An auditor only reads, an administrator keeps the house: neither is given a filing.
WORKING = frozenset({Role.REVIEWER, Role.APPROVER, Role.PAYER})


def office_seats(at: datetime) -> Sequence[Seat]:
    """The seats of the office that are held now, by role and name."""
    order = list(Role)
    seats = _held(at).filter(role__in=SECRETARIAT).select_related("person")
    return sorted(seats, key=lambda each: (order.index(Role(each.role)), each.person.name, each.pk))


def assignable(at: datetime) -> Sequence[Person]:
    """Who may be given a filing, by name."""
    working = _held(at).filter(role__in=WORKING, person__is_active=True)
    return list(Person.objects.filter(pk__in=working.values("person")).order_by("name", "pk"))


def open_invitations(at: datetime) -> Sequence[Invitation]:
    """The invitations to the office that still work, the newest first."""
    asked = Invitation.objects.filter(role__in=SECRETARIAT, used_at__isnull=True, expires_at__gt=at)
    return list(asked.select_related("invited_by").order_by("-invited_at", "-pk"))


def _held(at: datetime) -> QuerySet[Seat]:
    held = Q(until__isnull=True) | Q(until__gt=at)
    return Seat.objects.filter(held, party__isnull=True, since__lte=at)
