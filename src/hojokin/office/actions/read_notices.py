"""Read notices (お知らせの既読): one, or all that a person has."""

from __future__ import annotations

from datetime import datetime

from hojokin.office.records.models import Notice, Person


def read_notices(person: Person, *, at: datetime, only: int | None = None) -> int:
    """Mark what is unread as read; how many that were. Another person's notices are never touched."""
    unread = Notice.objects.filter(person=person, read_at__isnull=True)
    return (unread.filter(pk=only) if only is not None else unread).update(read_at=at)
