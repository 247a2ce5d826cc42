"""Watching (稼働の監視の照会): what is known of the services that are watched, for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hojokin.flow.deciding_settings import numbers
from hojokin.flow.watching import LABELS, SILENCE, Seen, Watched, asked_every, is_watched, opens
from hojokin.office.records.models import Round, Watch
from hojokin.rules.engine.facts import Text

WATCHER = "watcher"
MINUTES_OF_HOUR = 60
LATE = 3  # turns that may be missed before the page says that nobody watches


@dataclass(frozen=True, slots=True)
class WatchedLine:
    """One service (監視の1行): when it was asked last, and whether it answered."""

    label: Text
    asked_at: datetime
    answered_at: datetime | None
    down_since: datetime | None
    is_doubtful: bool
    said: str


@dataclass(frozen=True, slots=True)
class WatchOfRound:
    """How a round is watched (締切回の監視)."""

    begins_at: datetime
    is_now: bool
    is_over: bool
    seen_at: datetime | None
    is_silent: bool
    lines: Sequence[WatchedLine]
    every_minutes: int
    longest_hours: int


def seen_of(row: Watch) -> Seen:
    """What a row knows, as the rule takes it."""
    return Seen(
        row.asked_at,
        row.answered_at,
        row.failures,
        row.failing_since,
        row.answers,
        row.answering_since,
    )


def label_of(what: str) -> Text:
    """What was down as a downtime names it: the watcher's own words in both languages, those of people as written."""
    return next((each for each in (SILENCE, *LABELS.values()) if each.ja == what), Text(what, what))


def watch_of(round_: Round, at: datetime, ahead: timedelta) -> WatchOfRound:
    """The watch over a round at an instant of the office's clock; one query."""
    rows = {each.target: each for each in Watch.objects.all()}
    watcher = rows.get(WATCHER)
    seen_at = watcher.asked_at + ahead if watcher else None
    return WatchOfRound(
        begins_at=opens(round_.promised_at),
        is_now=is_watched(round_.promised_at, round_.closes_at, at),
        is_over=at > round_.closes_at,
        seen_at=seen_at,
        is_silent=seen_at is None or at - seen_at > LATE * asked_every(),
        lines=[_line(each, rows[each], ahead) for each in Watched if each in rows],
        every_minutes=numbers("watching").asked_every,
        longest_hours=numbers("watching").longest_silence // MINUTES_OF_HOUR,
    )


def _line(target: Watched, row: Watch, ahead: timedelta) -> WatchedLine:
    seen = seen_of(row)
    lasting = seen.lasting
    return WatchedLine(
        label=LABELS[target],
        asked_at=row.asked_at + ahead,
        answered_at=row.answered_at + ahead if row.answered_at else None,
        down_since=lasting.started + ahead if lasting else None,
        is_doubtful=lasting is None and seen.failures > 0,
        said=row.said,
    )
