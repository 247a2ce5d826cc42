"""Assessment (要件の確認): every condition of a track, met, not met or not yet checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Rule, Step
from hojokin.rules.estimate import Estimate
from hojokin.rules.explanation import MARKS
from hojokin.rules.places import place_text


class State(StrEnum):
    """How a condition stands."""

    MET = "met"
    NOT_MET = "not_met"
    UNCHECKED = "unchecked"


_MARKS = {State.MET: "○", State.NOT_MET: "×", State.UNCHECKED: "？"}
_HEADINGS = {
    State.NOT_MET: Text("満たしていない条件", "Not met"),
    State.UNCHECKED: Text("まだ確認していない条件", "Not yet checked"),
    State.MET: Text("満たしている条件", "Met"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; ``message`` is what to do about it when it is not met, else its label."""

    rule: Rule
    state: State
    message: Text
    place: str = ""


def conditions(made: Estimate) -> list[Condition]:
    """Every condition of the track in order, those of the rows first."""
    rows = [
        _condition(step, row.place) for row in made.gathered.rows for step in row.steps if _is_condition(step)
    ]
    topics = made.gathered.topics
    asked = {step.rule.name: step for step in made.answer.steps if _is_condition(step)}
    own = [
        _condition(asked[each.name])
        if each.declared.topic in topics and each.name in asked
        else Condition(each, State.UNCHECKED, each.label)
        for each in made.book.of_role("criterion")
    ]
    return [*rows, *own]


def assessment(made: Estimate) -> dict[str, Any]:
    """All conditions, ready for JSON."""
    return {
        "edition": made.question.edition,
        "track": made.question.track.value,
        "eligible": made.eligible,
        "conditions": [_as_dict(each) for each in conditions(made)],
    }


def assessment_text(made: Estimate, language: str = "ja") -> str:
    """All conditions as text: those not met first, then those not yet checked."""
    found = conditions(made)
    counts = {state: sum(each.state is state for each in found) for state in State}
    told = Text(
        f"{made.track.label.ja}: 条件{len(found)}件のうち、満たす{counts[State.MET]}件、"
        f"満たさない{counts[State.NOT_MET]}件、未確認{counts[State.UNCHECKED]}件",
        f"{made.track.label.en}: of {len(found)} conditions, {counts[State.MET]} met, "
        f"{counts[State.NOT_MET]} not met, {counts[State.UNCHECKED]} not yet checked",
    )
    return "\n".join([told.in_language(language), *_groups(found, language)]) + "\n"


def _groups(found: list[Condition], language: str) -> Iterator[str]:
    for state, heading in _HEADINGS.items():
        group = [each for each in found if each.state is state]
        if group:
            yield from ("", heading.in_language(language))
            for each in group:
                place = f"{place_text(each.place).in_language(language)}: " if each.place else ""
                told = each.message.in_language(language)
                clause = "" if each.rule.clause in told else f"（{each.rule.clause}）"
                clause = clause.replace("（", " (").replace("）", ")") if language == "en" else clause
                yield f"  {_MARKS[state]} {place}{told}{clause}{MARKS[each.rule.standing].in_language(language)}"


def _is_condition(step: Step) -> bool:
    return step.rule.role == "criterion"


def _condition(step: Step, place: str = "") -> Condition:
    if step.value is True:
        return Condition(step.rule, State.MET, step.rule.label, place)
    return Condition(step.rule, State.NOT_MET, step.message, place)


def _as_dict(each: Condition) -> dict[str, Any]:
    told = {
        "rule": each.rule.name,
        "label": each.rule.label.ja,
        "label_en": each.rule.label.en,
        "clause": each.rule.clause,
        "state": each.state.value,
        "message": each.message.ja,
        "message_en": each.message.en,
        "topic": each.rule.declared.topic,
        "facts": list(each.rule.facts),
        "standing": each.rule.standing.value,
    }
    return told | ({"place": each.place} if each.place else {})
