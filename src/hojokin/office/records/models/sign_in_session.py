"""Session (セッション): one browser in which somebody is signed in, so that they can see and end it elsewhere."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class SignInSession(AbstractBaseSession):
    """Session (セッション). ``person`` is the number of whoever signed in, ``begun_at`` when; None before that."""

    person = models.BigIntegerField(null=True, db_index=True)
    begun_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        app_label = "records"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that reads and writes these rows, which imports them: hence late."""
        from hojokin.office.records.sessions import SessionStore  # noqa: PLC0415

        return SessionStore
