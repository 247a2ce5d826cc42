"""Time ahead (これからの時): the next moment at which the worker may have something to do, and how far the data reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from hojokin.flow.duties import SOON, use_ends_on
from hojokin.flow.notices import days_before, delays
from hojokin.office.queries.grant_facts import facts_of
from hojokin.office.records.models import Filing, Grant, Invitation, OutboxMessage, Round
from hojokin.rules.editions import rulebook
from hojokin.rules.schedule.rounds import TRACKS, rounds
from hojokin.rules.shared.effect_reports import report_windows
from hojokin.rules.shared.records import books_kept_until
from hojokin.rules.years import CURRENT, EDITIONS

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@cache
def furthest() -> date:
    """The day on which the last duty ends: keeping the books of a project that reported at the last limit."""
    limits = [each.report_limit for track in TRACKS for each in rounds(CURRENT, track) if each.report_limit]
    return books_kept_until(rulebook("records", CURRENT), max(limits).date())


def next_stop(at: datetime) -> datetime | None:
    """The first moment after this one at which a job of the worker may have something to do."""
    return min((each for each in _stops(at) if each > at), default=None)


def midnight(day: date) -> datetime:
    """The moment at which a day begins in the office's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _stops(at: datetime) -> Iterator[datetime]:
    """What each job waits for. A moment of which nothing comes costs one turn of the worker; a missing one, the truth."""
    today = timezone.localdate(at)
    due = Filing.objects.all()
    # move_to_next_round and file_due_reports: the second of a deadline is still in time.
    yield from (each + SECOND for each in _first(Round.objects.all(), "closes_at", at - SECOND))
    yield from (each + SECOND for each in _first(due, "due_at", at - SECOND))
    # expire_invitations, and deliver_messages where a sending failed
    yield from _first(Invitation.objects.filter(used_at__isnull=True), "expires_at", at)
    unsent = OutboxMessage.objects.filter(sent_at__isnull=True, attempts__lte=len(delays()))
    yield from _first(unsent, "due_at", at)
    # remind_deadlines counts calendar days.
    for days in days_before():
        later = _first(due, "due_at", midnight(today + (days + 1) * DAY) - SECOND)
        yield from (midnight(timezone.localdate(each) - days * DAY) for each in later)
    # file_due_reports: the first report a while before its limit, an effect report when its period begins.
    yield from (midnight(each - SOON) for each in _first(Grant.objects.all(), "report_limit", today + SOON))
    yield from (midnight(each) for each in _openings() if each > today)
    # close_finished: the day after the tools need no longer be used.
    yield from (midnight(each + DAY) for each in _ends_of_use() if each >= today)


def _first(rows: QuerySet[Any], field: str, after: date) -> Iterator[Any]:
    found = rows.filter(**{f"{field}__gt": after}).aggregate(at=Min(field))["at"]
    if found is not None:
        yield found


def _ends_of_use() -> Iterator[date]:
    reporting = Grant.objects.select_related("filing").filter(filing__state="effect_reports")
    yield from (end for each in reporting if (end := use_ends_on(facts_of(each))) is not None)


@cache
def _openings() -> tuple[date, ...]:
    return tuple(
        each.opens for edition in EDITIONS for track in TRACKS for each in report_windows(edition, track)
    )
