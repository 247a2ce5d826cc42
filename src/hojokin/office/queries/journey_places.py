"""Places on the journey (手続きの流れの現在地): at which of the official steps a filing in a given state stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.flow.journey import JourneyStep, journey
from hojokin.rules.engine.facts import Text

FIRST = "invite"  # what comes before it happens outside
_WRITING = ("applicant_editing", "vendor_editing")
_IN_USE = ("granted", "change_approved", "delayed", "accident", "withdrawn", "cancelled")
_SETTLING = (
    *("report_accepted", "inspected", "claimed", "amount_fixed"),
    *("payment_prepared", "payment_ordered", "payment_failed"),
)
_SENDING = ("applicant_confirming", "correction_confirming", "submitted", "overdue")
_APPLYING: Mapping[str, str] = {
    "invited": "open",
    "expired": "invite",
    **dict.fromkeys(_WRITING, "write"),
    "applicant_confirming": "submit",
    "lapsed": "submit",
    "withdrawn": "submit",
    "granted": "introduce",
}
_GRANTED: Mapping[str, str] = {
    **dict.fromkeys(_IN_USE, "introduce"),
    **dict.fromkeys(_SETTLING, "settle"),
    "paid": "care",
}
_REPORTING: Mapping[str, str] = {**dict.fromkeys(_SENDING, "submit_report"), "accepted": "settle"}
_TELLING: Mapping[str, str] = {
    "waiting": "care",
    **dict.fromkeys((*_SENDING, "missing", "accepted", "ended"), "submit_effects"),
}
# By the table's code; the word after the states is where every other state of the table stands.
PLACES: Mapping[str, tuple[Mapping[str, str], str]] = {
    "application": (_APPLYING, "decision"),
    "consortium_application": (_APPLYING, "decision"),
    "grant": (_GRANTED, "write_effects"),
    "performance_report": (_REPORTING, "write_report"),
    "effect_report": (_TELLING, "write_effects"),
}


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step as a rail shows it (流れの1点). ``place`` is past, now or ahead."""

    step: JourneyStep
    place: str


@dataclass(frozen=True, slots=True)
class StagePlace:
    """A stage of the journey with its steps (段階)."""

    title: Text
    steps: Sequence[StepPlace]

    @property
    def is_now(self) -> bool:
        """Whether the case stands here."""
        return any(each.place == "now" for each in self.steps)


def step_of(table: str, state: str) -> str:
    """The step at which a filing stands; empty for a kind that is beside the way."""
    if table not in PLACES:
        return ""
    states, otherwise = PLACES[table]
    return states.get(state, otherwise)


def furthest(steps: Sequence[str], edition: str) -> str:
    """The step furthest on."""
    order = [each.code for each in _way(edition)]
    return max((each for each in steps if each), key=order.index, default=FIRST)


@cache
def stages(edition: str, now: str) -> Sequence[StagePlace]:
    """The whole way from the invitation on, with the step where the case stands."""
    order = [each.code for each in _way(edition)]
    here = order.index(now)
    places = {
        code: "now" if at == here else "past" if at < here else "ahead" for at, code in enumerate(order)
    }
    found = [
        StagePlace(
            stage.title,
            tuple(StepPlace(each, places[each.code]) for each in stage.steps if each.code in places),
        )
        for stage in journey(edition)
    ]
    return tuple(each for each in found if each.steps)


def _way(edition: str) -> Sequence[JourneyStep]:
    steps = [each for stage in journey(edition) for each in stage.steps]
    first = next(place for place, each in enumerate(steps) if each.code == FIRST)
    return steps[first:]
