"""Page of a return (返還の案件の表示): what was reported, what the rules ask back, and what stands of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from hojokin.flow.returning import (
    BOOK,
    LAST_YEAR,
    SAID_BY_OFFICE,
    WAGE_DUTY,
    ReturnCase,
    WorkedOut,
    causes_of,
    facts_of,
)
from hojokin.flow.stopped_tools import Proposal
from hojokin.flow.tables.grant import TABLE
from hojokin.office.actions.assess_return import Stated, assessed
from hojokin.office.actions.errors import Unmet
from hojokin.office.queries.repayments import Owed, Part, owed, parts_on, receipts_of, standing_orders
from hojokin.office.queries.return_case import Assessments, Premises, assessments_of, judged, premises_of
from hojokin.office.queries.stopped_tools import ToolUse, proposal_for, tool_uses
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Grant, ReturnAssessment, ReturnOrder, ReturnReceipt, Tie
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text

CHOICES = {"yes": True, "no": False}
LONGEST_YEN = 12
REGIONAL = tuple(f"regional-{year}" for year in range(1, LAST_YEAR + 1))
ENDED = {
    "withdrawn_after_payment": "withdrawal",
    "cancelled_after_payment": "conditions_not_met",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that the office says itself, with what follows from the papers."""

    name: str
    label: Text
    help: Text | None
    stands: bool
    chosen: str


@dataclass(frozen=True)
class ReturnPage:
    """One case as the desk shows it."""

    grant: Grant
    actor: Actor
    at: datetime
    today: date
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def stated(self) -> Stated:
        """What was typed, over what was kept."""
        if self.texts:
            return stated_in(self.texts)
        owed = self.proposal if self.proposal is not None and self.proposal.amount else None
        return _kept(owed or self.assessment, self.grant.filing.state)

    @cached_property
    def assessments(self) -> Assessments:
        """What was worked out last, by a person and by the system."""
        return assessments_of(self.grant)

    @property
    def assessment(self) -> ReturnAssessment | None:
        """What a person worked out last."""
        return self.assessments.kept

    @property
    def proposal(self) -> ReturnAssessment | None:
        """What the system proposes, as long as nobody has worked it out."""
        return self.assessments.proposed

    @cached_property
    def proposed(self) -> Proposal | None:
        """The proposal for a stopped tool in words, as the rules give it today."""
        if self.proposal is None or self.proposal.cause == WAGE_DUTY:
            return None
        return proposal_for(self.grant, self.uses, judged(self.grant, self.premises), self.today)

    @cached_property
    def uses(self) -> Sequence[ToolUse]:
        """What was reported of the tools, with the grantee's answers."""
        return tool_uses(self.grant)

    @cached_property
    def order(self) -> ReturnOrder | None:
        """The order that stands."""
        return standing_orders().select_related("ordered_by").filter(grant=self.grant).first()

    @cached_property
    def due(self) -> Owed | None:
        """What is owed today."""
        return owed(self.order, self.today) if self.order else None

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The instalments as they stand today."""
        return parts_on(self.order, self.today) if self.order else ()

    @cached_property
    def receipts(self) -> Sequence[ReturnReceipt]:
        """What came in."""
        return receipts_of(self.order) if self.order else ()

    @cached_property
    def premises(self) -> Premises:
        """What a return is judged by."""
        return premises_of(self.grant)

    @cached_property
    def case(self) -> ReturnCase:
        """The reports as they are judged."""
        return judged(self.grant, self.premises, self.stated.regional)

    @cached_property
    def made(self) -> WorkedOut | None:
        """What the rules ask back; None where nothing can be asked."""
        try:
            return assessed(self.grant, self.stated, self.case)
        except Unmet:
            return None

    @cached_property
    def tie(self) -> Tie | None:
        """What the reader declared."""
        return Tie.objects.filter(filing=self.grant.filing_id, person=self.actor.person).first()

    @property
    def is_free(self) -> bool:
        """Whether the reader has declared to have no tie."""
        return self.tie is not None and not self.tie.has_tie

    @property
    def may_order(self) -> bool:
        """Whether a return can be ordered in this state."""
        state = self.grant.filing.state
        return any(each.action == "order_return" and state in each.start for each in TABLE.transitions)

    @property
    def causes(self) -> Sequence[tuple[str, Text]]:
        """Why money may go back, to choose from."""
        return list(causes_of(self.case).items())

    @property
    def questions(self) -> Sequence[Question]:
        """What the office may say itself, with what follows from the papers."""
        inputs = rulebook(BOOK, self.case.edition).inputs
        derived = facts_of(self.case, {})
        return [
            Question(
                name,
                inputs[name].label,
                inputs[name].help,
                bool(derived.get(name, False)),
                _chosen(self.stated.facts.get(name)),
            )
            for name in SAID_BY_OFFICE
        ]

    @property
    def unknown_years(self) -> Sequence[tuple[int, str]]:
        """Plan years whose regional minimum wage is in no table yet, with what was typed for them."""
        typed = self.stated.regional
        return [
            (each.plan_year, str(typed.get(each.plan_year, "")))
            for each in self.case.years
            if each.regional_minimum is None or each.plan_year in typed
        ]

    @property
    def is_own(self) -> bool:
        """Whether the reader worked it out, and so may not order it."""
        person = self.actor.person
        return (
            self.assessment is not None and person is not None and self.assessment.assessed_by_id == person.pk
        )


def stated_in(texts: Mapping[str, str]) -> Stated:
    """What was typed into the form of the assessment; what cannot be read counts as left out."""
    facts = {
        name: CHOICES[texts[f"fact-{name}"]]
        for name in SAID_BY_OFFICE
        if texts.get(f"fact-{name}") in CHOICES
    }
    regional = {
        int(name.removeprefix("regional-")): amount
        for name, text in texts.items()
        if name in REGIONAL and (amount := yen_in(text)) is not None
    }
    return Stated(texts.get("cause", WAGE_DUTY), facts, regional, texts.get("note", ""))


def yen_in(text: str) -> int | None:
    """A number of yen that was typed, with or without commas; None where it is none."""
    plain = text.replace(",", "").strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) <= LONGEST_YEN else None


def _kept(assessment: ReturnAssessment | None, state: str) -> Stated:
    if assessment is None:
        return Stated(ENDED.get(state, WAGE_DUTY))
    regional = {int(year): amount for year, amount in assessment.stated["regional"].items()}
    return Stated(assessment.cause, assessment.stated["facts"], regional, assessment.note)


def _chosen(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
