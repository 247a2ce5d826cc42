"""Sessions (セッション): where a person is signed in."""

from __future__ import annotations

from datetime import datetime

from hojokin.office.records.models import Person, SignInSession


def sessions_of(person: Person, at: datetime) -> list[SignInSession]:
    """The sessions that still work, the newest first."""
    return list(SignInSession.objects.filter(person=person.pk, expire_date__gt=at).order_by("-begun_at"))
