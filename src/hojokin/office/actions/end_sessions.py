"""End sessions (ほかの端末からのサインアウト)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Person, SignInSession


@transaction.atomic
def end_sessions(person: Person, *, but: str, by: Actor, at: datetime) -> int:
    """End all sessions of a person except the one with this key; the answer is how many."""
    ended, _ = SignInSession.objects.filter(person=person.pk).exclude(session_key=but).delete()
    if ended:
        record(by, "person.sessions_ended", f"person:{person.pk}", at=at, changes={"size": ended})
    return ended
