"""Session store (セッションの保存): rows of the database that say whose they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from hojokin.office.records.models import SignInSession

BEGUN = "begun_at"  # when somebody signed in, as seconds


class SessionStore(DatabaseStore):
    """Session store (セッションの保存)."""

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        """The table."""
        return SignInSession

    def create_model_instance(self, data: dict[str, Any]) -> SignInSession:
        """The row for what is kept, with the person who is signed in."""
        row = cast("SignInSession", super().create_model_instance(data))
        row.person = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.begun_at = datetime.fromtimestamp(data[BEGUN], UTC) if BEGUN in data else None
        return row
