"""Watching (稼働の監視): when questions that nobody answers are an outage, and when the silence of the watcher itself is one.

One failed question of several is no outage. The time between two questions of which nobody can say how it was belongs
to the outage: the doubt is the applicant's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hojokin.flow.deciding_settings import numbers
from hojokin.flow.outages import Outage
from hojokin.rules.engine.facts import Text


class Watched(StrEnum):
    """What is watched (監視の対象)."""

    SITE = "site"
    IDENTITY = "identity"


SILENCE = Text("このサイト（監視を含む全体）", "This site, its watcher included")
LABELS = {
    Watched.SITE: Text("このサイト", "This site"),
    Watched.IDENTITY: Text("gBizID（本人確認）", "gBizID, the identity provider"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a watched service (監視の状態) after the last question.

    ``answered_at`` is the last answer while it was up; ``failing_since`` from when on it may have been down.
    """

    asked_at: datetime
    answered_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    answers: int = 0
    answering_since: datetime | None = None

    @property
    def is_down(self) -> bool:
        """Whether this is an outage. What never answered may be asked wrongly: nothing follows from its silence."""
        return self.answered_at is not None and self.failures >= numbers("answers_counted").down_after

    @property
    def lasting(self) -> Outage | None:
        """The outage as far as it is known."""
        if not self.is_down or self.failing_since is None:
            return None
        return Outage(self.failing_since, self.answering_since or self.asked_at)


def asked_every() -> timedelta:
    """How often a question is asked."""
    return timedelta(minutes=numbers("watching").asked_every)


def after(seen: Seen | None, at: datetime, *, is_up: bool) -> tuple[Seen, Outage | None]:
    """What is known after a question, and the outage that has ended. A question asked long ago is not gone on from."""
    before = seen or Seen(at)
    ended = None
    if at - before.asked_at >= _minutes("shortest_silence"):
        ended, before = before.lasting, Seen(before.asked_at, before.answered_at)
    if not is_up:
        return _failed(before, at), ended
    if not before.is_down:
        return Seen(at, at), ended
    return _answered(before, at)


def silence(last: datetime, at: datetime) -> Outage | None:
    """The time in which the watcher itself was down. After a very long one people decide, not the rule."""
    is_one = _minutes("shortest_silence") <= at - last <= _minutes("longest_silence")
    return Outage(last, at) if is_one else None


def is_watched(promised: datetime, closes: datetime, at: datetime) -> bool:
    """Whether an instant lies in the last hours of a round, or so soon after that an outage may still come to light."""
    return opens(promised) <= at <= closes + _minutes("watched_after_closing")


def opens(promised: datetime) -> datetime:
    """When the last hours of a round begin."""
    return promised - timedelta(minutes=numbers("outage").watched_before_closing)


def concerns(outage: Outage, promised: datetime, closes: datetime) -> bool:
    """Whether an outage touches the last hours of a round."""
    return outage.started < closes and outage.ended > opens(promised)


def closes_within(closes: datetime, at: datetime) -> bool:
    """Whether a round may close, or has closed, before the next question: a lasting outage cannot wait for its end."""
    return at >= closes - 2 * asked_every()


def unnoted(outage: Outage, noted_until: datetime | None) -> Outage | None:
    """What remains of an outage of which a part was noted."""
    started = max(outage.started, noted_until or outage.started)
    return Outage(started, outage.ended) if started < outage.ended else None


def _failed(before: Seen, at: datetime) -> Seen:
    since = before.failing_since or max(at - asked_every(), before.answered_at or at)
    return Seen(at, before.answered_at, before.failures + 1, since)


def _answered(before: Seen, at: datetime) -> tuple[Seen, Outage | None]:
    """An answer in an outage: one alone may be chance."""
    again = replace(
        before, asked_at=at, answers=before.answers + 1, answering_since=before.answering_since or at
    )
    if again.answers < numbers("answers_counted").up_after:
        return again, None
    return Seen(at, at), again.lasting


def _minutes(name: str) -> timedelta:
    return timedelta(minutes=getattr(numbers("watching"), name))
