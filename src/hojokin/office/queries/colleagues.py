"""Colleagues (同じ会社の担当者): who sits at one's firm in one's role, and whom an invitation waits for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Invitation, Seat


def colleagues_of(actor: Actor, at: datetime) -> Sequence[Seat]:
    """The seats that are held now, the oldest first. One query."""
    held = Q(until__isnull=True) | Q(until__gt=at)
    seats = Seat.objects.filter(held, party=actor.party, role=actor.role.value, since__lte=at)
    return list(seats.select_related("person").order_by("since", "pk"))


def open_invitations(actor: Actor, at: datetime) -> Sequence[Invitation]:
    """The links that can still be followed. One query."""
    sent = Invitation.objects.filter(party=actor.party, role=actor.role.value, used_at__isnull=True)
    return list(sent.filter(expires_at__gt=at, filing__isnull=True).order_by("invited_at", "pk"))
