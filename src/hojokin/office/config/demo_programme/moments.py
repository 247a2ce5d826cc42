"""Moments (日時): days as people count them, and the hour at which the office closes."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_SATURDAY = 5


def day_before(at: datetime, days: int) -> str:
    """A day as people write it on a form."""
    return (at - days * DAY).date().isoformat()


def five_o_clock(at: datetime) -> datetime:
    """Five in the afternoon in Japan, of that day or the next on which offices work."""
    day = timezone.localtime(at).date()
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(17)))
