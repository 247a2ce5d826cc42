"""Questions of the self-check (自己診断の質問): what may be answered, and what each answer weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that may be answered; ``lifts`` are the processes that it moves up, and how far."""

    code: str
    label: Text
    weight: int = 0
    lifts: Mapping[str, int] = field(default_factory=dict)
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class BusinessProcess:
    """A process of the application form (業務; FLD-13): the kinds of process and the words that tools for it have."""

    code: str
    label: Text
    help: Text
    kinds: Mapping[str, int]
    words: tuple[str, ...]
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToolFit:
    """What each reason for a tool counts."""

    kind: int
    trade: int
    word: int
    words_counted: int
    cloud: int


@dataclass(frozen=True, slots=True)
class CitedReason:
    """A sentence and the facts that it stands on."""

    code: str
    text: Text
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """The whole self-check."""

    version: int
    judgement: Text
    shown: int
    sizes: Mapping[str, Answer]
    pains: Mapping[str, Answer]
    processes: Mapping[str, BusinessProcess]
    weaknesses: Mapping[str, Answer]
    effects: Mapping[str, Answer]
    reasons: Mapping[str, Text]
    tracks: Sequence[CitedReason]
    alone: CitedReason
    fit: ToolFit


@cache
def questions() -> Questions:
    """The packaged questions."""
    raw = read(read_text("hojokin.flow", "data/self_check.yaml"))
    return Questions(
        version=raw["version"],
        judgement=_text(raw["judgement"]),
        shown=raw["shown"],
        sizes=_answers(raw["sizes"]),
        pains=_answers(raw["pains"]),
        processes={code: _process(code, entry) for code, entry in raw["processes"].items()},
        weaknesses=_answers(raw["weaknesses"]),
        effects=_answers(raw["effects"]),
        reasons={code: _text(entry) for code, entry in raw["reasons"].items()},
        tracks=tuple(
            CitedReason(code, _text(entry), tuple(entry["facts"])) for code, entry in raw["tracks"].items()
        ),
        alone=CitedReason("alone", _text(raw["alone"]), (raw["alone"]["fact"],)),
        fit=ToolFit(**raw["tool_fit"]),
    )


def _answers(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Answer]:
    return {
        code: Answer(
            code, _text(entry), entry.get("weight", 0), entry.get("lifts", {}), entry.get("small", False)
        )
        for code, entry in raw.items()
    }


def _process(code: str, entry: Mapping[str, Any]) -> BusinessProcess:
    return BusinessProcess(
        code,
        _text(entry),
        Text(entry["help"], entry["help_en"]),
        entry["kinds"],
        tuple(entry["words"]),
        tuple(entry.get("functions", ())),
    )


def _text(entry: Mapping[str, Any]) -> Text:
    return Text(entry["ja"], entry["en"])
