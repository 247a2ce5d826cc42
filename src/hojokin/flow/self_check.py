"""Self-check (自己診断): from what hurts to the processes to improve, the kinds of process, and what to search for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hojokin.flow.self_check_questions import BusinessProcess, CitedReason, Questions, questions
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.processes import process_kinds

PAINLESS = "none"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered (回答). Empty codes are questions left open; ``pains`` holds troubles only."""

    industry: str = ""
    size: str = ""
    pains: Mapping[str, str] = field(default_factory=dict)
    weaknesses: frozenset[str] = frozenset()
    effect: str = ""


@dataclass(frozen=True, slots=True)
class RankedProcess:
    """A process to improve (改善する業務), with the reasons in the order of their weight."""

    process: BusinessProcess
    score: int
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RankedKind:
    """A kind of process (プロセス P-01 to P-07), and the processes that lead to it."""

    code: str
    score: int
    processes: tuple[BusinessProcess, ...]


@dataclass(frozen=True, slots=True)
class ToolSearch:
    """What to search for one process (検索の条件): kinds and tracks are any of, the trade is one."""

    process: BusinessProcess
    kinds: Mapping[str, int]
    words: tuple[str, ...]
    industry: str
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The result (診断の結果). ``processes`` are all that anything speaks for, the strongest first."""

    answers: Answers
    processes: tuple[RankedProcess, ...]
    kinds: tuple[RankedKind, ...]
    searches: tuple[ToolSearch, ...]
    tracks: tuple[CitedReason, ...]
    notes: tuple[CitedReason, ...]

    @property
    def first(self) -> tuple[RankedProcess, ...]:
        """The few processes to begin with."""
        return self.processes[: questions().shown]

    @property
    def most_wanted(self) -> str:
        """The process to improve most, as the application asks for it (FLD-14); empty when nothing was answered."""
        return self.processes[0].process.code if self.processes else ""


def result_of(answers: Answers) -> SelfCheck:
    """What the answers lead to. Raises KeyError for a code that is no answer."""
    asked = questions()
    ranked = _ranked(answers, asked)
    first = [each.process for each in ranked[: asked.shown]]
    tracks = _tracks(first, asked)
    kinds = _kinds(ranked[: asked.shown])
    return SelfCheck(
        answers=answers,
        processes=ranked,
        kinds=kinds,
        searches=tuple(_search(each, answers, tracks) for each in first),
        tracks=tracks,
        notes=(asked.alone,) if any(each.code in _never_alone() for each in kinds) else (),
    )


def _ranked(answers: Answers, asked: Questions) -> tuple[RankedProcess, ...]:
    found = [
        RankedProcess(each, sum(weight for weight, _ in told), tuple(text for _, text in told))
        for each in asked.processes.values()
        if (told := sorted(_weighed(each.code, answers, asked), key=lambda pair: -pair[0]))
    ]
    # A size alone moves a process up; it is no reason to improve one.
    spoken_for = [each for each in found if _is_spoken_for(each.process.code, answers, asked)]
    return tuple(sorted(spoken_for, key=lambda each: -each.score))


def _is_spoken_for(code: str, answers: Answers, asked: Questions) -> bool:
    without_size = Answers(answers.industry, "", answers.pains, answers.weaknesses, answers.effect)
    return any(_weighed(code, without_size, asked))


def _weighed(code: str, answers: Answers, asked: Questions) -> Iterator[tuple[int, Text]]:
    """Every reason for a process with its weight."""
    pain = asked.pains[answers.pains.get(code, PAINLESS)]
    if pain.weight:
        yield pain.weight, _said(asked, "pain", pain.label)
    for name in (each for each in asked.weaknesses if each in answers.weaknesses):
        weakness = asked.weaknesses[name]
        if code in weakness.lifts:
            yield weakness.lifts[code], _said(asked, "weakness", weakness.label)
    for reason, chosen, among in (
        ("effect", answers.effect, asked.effects),
        ("size", answers.size, asked.sizes),
    ):
        if chosen and code in among[chosen].lifts:
            yield among[chosen].lifts[code], _said(asked, reason, among[chosen].label)


def _kinds(ranked: tuple[RankedProcess, ...]) -> tuple[RankedKind, ...]:
    scores: dict[str, int] = {}
    led: dict[str, list[BusinessProcess]] = {}
    for each in ranked:
        for kind, weight in each.process.kinds.items():
            scores[kind] = scores.get(kind, 0) + weight * each.score
            led.setdefault(kind, []).append(each.process)
    order = sorted(scores, key=lambda kind: (-scores[kind], kind))
    return tuple(RankedKind(kind, scores[kind], tuple(led[kind])) for kind in order)


def _tracks(processes: list[BusinessProcess], asked: Questions) -> tuple[CitedReason, ...]:
    """Nothing to improve needs no track; a function of the invoice frame opens that one too."""
    has_function = any(each.functions for each in processes)
    return tuple(each for each in asked.tracks if processes and (each.code == "normal" or has_function))


def _search(process: BusinessProcess, answers: Answers, tracks: tuple[CitedReason, ...]) -> ToolSearch:
    own = tuple(each.code for each in tracks if each.code == "normal" or process.functions)
    return ToolSearch(process, process.kinds, process.words, answers.industry, own)


def _never_alone() -> frozenset[str]:
    return frozenset(each.code for each in process_kinds() if not each.stands_alone)


def _said(asked: Questions, reason: str, said: Text) -> Text:
    shape = asked.reasons[reason]
    return Text(shape.ja.format(said=said.ja), shape.en.format(said=said.en))
