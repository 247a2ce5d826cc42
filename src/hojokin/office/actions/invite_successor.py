"""Inviting a successor (承継した人の招待): once the succession is approved, whoever takes over gets a link by itself (W-71)."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.form import Values
from hojokin.flow.roles import Role
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Invitation, Party, Seat


def invite_successor(heir: Party, values: Values, *, by: Actor, at: datetime) -> Invitation | None:
    """Invite the address of the filing; None without one, or where the successor has people here already."""
    email = str(values.get("successor_email") or "")
    if not email or Seat.objects.filter(party=heir, role=Role.APPLICANT.value, until__isnull=True).exists():
        return None
    return invite_person(email, Role.APPLICANT, party=heir, by=by, at=at)
