"""Estimate of an application (申請の見積り): what its form would bring now, or what is still missing for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hojokin.flow.applications import KINDS
from hojokin.flow.checks.answers import asked_only
from hojokin.flow.checks.application.findings import (
    MISSING,
    NO_FIELD,
    UNTOLD_TOPICS,
    field_of,
    shown_at,
    topic_of,
)
from hojokin.flow.form import Form, Values
from hojokin.flow.question_parts import Spot
from hojokin.flow.questions import Asked, asked_of
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.kept_answers import kept_by_inputs
from hojokin.office.queries.kinds import kind_of
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.estimate import Estimate, Finding, Line, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.what_if import Change

CODES = frozenset(each.code for each in KINDS)
MONEY = ("yen", "rate")
AMOUNT = "grant_amount"
NO_COSTS = Text("ITツールと金額がまだ入力されていません。", "No tools and prices have been entered yet.")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something without which there is no amount (足りないもの), and the field that answers it."""

    message: Text
    field: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A refusal or a caution (判定) with the field that it stems from."""

    finding: Finding
    field: str
    row: int | None = None


@dataclass(frozen=True)
class ApplicationEstimate:
    """What the rules answer to a form as it stands (見積り). Without ``made`` the ``gaps`` say why."""

    form: Form
    values: Values
    asked: Asked
    made: Estimate | None
    gaps: Sequence[Gap] = ()

    @property
    def is_eligible(self) -> bool:
        """Whether an amount comes out."""
        return self.made is not None and self.made.eligible

    @property
    def refusals(self) -> Sequence[Remark]:
        """Every reason why not."""
        return self._remarks(self.made.refusals) if self.made else ()

    @property
    def cautions(self) -> Sequence[Remark]:
        """What an office will look at."""
        return self._remarks(self.made.cautions) if self.made else ()

    @cached_property
    def calculation(self) -> Sequence[Line]:
        """The lines of yen and rates that lead to the amount."""
        lines = self.made.lines if self.made else ()
        names = [each.step.rule.name for each in lines]
        end = names.index(AMOUNT) + 1 if AMOUNT in names else len(names)
        return [each for each in lines[:end] if each.step.rule.unit in MONEY]

    @cached_property
    def changes(self) -> Sequence[Change]:
        """What would raise the amount within the track."""
        if self.made is None:
            return ()
        return [each for each in self.made.what_if if each.question.track == self.made.question.track]

    @property
    def is_contested(self) -> bool:
        """Whether the applicant contests the automatic result."""
        return self.values.get("contest") is True

    def _remarks(self, findings: Sequence[Finding]) -> Sequence[Remark]:
        made = self.made
        return [
            Remark(each, *self._place(made, each))
            for each in findings
            if made and each.clause and topic_of(made, each.rule) not in UNTOLD_TOPICS
        ]

    def _place(self, made: Estimate, finding: Finding) -> tuple[str, int | None]:
        spots = [spot for place in finding.places if (spot := self.asked.spot(place)) is not None]
        field = spots[0].field if spots else field_of(made, finding.rule, topic_of(made, finding.rule))
        shown = shown_at(field, self.values)
        return "" if shown == NO_FIELD else shown, spots[0].row if spots else None


def application_estimate(view: FilingView) -> ApplicationEstimate | None:
    """The estimate of an application; None for any other kind of filing. No query of its own."""
    if view.filing.kind not in CODES:
        return None
    filing = view.filing
    return _kept(filing.kind, filing.edition, filing.track, view.values, view.circumstances.today)


@kept_by_inputs
def _kept(kind: str, edition: str, track: str, said: Values, on: date) -> ApplicationEstimate:
    return estimate_of(kind_of(kind).form(edition, track), said, edition, track, on)


def estimate_of(form: Form, said: Values, edition: str, track: str, on: date) -> ApplicationEstimate:
    """The same for what a form says on a day; an answer that is no longer asked for does not count."""
    values = asked_only(form, said)
    asked = asked_of(values, {}, edition, track, on)
    try:
        made = estimate(asked.question)
    except InvalidQuestion as invalid:
        gaps = [_gap(asked, values, each) for each in invalid.problems]
        return ApplicationEstimate(form, values, asked, None, _once([*gaps, *_no_costs(asked, values)]))
    gaps = _no_costs(asked, values)
    return ApplicationEstimate(form, values, asked, None if gaps else made, gaps)


def _gap(asked: Asked, values: Values, problem: Problem) -> Gap:
    return Gap(problem.message, _field(asked, values, problem.place), is_missing=problem.code == MISSING)


def _no_costs(asked: Asked, values: Values) -> list[Gap]:
    """An application without a single price would be refused for its amount; it is only not filled in yet."""
    told = asked.question
    members = [each for each in told.get("members", ()) if each.get("costs")]
    if told.get("costs") or told.get("accounts") or members:
        return []
    return [Gap(NO_COSTS, "tools" if "tools" in values else "class_a", is_missing=True)]


def _once(gaps: Sequence[Gap]) -> Sequence[Gap]:
    """Each field that is missing once, and each other message once."""
    return list(
        {each.field if each.is_missing and each.field else each.message: each for each in gaps}.values()
    )


def _field(asked: Asked, values: Values, place: str) -> str:
    spot = asked.spot(place) or Spot(NO_FIELD)
    found = shown_at(spot.field, values)
    return "" if found == NO_FIELD else found
