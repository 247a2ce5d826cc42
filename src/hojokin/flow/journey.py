"""Journey (手続きの流れ): the fourteen official steps, who acts, how long each takes, what is needed, what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from hojokin.flow.roles import Role
from hojokin.rules.citations import standing
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import read_text
from hojokin.rules.schedule import JST, Round, rounds
from hojokin.rules.years import EDITIONS

# The secretariat acts as one: which of its people does what is no matter of the applicant.
ACTORS: Mapping[str, Text] = {
    Role.APPLICANT: Text("申請者", "Applicant"),
    Role.VENDOR: Text("IT導入支援事業者", "Vendor"),
    "secretariat": Text("事務局", "Secretariat"),
}
TRACK = "normal"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, the facts it stands on, and how firmly they carry it in the year."""

    text: Text
    facts: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One step (手順). ``links`` are names of pages that help with it."""

    code: str
    number: int
    stage: str
    title: Text
    does: Text
    who: tuple[Text, ...]
    takes: tuple[Statement, ...]
    needs: tuple[Statement, ...]
    wrong: tuple[Statement, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the journey (段階) with its steps."""

    code: str
    title: Text
    steps: tuple[JourneyStep, ...]


@cache
def journey(edition: str) -> tuple[Stage, ...]:
    """The journey of an edition. Raises UnknownCodeError for a fact that is not registered."""
    raw = read(read_text("hojokin.flow", "data/journey.yaml"))
    steps = [
        _step(code, place, entry, edition)
        for place, (code, entry) in enumerate(raw["steps"].items(), start=1)
    ]
    return tuple(
        Stage(code, _text(title), tuple(each for each in steps if each.stage == code))
        for code, title in raw["stages"].items()
    )


def days_between(
    edition: str, start: Callable[[Round], date | None], end: Callable[[Round], date | None]
) -> str:
    """The least and the most days from one date of a round to another, over its confirmed rounds; "37–43"."""
    pairs = [(start(each), end(each)) for each in rounds(edition, TRACK) if not each.unconfirmed]
    days = sorted({(_day(last) - _day(first)).days for first, last in pairs if first and last})
    return f"{days[0]}–{days[-1]}" if len(days) > 1 else "".join(map(str, days))


def _step(code: str, number: int, raw: Mapping[str, Any], edition: str) -> JourneyStep:
    return JourneyStep(
        code=code,
        number=number,
        stage=raw["stage"],
        title=_text(raw),
        does=Text(raw["does"], raw["does_en"]),
        who=tuple(ACTORS[each] for each in raw["who"]),
        takes=_statements(raw.get("takes", ()), edition),
        needs=_statements(raw.get("needs", ()), edition),
        wrong=_statements(raw.get("wrong", ()), edition),
        links=tuple(raw.get("links", ())),
    )


def _statements(raw: Sequence[Mapping[str, Any]], edition: str) -> tuple[Statement, ...]:
    return tuple(_statement(each, edition) for each in raw)


def _statement(raw: Mapping[str, Any], edition: str) -> Statement:
    days = _lengths(edition).get(raw.get("schedule", ""), "")
    text = Text(raw["ja"].format(days=days), raw["en"].format(days=days))
    facts = tuple(raw["facts"])
    return Statement(text, facts, standing(facts, EDITIONS[edition].year))


def _lengths(edition: str) -> Mapping[str, str]:
    """What `schedule` may name."""
    return {
        "decision": days_between(edition, lambda each: each.deadline, lambda each: each.decision_on),
        "project": days_between(edition, lambda each: each.decision_on, lambda each: each.report_limit),
    }


def _day(when: date) -> date:
    return when.astimezone(JST).date() if isinstance(when, datetime) else when


def _text(raw: Mapping[str, Any]) -> Text:
    return Text(raw["ja"], raw["en"])
