"""Outcomes (結果) of every track, put into words for the page: amounts, reasons, and the calculation line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hojokin.office.portals.public.choices import category_name, size_name, track_name
from hojokin.rules import Estimate
from hojokin.rules.engine.exact import Rate
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Standing, Step
from hojokin.rules.estimate import Finding, Line
from hojokin.rules.explanation import said
from hojokin.rules.question import TrackCode

MONEY = ("yen", "rate")
AMOUNT = "grant_amount"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the clause it comes from, and a mark when that is not confirmed."""

    message: str
    clause: str
    mark: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One line of the calculation."""

    label: str
    value: str
    used: str
    clause: str
    mark: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part of the subsidy."""

    name: str
    eligible_cost: int
    rates: str
    cap: int
    amount: int


@dataclass(frozen=True)
class Outcome:
    """What one track answers; without an estimate it was not asked, and ``why`` says what is missing."""

    track: str
    estimate: Estimate | None
    is_best: bool = False

    @property
    def name(self) -> str:
        """Name of the track."""
        return track_name(self.track)

    @property
    def why(self) -> str:
        """Why there is no amount: the first refusal, or what was not entered."""
        if self.estimate is None:
            return _missing(self.track)
        return _in_words(self.estimate.refusals[0].message) if self.estimate.refusals else ""

    @property
    def more_refusals(self) -> int:
        """Refusals beside the first."""
        return len(self.estimate.refusals) - 1 if self.estimate and self.estimate.refusals else 0

    @property
    def rates(self) -> str:
        """The rates of all parts."""
        parts = self.estimate.parts if self.estimate else ()
        used = [rate for part in parts if part.eligible_cost for rate in part.rates]
        return _joined(used)

    @property
    def size(self) -> str:
        """The size that was stated or derived."""
        return size_name(self.estimate.size) if self.estimate else ""

    @property
    def parts(self) -> list[ShownPart]:
        """The parts that the quote has costs for."""
        parts = self.estimate.parts if self.estimate else ()
        return [
            ShownPart(
                _in_words(part.part.label), part.eligible_cost, _joined(part.rates), part.cap, part.amount
            )
            for part in parts
            if part.eligible_cost
        ]

    @property
    def refusals(self) -> list[Told]:
        """Every reason why not."""
        return _told(self.estimate.refusals if self.estimate else ())

    @property
    def cautions(self) -> list[Told]:
        """What an office will look at."""
        return _told(self.estimate.cautions if self.estimate else ())

    @property
    def obligations(self) -> list[Told]:
        """What the applicant takes on."""
        return _told(self.estimate.obligations if self.estimate else ())

    @property
    def unchecked(self) -> list[Told]:
        """Conditions that nobody gave the facts for."""
        return _told(self.estimate.unchecked if self.estimate else ())

    @property
    def changes(self) -> list[tuple[str, int, int]]:
        """What would raise the amount inside this track: label, amount, gain."""
        changes = self.estimate.what_if if self.estimate else ()
        return [
            (_in_words(change.label), change.amount, change.gain)
            for change in changes
            if change.question.track == self.track
        ]

    @property
    def calculation(self) -> list[ShownStep]:
        """The lines of yen and rates that lead to the amount."""
        return [shown for shown, leads_to_amount in self._steps() if leads_to_amount]

    @property
    def conditions(self) -> list[ShownStep]:
        """All other lines: conditions, counts, and what follows from the amount."""
        return [shown for shown, leads_to_amount in self._steps() if not leads_to_amount]

    def _steps(self) -> Iterator[tuple[ShownStep, bool]]:
        if (made := self.estimate) is None:
            return
        is_before_amount = True
        for line in made.lines:
            yield _shown(line, made), is_before_amount and line.step.rule.unit in MONEY
            is_before_amount = is_before_amount and line.step.rule.name != AMOUNT


def outcomes(estimates: Sequence[Estimate]) -> list[Outcome]:
    """Every track: those that were answered, the highest amount first, then those that lack an answer."""
    most = max((each.amount_yen for each in estimates), default=0)
    ranked = sorted(estimates, key=lambda each: -each.amount_yen)
    answered = [Outcome(each.track.code, each, is_best=0 < most == each.amount_yen) for each in ranked]
    absent = [code.value for code in TrackCode if code.value not in {each.track for each in answered}]
    return answered + [Outcome(code, None) for code in absent]


def mark_of(standing: Standing) -> str:
    """The mark of a fact that no text of this year confirms; confirmed ones have none."""
    if standing is Standing.STAND_IN:
        return _("前年度の資料による")
    return _("未確認") if standing is Standing.UNCONFIRMED else ""


def _missing(track: str) -> str:
    if track == TrackCode.ELECTRONIC_TRANSACTION:
        return _("発注する側の会社のための枠です。取引先アカウントの数を入れると計算します。")
    return _("グループで申請する枠です。構成員ごとの見積りが要るため、API かコマンドで計算できます。")


def _shown(line: Line, made: Estimate) -> ShownStep:
    rule, value = line.step.rule, line.step.value
    return ShownStep(
        label=_in_words(rule.label) + (f"（{row}）" if (row := _row(made, line.place)) else ""),
        value=said(value, rule.unit, _language()),
        used="、".join(_used(made, line.step)) if _language() == "ja" else ", ".join(_used(made, line.step)),
        clause=rule.clause,
        mark=mark_of(rule.standing),
        holds=value if isinstance(value, bool) else None,
    )


def _used(made: Estimate, step: Step) -> Iterator[str]:
    """What a step used; facts that nobody entered are passed over."""
    for name, value in step.used.items():
        if name in made.book.rules:
            rule = made.book.rules[name]
            yield _named(rule.label, said(value, rule.unit, _language()))
        elif name in made.book.inputs and value != made.book.inputs[name].default:
            declared = made.book.inputs[name]
            yield _named(declared.label, said(value, declared.kind, _language()))


def _named(label: Text, value: str) -> str:
    return f"{_in_words(label)}{_('：')}{value}"


def _row(made: Estimate, place: str) -> str:
    """The quote line that a place such as ``/costs/0`` speaks of."""
    steps = place.split("/")
    if steps[:2] != ["", "costs"] or not steps[2].isdecimal():
        return ""
    cost = made.question.costs[int(steps[2])]
    return cost.name or category_name(cost.category.value)


def _told(findings: Sequence[Finding]) -> list[Told]:
    return [_finding(_in_words(each.message), each) for each in findings]


def _finding(message: str, each: Finding) -> Told:
    """Most messages name their clause themselves; it is not said twice."""
    return Told(message, "" if each.clause in message else each.clause, mark_of(each.standing))


def _joined(rates: Sequence[Rate]) -> str:
    return _("・").join(dict.fromkeys(str(rate) for rate in rates))


def _in_words(text: Text) -> str:
    return text.in_language(_language())


def _language() -> str:
    return "en" if (get_language() or "ja").startswith("en") else "ja"
