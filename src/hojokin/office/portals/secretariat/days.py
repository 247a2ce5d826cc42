"""Days and moments as the desk's addresses and forms name them (日付と日時の読取り), in Japan's time."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime

from django.utils import timezone


def day_in(text: str) -> date:
    """A day. Raises ValueError for what is none, and at the ends of the calendar, beside which there is no other day."""
    return _within(date.fromisoformat(text.strip()))


def moment_in(text: str) -> datetime:
    """A moment, in Japan where it names no zone. Raises ValueError as ``day_in`` does."""
    found = _within(datetime.fromisoformat(text.strip()))
    return found if found.tzinfo else timezone.make_aware(found)


def _within[D: date](found: D) -> D:
    if not MINYEAR < found.year < MAXYEAR:
        raise ValueError(found)
    return found
