"""Reception (受付期間): the round and the days on which a question's application can be made, as far as known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from hojokin.rules.question import Question
from hojokin.rules.schedule import JST, Round, round_open_at, rounds
from hojokin.rules.shared.days import Day
from hojokin.rules.shared.gathering import NOTHING
from hojokin.rules.track import Gathered


def asked_round(question: Question) -> int | None:
    """The round that is stated, or that the day of application falls into; None when neither tells."""
    if question.round is not None or question.applied_on is None:
        return question.round
    at = datetime.combine(question.applied_on, time.min, JST)
    found = round_open_at(question.edition, question.track.value, at)
    return None if found is None else found.number


def days_of_application(question: Question) -> tuple[date | None, date | None]:
    """The first and the last day on which the application can be made; None where it is not published.

    A stated day is both; a stated round runs from the close of the one before to its own.
    """
    if question.applied_on is not None:
        return question.applied_on, question.applied_on
    known = rounds(question.edition, question.track.value)
    if question.round is None:
        return _opening(known), _closing(known)
    before = [each for each in known if each.number < question.round]
    own = [each for each in known if each.number == question.round]
    return _closing(before) or _opening(known), _closing(own)


def reception(question: Question) -> Gathered:
    """The stated day and round beside the schedule known; nothing when neither is stated."""
    if question.applied_on is None and question.round is None:
        return NOTHING
    known = rounds(question.edition, question.track.value)
    days = {
        "applied_on": question.applied_on,
        "reception_opens_on": _opening(known),
        "last_deadline_on": _closing(known),
    }
    facts: dict[str, int | bool] = {"last_deadline_is_unconfirmed": last_deadline_is_unconfirmed(known)}
    if question.round is not None:
        before = [each for each in known if each.number < question.round]
        own = [each for each in known if each.number == question.round]
        if (closes := _closing(own)) is not None:
            days |= {"round_opens_on": _closing(before) or _opening(known), "round_closes_on": closes}
        facts |= {"round_stated": question.round, "last_round": max(each.number for each in known)}
    dated = {name: Day.of(day) for name, day in days.items() if day is not None}
    return Gathered(facts | dated, frozenset({"schedule"}))


def last_deadline_is_unconfirmed(known: Iterable[Round]) -> bool:
    """Whether no official page gives the last deadline of some rounds."""
    dated = [each for each in known if each.deadline is not None]
    return bool(dated) and dated[-1].unconfirmed


def _opening(known: Iterable[Round]) -> date | None:
    return next((each.opens.date() for each in known if each.opens is not None), None)


def _closing(known: Iterable[Round]) -> date | None:
    return max((each.deadline.date() for each in known if each.deadline is not None), default=None)
