"""Remind of deadlines (期限のお知らせ): seven, three and one day before, whose turn it is is told, once for each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from hojokin.flow.canonical import moment
from hojokin.flow.notices import days_before, days_left_words
from hojokin.flow.roles import Role
from hojokin.office.actions.tell import tell
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.models import Filing


def remind_deadlines(at: datetime) -> int:
    """Recall every deadline that is near; how many filings were told of. Safe to repeat at any time."""
    near = list(_near(at))
    for filing, turn, days in near:
        left = days_left_words(days)
        tell(
            "deadline", filing, [turn], at=at, data={"days_left": [left.ja, left.en]}, key=_key(filing, days)
        )
    return len(near)


def _near(at: datetime) -> Iterator[tuple[Filing, Role, int]]:
    """Filings that wait for somebody before a deadline, with the days left."""
    latest = at + timedelta(days=max(days_before()) + 1)
    due = (
        Filing.objects.filter(due_at__gte=at, due_at__lt=latest)
        .select_related("owner")
        .order_by("due_at", "pk")
    )
    for filing in due.iterator():
        turn = kind_of(filing.kind).table.states[filing.state].turn
        days = _days_left(filing, at)
        if turn is not None and days <= max(days_before()):
            yield filing, turn, days


def _days_left(filing: Filing, at: datetime) -> int:
    """Calendar days in Japan, as people count them."""
    due = filing.due_at or at
    return (timezone.localtime(due).date() - timezone.localtime(at).date()).days


def _key(filing: Filing, days: int) -> str:
    """The same for the whole stretch up to the next reminder, so that a worker that was down catches up with one."""
    stretch = min(each for each in days_before() if each >= days)
    due = moment(filing.due_at) if filing.due_at else ""
    return hashlib.sha256(f"deadline {filing.number} {due} {stretch}".encode()).hexdigest()
