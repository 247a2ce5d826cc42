"""Rounds of the programme (締切回): the published ones, and those that an administrator adds so that one is open today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from hojokin.flow.roles import Role
from hojokin.office.actions.edit_round import RoundTerms, add_round, edit_round, seed_rounds
from hojokin.office.config.demo_programme.moments import five_o_clock
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.queries.rounds import rounds_of
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Round
from hojokin.rules.schedule.rounds import TRACKS
from hojokin.rules.years import CURRENT

OPEN_FOR, BEFORE_OPENING = timedelta(days=9), timedelta(days=14)
LONG_AGO = timedelta(days=150)
TO_DECISION, TO_REPORT = timedelta(days=40), timedelta(days=190)


@dataclass(frozen=True)
class Rounds:
    """The rounds of a track that matter today (対象の締切回): one long ago, the one before, and the open one."""

    early: Round | None
    before: Round | None
    current: Round | None

    def of(self, when: str) -> Round | None:
        """One of them by the word of the plan."""
        return {"early": self.early, "before": self.before, "current": self.current}[when]


def publish(at: datetime) -> None:
    """Take over the published rounds."""
    seed_rounds(CURRENT, by=SYSTEM, at=at)


def add_missing(now: datetime) -> Life:
    """An administrator adds a round to every track that has none ahead, and ends the year of the one that is closed."""
    ends = data("plan")["ends_with_its_last_round"]
    for track in TRACKS:
        last = rounds_of(CURRENT, track).last()
        if last is None or last.closes_at > now + OPEN_FOR / 3:
            continue
        at = last.closes_at - BEFORE_OPENING
        yield at
        admin = sample("admin", Role.ADMINISTRATOR)
        if track in ends:
            terms = RoundTerms(
                last.opens_at, last.closes_at, last.decides_on, last.report_by, None, is_last=True
            )
            edit_round(last, terms, data("plan")["why_ended"], by=admin, at=at)
            continue
        closes = _closing_after(now)
        terms = RoundTerms(
            None, closes, timezone.localtime(closes + TO_DECISION).date(), five_o_clock(closes + TO_REPORT)
        )
        add_round(CURRENT, track, terms, data("plan")["why_added"], by=admin, at=at)


def rounds_for(track: str, now: datetime) -> Rounds:
    """The rounds of a track seen from today."""
    known = list(rounds_of(CURRENT, track))
    past = [each for each in known if each.closes_at <= now]
    ahead = [each for each in known if each.closes_at > now]
    early = next((each for each in past[:-1] if each.closes_at < now - LONG_AGO), None)
    return Rounds(early, past[-1] if past else None, ahead[0] if ahead else None)


def _closing_after(now: datetime) -> datetime:
    return five_o_clock(now + OPEN_FOR)
