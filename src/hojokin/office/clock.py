"""The office's clock (時計): real time; in the demo ahead of it by as much as a visitor has moved it.

Whatever is due, late, dated or recorded goes by this clock. What protects people (sessions, one-time passwords, tokens of
the identity provider) goes by the real one, so that nobody can lengthen its life by moving the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

# Files of the data folder, which every process of the demo reads; actions/move_clock writes them.
AHEAD = "clock_ahead"  # seconds ahead of real time
JOURNEY = "clock_journey"  # from when to when the clock is being moved
LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey of the clock (時計の移動): when it set out, and the moment that it goes to."""

    since: datetime
    to: datetime


def now() -> datetime:
    """The moment by which the office goes, with its zone."""
    return timezone.now() + ahead()


def today() -> date:
    """The day in the office's zone."""
    return timezone.localdate(now())


def end_of(day: date) -> datetime:
    """The last second of a day in the office's zone: who answers in it is in time."""
    return timezone.make_aware(datetime.combine(day, LAST_SECOND))


def ahead() -> timedelta:
    """How far the clock has been moved; never, unless this is a demo."""
    return timedelta(seconds=int(_written(AHEAD) or 0))


def journey() -> Journey | None:
    """The journey that is under way."""
    written = _written(JOURNEY).split()
    return Journey(*map(datetime.fromisoformat, written)) if written else None


def _written(name: str) -> str:
    if not settings.DEMO:
        return ""
    try:
        return (Path(settings.DATA) / name).read_text()
    except FileNotFoundError:
        return ""
