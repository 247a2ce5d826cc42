"""Session store (セッションの保存): rows of the database that say whose they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone

from hojokin.office.records.models import SignInSession
from hojokin.office.records.prepared import MOMENT, TEXT, Given, looked_up

BEGUN = "begun_at"  # when somebody signed in, as seconds


class SessionStore(DatabaseStore):
    """Session store (セッションの保存)."""

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        """The table."""
        return SignInSession

    def load(self) -> dict[str, Any]:
        """What is kept for this key; nothing once it has ended, and the key is none any more."""
        kept = _kept(key=self.session_key, at=timezone.now())
        if not kept:
            self._session_key: str | None = None
            return {}
        return self.decode(kept[0][0])

    def create_model_instance(self, data: dict[str, Any]) -> SignInSession:
        """The row for what is kept, with the person who is signed in."""
        row = cast("SignInSession", super().create_model_instance(data))
        row.person = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.begun_at = datetime.fromtimestamp(data[BEGUN], UTC) if BEGUN in data else None
        return row


@looked_up(key=TEXT, at=MOMENT)
def _kept(key: Given, at: Given) -> QuerySet[SignInSession, tuple[str]]:
    return SignInSession.objects.filter(session_key=key, expire_date__gt=at).values_list("session_data")
