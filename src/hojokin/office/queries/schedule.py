"""The schedule (日程) as the pages show it: rounds with what is still to come at an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hojokin.rules.question import TrackCode
from hojokin.rules.schedule import Round, next_deadline, rounds
from hojokin.rules.years import CURRENT


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as seen at an instant."""

    round: Round
    is_past: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rounds that one or more tracks share."""

    tracks: tuple[str, ...]
    lines: Sequence[RoundLine]
    next: Round | None

    @property
    def has_unconfirmed(self) -> bool:
        """Whether any of its dates is not confirmed."""
        return any(line.round.unconfirmed for line in self.lines)


def calendars(at: datetime) -> list[Calendar]:
    """The calendars of the edition; tracks whose rounds have the same dates share one."""
    shared: dict[tuple[object, ...], list[str]] = {}
    for track in TrackCode:
        dates = tuple((each.number, each.deadline, each.decision_on) for each in rounds(CURRENT, track))
        shared.setdefault(dates, []).append(track.value)
    return [_calendar(tuple(tracks), at) for tracks in shared.values()]


def nearest(at: datetime) -> Calendar | None:
    """The calendar whose next deadline comes first; None when no known round is still open."""
    coming = [calendar for calendar in calendars(at) if calendar.next and calendar.next.deadline]
    return min(coming, key=lambda calendar: calendar.next.deadline, default=None)  # type: ignore[union-attr,return-value,arg-type]  # both are set


def last_known(at: datetime) -> Round | None:
    """The latest deadline that has passed."""
    past = [line.round for calendar in calendars(at) for line in calendar.lines if line.is_past]
    return max(past, key=lambda each: each.closes or at, default=None)


def _calendar(tracks: tuple[str, ...], at: datetime) -> Calendar:
    coming = next_deadline(CURRENT, tracks[0], at)
    lines = [
        RoundLine(each, is_past=each.deadline is not None and not each.accepts(at), is_next=each == coming)
        for each in rounds(CURRENT, tracks[0])
    ]
    return Calendar(tracks, lines, coming)
