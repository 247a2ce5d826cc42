"""Stuck messages (届いていない連絡): what could not be delivered, why, and whether it is still tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet

from hojokin.flow.notices import delays
from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message (連絡の1行). ``is_given_up``: nobody tries it any more."""

    message: OutboxMessage
    is_given_up: bool


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One page, with how many were given up in all."""

    lines: Sequence[MessageLine]
    page: Page[OutboxMessage]
    given_up: int


def failing() -> QuerySet[OutboxMessage]:
    """What failed at least once and has not left, those given up first and then the oldest."""
    return (
        OutboxMessage.objects.filter(sent_at__isnull=True)
        .exclude(failure="")
        .order_by("-attempts", "written_at", "pk")
    )


def given_up() -> QuerySet[OutboxMessage]:
    """What is not tried any more."""
    return failing().filter(attempts__gt=len(delays()))


def stuck_messages(page: int) -> MessagePage:
    """One page of them. Three queries."""
    # The text may hold a code or a link of its receiver's: it is not read.
    shown = page_of(failing().defer("text"), page)
    lines = [MessageLine(each, each.attempts > len(delays())) for each in shown]
    return MessagePage(lines, shown, given_up().count())
