"""The schedule (日程) as the pages show it: rounds as they hold now, with what is still to come at an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hojokin.office.queries.round_days import Extension, RoundDays, round_days
from hojokin.rules.question import TrackCode
from hojokin.rules.schedule import Round
from hojokin.rules.years import CURRENT


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as seen at an instant. ``changes`` and ``changed_at`` tell of all rounds of its number, in any track."""

    round: Round
    is_past: bool
    is_next: bool
    extensions: Sequence[Extension] = ()
    changes: int = 0
    changed_at: datetime | None = None


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

    @property
    def extensions(self) -> Sequence[Extension]:
        """Why the next deadline lies later than it was announced."""
        return next((line.extensions for line in self.lines if line.is_next), ())


def calendars(at: datetime) -> list[Calendar]:
    """The calendars of the edition; tracks whose rounds have the same dates share one."""
    known = round_days(CURRENT)
    shared: dict[tuple[object, ...], list[str]] = {}
    for track in TrackCode:
        shared.setdefault(tuple(_dates(each) for each in known[track]), []).append(track.value)
    everything = [each for days in known.values() for each in days]
    return [_calendar(tuple(tracks), known[tracks[0]], everything, at) for tracks in shared.values()]


def nearest(at: datetime) -> Calendar | None:
    """The calendar whose next deadline comes first; None when no known round is still open."""
    coming = [calendar for calendar in calendars(at) if calendar.next and calendar.next.deadline]
    return min(coming, key=lambda calendar: calendar.next.deadline, default=None)  # type: ignore[union-attr,return-value,arg-type]  # both are set


def last_known(at: datetime) -> Round | None:
    """The latest deadline that has passed."""
    past = [line.round for calendar in calendars(at) for line in calendar.lines if line.is_past]
    return max(past, key=lambda each: each.closes or at, default=None)


def _dates(days: RoundDays) -> tuple[object, ...]:
    """What tracks have to have in common to share a line."""
    each = days.round
    return each.number, each.deadline, each.decision_on, each.report_limit, days.extensions


def _calendar(
    tracks: tuple[str, ...], days: Sequence[RoundDays], everything: Sequence[RoundDays], at: datetime
) -> Calendar:
    coming = next((each.round for each in days if each.round.accepts(at)), None)
    return Calendar(tracks, [_line(each, coming, everything, at) for each in days], coming)


def _line(days: RoundDays, coming: Round | None, everything: Sequence[RoundDays], at: datetime) -> RoundLine:
    """Tracks may part where one of them is changed: whoever follows a line is told of any change of its number."""
    each = days.round
    same = [one for one in everything if one.round.number == each.number]
    return RoundLine(
        each,
        is_past=each.deadline is not None and not each.accepts(at),
        is_next=each == coming,
        extensions=days.extensions,
        changes=sum(one.changes for one in same),
        changed_at=max((one.changed_at for one in same if one.changed_at), default=None),
    )
