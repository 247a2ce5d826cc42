"""Schedule (スケジュール): rounds of applications, their deadlines in Japanese time, and dated events."""

from hojokin.rules.schedule.claims import claimed_facts
from hojokin.rules.schedule.events import Event, Precision, events
from hojokin.rules.schedule.rounds import (
    JST,
    Round,
    editions,
    next_deadline,
    round_by_id,
    round_open_at,
    rounds,
)
from hojokin.rules.schedule.statistics import RoundResult, round_results

__all__ = [
    "JST",
    "Event",
    "Precision",
    "Round",
    "RoundResult",
    "claimed_facts",
    "editions",
    "events",
    "next_deadline",
    "round_by_id",
    "round_open_at",
    "round_results",
    "rounds",
]
