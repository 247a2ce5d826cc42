"""What if: the nearest changes to a question that would raise the amount, each with the amount it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hojokin.rules import reference
from hojokin.rules.editions import TRACKS
from hojokin.rules.engine.facts import YEN_BOUND, Text
from hojokin.rules.names import FUNCTIONS
from hojokin.rules.names import TRACKS as TRACK_NAMES
from hojokin.rules.question import Cost, CostCategory, InvoiceFunction, Question, TrackCode

if TYPE_CHECKING:
    from hojokin.rules.estimate import Estimate, Finding

type Ask = Callable[[Question], Estimate | None]

REACHES_FLOOR = "reaches_floor"


@dataclass(frozen=True, slots=True)
class Change:
    """A changed question that brings more, and what it makes the applicant promise; yen are whole."""

    code: str
    label: Text
    question: Question
    amount: int
    gain: int
    new_obligations: tuple[Finding, ...]


def nearest_changes(made: Estimate, ask: Ask) -> list[Change]:
    """The changes that raise an amount, the largest gain first; ``ask`` answers a question, or None."""
    found: dict[str, Change] = {}
    for code, label, changed in _candidates(made, ask):
        if code in found or (reached := ask(changed)) is None:
            continue
        gain = reached.amount_yen - made.amount_yen
        if gain > 0:
            promised = _new_obligations(made, reached)
            found[code] = Change(code, label, changed, reached.amount_yen, gain, promised)
    return sorted(found.values(), key=lambda change: -change.gain)


def _new_obligations(made: Estimate, reached: Estimate) -> tuple[Finding, ...]:
    """What is promised anew: a further obligation, or within the track one that has become another."""
    held = {each.rule for each in made.obligations}
    said = {each.message for each in made.obligations}
    same_track = reached.question.track == made.question.track
    return tuple(
        each
        for each in reached.obligations
        if each.rule not in held or (same_track and each.message not in said)
    )


def _candidates(made: Estimate, ask: Ask) -> Iterator[tuple[str, Text, Question]]:
    question = made.question
    if question.requested_yen is not None:
        everything = Text("申請額を規程上の最大額にする", "Apply for the most that the rules allow")
        yield "ask_for_all", everything, question.model_copy(update={"requested_yen": None})
    yield from _more_processes(question)
    yield from _more_functions(question)
    yield from _more_low_wage_months(question)
    if any(each.rule == REACHES_FLOOR for each in made.refusals):
        yield from _more_cost(question, ask)
    yield from _other_tracks(question)


def _more_processes(question: Question) -> Iterator[tuple[str, Text, Question]]:
    """Processes added to the first software, one kind after the other, until the amount rises."""
    place = _first(question.costs, CostCategory.SOFTWARE)
    if place is None or question.track != TrackCode.NORMAL:
        return
    held = {code.partition(":")[0] for cost in question.costs for code in cost.processes}
    missing = [kind.code for kind in reference.process_kinds() if kind.code not in held]
    for number in range(1, len(missing) + 1):
        added = tuple(missing[:number])
        names = "、".join(added), ", ".join(added)
        label = Text(
            f"プロセスを{number}種類増やす（例: {names[0]}）",
            f"Add {number} kind{'s' if number > 1 else ''} of process (such as {names[1]})",
        )
        software = question.costs[place]
        changed = software.model_copy(update={"processes": software.processes + added})
        yield "more_processes", label, _with_cost(question, place, changed)


def _more_functions(question: Question) -> Iterator[tuple[str, Text, Question]]:
    place = _first(question.costs, CostCategory.SOFTWARE)
    if place is None or question.track != TrackCode.INVOICE:
        return
    software = question.costs[place]
    held = software.functions or ()
    for missing in InvoiceFunction:
        if missing not in held:
            name = FUNCTIONS[missing]
            label = Text(
                f"{name.ja}の機能も持つソフトウェアにする", f"Choose software that has {name.en} too"
            )
            changed = software.model_copy(update={"functions": (*held, missing)})
            yield "more_functions", label, _with_cost(question, place, changed)


def _more_low_wage_months(question: Question) -> Iterator[tuple[str, Text, Question]]:
    if question.track != TrackCode.NORMAL:
        return
    held = question.applicant.low_wage_months or 0
    for months in range(held + 1, 13):
        label = Text(
            f"最低賃金近傍の月が{months}か月あることを賃金状況報告シートで示す",
            f"Show {months} months near the minimum wage with the wage report sheet",
        )
        applicant = question.applicant.model_copy(update={"low_wage_months": months})
        yield "more_low_wage_months", label, question.model_copy(update={"applicant": applicant})


def _more_cost(question: Question, ask: Ask) -> Iterator[tuple[str, Text, Question]]:
    """The least that the first line would have to cost more to reach the floor, found by halving."""
    if not question.costs:
        return
    line = question.costs[0]

    def dearer(yen: int) -> Question:
        return _with_cost(question, 0, line.model_copy(update={"amount_yen": line.amount_yen + yen}))

    def brings(question: Question) -> bool:
        answered = ask(question)
        return answered is not None and answered.amount_yen > 0

    room = YEN_BOUND - sum(cost.amount_yen for cost in question.costs)
    if room < 1 or not brings(dearer(room)):
        return
    too_little, enough = 0, room
    while enough - too_little > 1:
        middle = (too_little + enough) // 2
        too_little, enough = (too_little, middle) if brings(dearer(middle)) else (middle, enough)
    label = Text(f"対象経費を{enough:,}円増やす", f"Raise the eligible cost by {enough:,} yen")
    yield "more_cost", label, dearer(enough)


def _other_tracks(question: Question) -> Iterator[tuple[str, Text, Question]]:
    for track in comparable_tracks(question):
        if track != question.track:
            name = track_name(track)
            label = Text(f"{name.ja}で申請する", f"Apply in the {name.en}")
            yield f"track_{track}", label, question.model_copy(update={"track": track})


def comparable_tracks(question: Question) -> Iterable[TrackCode]:
    """The tracks that the question holds enough for."""
    for track in (each for each in TrackCode if each in TRACKS):
        if track is TrackCode.ELECTRONIC_TRANSACTION and question.accounts is None:
            continue
        if (track is TrackCode.CONSORTIUM) != (question.members is not None):
            continue
        yield track


def track_name(track: TrackCode) -> Text:
    """The track's name in both languages."""
    return TRACK_NAMES[track]


def _first(costs: tuple[Cost, ...], category: CostCategory) -> int | None:
    return next((place for place, cost in enumerate(costs) if cost.category is category), None)


def _with_cost(question: Question, place: int, cost: Cost) -> Question:
    costs = (*question.costs[:place], cost, *question.costs[place + 1 :])
    return question.model_copy(update={"costs": costs})
