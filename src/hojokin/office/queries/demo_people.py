"""Invented people (お試しの利用者): the seats that a visitor of the demo may take."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from hojokin.flow.roles import Role
from hojokin.office.records.models import Seat

DEMO_HOST = "@demo.example"
GBIZID_HOST = "@gbizid.example"


def demo_seats(at: datetime) -> list[Seat]:
    """Seats of the invented people with person and party, by role and name."""
    held = Q(until__isnull=True) | Q(until__gt=at)
    invented = Q(person__email__endswith=DEMO_HOST) | Q(person__email__endswith=GBIZID_HOST)
    seats = Seat.objects.filter(held, invented, person__is_active=True).select_related("person", "party")
    order = list(Role)
    return sorted(seats, key=lambda each: (order.index(Role(each.role)), each.pk))
