"""Deciding a round (交付決定): ranking, the line, the budget, and what would change if the line moved.

No application comes first by its hour (SCH.C-05): those of equal score stand or fall together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from hojokin.flow.assessing import Reason
from hojokin.flow.contesting import Contested, reasons_with_rulings
from hojokin.flow.deciding_settings import numbers
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application as the decision sees it (候補). ``lacks``: why it cannot be decided yet.

    ``is_eligible``: by the rules, or because every contest of a refusal was upheld; ``refusals`` are those that stand.
    """

    number: str
    score: int
    amount_yen: int
    prefecture: str = ""
    size: str = ""
    is_eligible: bool = True
    refusals: tuple[Reason, ...] = ()
    contested: tuple[Contested, ...] = ()
    lacks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its place; equal scores share one (順位)."""

    place: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Sums:
    """Applications and yen of a group (集計)."""

    count: int
    amount_yen: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would be granted at a line (決定の見込み). ``line`` is the lowest score that is granted; None grants nobody."""

    line: int | None
    granted: tuple[Ranked, ...]
    rejected: tuple[Ranked, ...]
    waiting: tuple[Candidate, ...]
    budget_yen: int | None

    @property
    def amount_yen(self) -> int:
        """What it costs."""
        return sum(each.candidate.amount_yen for each in self.granted)

    @property
    def left_yen(self) -> int | None:
        """What remains of the budget, less than nothing when it is overspent; None without a budget."""
        return None if self.budget_yen is None else self.budget_yen - self.amount_yen

    @property
    def is_within_budget(self) -> bool:
        """Whether the money suffices."""
        return self.left_yen is None or self.left_yen >= 0

    def sums(self, of: Callable[[Candidate], str]) -> Mapping[str, Sums]:
        """What is granted by prefecture, size or anything else, in the order of the codes."""
        found: dict[str, list[int]] = {}
        for each in self.granted:
            found.setdefault(of(each.candidate), []).append(each.candidate.amount_yen)
        return {code: Sums(len(amounts), sum(amounts)) for code, amounts in sorted(found.items())}


def total_score(sheets: Sequence[int], bonus: int, reductions: int) -> int:
    """Points of an application: the sheets together, and for each reviewer the computed bonus and reductions."""
    worth, reviewers = numbers("merits"), numbers("scoring").reviewers
    return sum(sheets) + reviewers * (bonus * worth.bonus - reductions * worth.reduction)


def ranked(candidates: Iterable[Candidate]) -> list[Ranked]:
    """The candidates with the highest score first; equal scores share a place, and their numbers put them in order."""
    ordered = sorted(candidates, key=lambda each: (-each.score, each.number))
    made: list[Ranked] = []
    for each in ordered:
        tied = bool(made) and made[-1].candidate.score == each.score
        made.append(Ranked(made[-1].place if tied else len(made) + 1, each))
    return made


def line_within(candidates: Iterable[Candidate], budget_yen: int | None) -> int | None:
    """The lowest score down to which the budget suffices for everybody; None when not even the best fit."""
    line, spent = None, 0
    for score, tied in groupby(ranked(_standing(candidates)), key=lambda each: each.candidate.score):
        spent += sum(each.candidate.amount_yen for each in tied)
        if budget_yen is not None and spent > budget_yen:
            break
        line = score
    return line


def preview(candidates: Iterable[Candidate], budget_yen: int | None, line: int | None) -> Preview:
    """Who is granted at a line. Whoever is not eligible, or asks for nothing, is rejected wherever the line stands."""
    every = list(candidates)
    decided = ranked(each for each in every if not each.lacks)
    return Preview(
        line=line,
        granted=tuple(each for each in decided if _is_granted(each.candidate, line)),
        rejected=tuple(each for each in decided if not _is_granted(each.candidate, line)),
        waiting=tuple(sorted((each for each in every if each.lacks), key=lambda each: each.number)),
        budget_yen=budget_yen,
    )


def reasons_against(candidate: Candidate, line: int | None) -> tuple[Reason, ...]:
    """Why an application is not granted: every condition that it fails, and the line that it does not reach."""
    reasons = list(reasons_with_rulings(candidate.refusals, candidate.contested))
    if candidate.is_eligible and candidate.amount_yen <= 0:
        reasons.append(Reason("nothing_to_grant", _NOTHING, ""))
    if line is None or candidate.score < line:
        reasons.append(Reason("below_the_line", _below(candidate.score, line), ""))
    return tuple(reasons)


def _standing(candidates: Iterable[Candidate]) -> list[Candidate]:
    return [each for each in candidates if not each.lacks and each.is_eligible and each.amount_yen > 0]


def _is_granted(each: Candidate, line: int | None) -> bool:
    return each.is_eligible and each.amount_yen > 0 and line is not None and each.score >= line


def _below(score: int, line: int | None) -> Text:
    if line is None:
        return Text(
            "この締切回では、予算の範囲で交付できる申請がありませんでした。",
            "The budget of the round sufficed for nobody.",
        )
    return Text(
        f"審査の点は{score}点で、交付を決定する{line}点に達しませんでした。",
        f"The score is {score}; {line} was needed for a grant.",
    )


_NOTHING = Text("交付できる補助額が0円です。", "The subsidy comes to 0 yen.")
