"""Rounds with what the office changed (締切回と延長): which round an instant falls into, and where a missed one leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from hojokin.rules.schedule import Round, rounds


@dataclass(frozen=True, slots=True)
class RoundChange:
    """What the office changed of a published round (締切回の変更), such as an extension after an outage.

    None leaves what was published. Of several changes of one round the one given later wins, figure by figure.
    """

    round_id: str
    given_at: datetime
    opens: datetime | None = None
    deadline: datetime | None = None
    decision_on: date | None = None
    report_limit: datetime | None = None


def rounds_with(edition: str, track: str, changes: Iterable[RoundChange] = ()) -> tuple[Round, ...]:
    """The rounds of a track in order, as changed. Raises UnknownCodeError for an unknown edition or track."""
    ordered = sorted(changes, key=lambda each: each.given_at)
    return tuple(_changed(each, ordered) for each in rounds(edition, track))


def round_for(edition: str, track: str, at: datetime, changes: Iterable[RoundChange] = ()) -> Round | None:
    """The round that a submission at an instant falls into; None before reception opens and after the last.

    The second of the deadline is still in time. Raises ValueError for an instant without a time zone.
    """
    known = rounds_with(edition, track, changes)
    if not any(each.opens is not None and each.opens <= at for each in known):
        return None
    return next((each for each in known if each.accepts(at)), None)


def next_round(edition: str, track: str, number: int, changes: Iterable[RoundChange] = ()) -> Round | None:
    """The round after that of a number; None after the last."""
    return next((each for each in rounds_with(edition, track, changes) if each.number > number), None)


def round_to_move_to(
    edition: str, track: str, number: int, at: datetime, changes: Iterable[RoundChange] = ()
) -> Round | None:
    """Where an application aimed at a round stands at an instant: there while it accepts, else the next that does.

    None when no later round is known: the application has lapsed.
    """
    known = rounds_with(edition, track, changes)
    return next((each for each in known if each.number >= number and each.accepts(at)), None)


def _changed(published: Round, changes: Iterable[RoundChange]) -> Round:
    made = published
    for each in changes:
        if each.round_id == published.id:
            made = replace(
                made,
                opens=each.opens or made.opens,
                deadline=each.deadline or made.deadline,
                decision_on=each.decision_on or made.decision_on,
                report_limit=each.report_limit or made.report_limit,
            )
    return made
