"""Decisions (交付決定の照会): the candidates of a round, how far a decision got, and whether one can be computed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import cast

from django.db.models import Sum
from django.db.models.functions import Coalesce

from hojokin.flow.applications import APPLICATIONS, public_entry
from hojokin.flow.assessing import assess, differences
from hojokin.flow.contesting import Ruling, contests, unruled
from hojokin.flow.deciding import Candidate, Preview, line_within, preview, total_score
from hojokin.flow.deciding_settings import numbers
from hojokin.flow.form import Values
from hojokin.office.queries.contests import rulings_of
from hojokin.office.queries.rounds import WAITING
from hojokin.office.queries.scoring import judge, last_versions, sheet_totals
from hojokin.office.records.models import (
    DecisionProposal,
    Filing,
    FilingVersion,
    GrantDecision,
    Person,
    Round,
    Tie,
)
from hojokin.office.records.models.decision import Outcome, ProposalState
from hojokin.rules.engine.facts import Text

OPEN = (ProposalState.PROPOSED.value, ProposalState.DECIDING.value)


@dataclass
class RoundDecision:
    """What may be decided in a round now (締切回の決定). Seven queries, however many applications wait."""

    round: Round
    person: Person | None

    @cached_property
    def filings(self) -> Mapping[str, Filing]:
        """The applications that wait for the decision, by number."""
        waiting = Filing.objects.filter(kind__in=APPLICATIONS, round_code=self.round.code, state=WAITING)
        return {each.number: each for each in waiting.select_related("owner", "partner").order_by("number")}

    @cached_property
    def candidates(self) -> Sequence[Candidate]:
        """The same as the ranking takes them."""
        filings = list(self.filings.values())
        sheets, versions = sheet_totals(filings), last_versions(filings)
        tied = set(
            Tie.objects.filter(filing__in=filings, person=self.person, has_tie=True).values_list(
                "filing", flat=True
            )
        )
        contested = [each for each in filings if each.pk in versions and contests(_values(versions[each.pk]))]
        rulings = rulings_of(contested)
        found = []
        for each in filings:
            made = candidate_of(
                each, self.round, sheets.get(each.pk, ()), versions.get(each.pk), rulings.get(each.pk, ())
            )
            found.append(_waits_for_another(made) if each.pk in tied else made)
        return found

    @cached_property
    def budget_yen(self) -> int | None:
        """What is left of the round's budget after what was granted before; None without a limit."""
        budget = self.round.budget_yen
        return None if budget is None else budget - granted_yen(self.round)

    @cached_property
    def usual_line(self) -> int | None:
        """The line down to which the budget suffices."""
        return line_within(self.candidates, self.budget_yen)

    def at_line(self, line: int | None) -> Preview:
        """Who would be granted."""
        return preview(self.candidates, self.budget_yen, line)


def candidate_of(
    filing: Filing,
    round_: Round,
    sheets: Sequence[int],
    handed_in: tuple[FilingVersion, datetime] | None,
    rulings: Sequence[Ruling] = (),
) -> Candidate:
    """One application with its score and yen, and why it cannot be decided yet."""
    missing = numbers("scoring").reviewers - len(sheets)
    lacks = [] if missing <= 0 else [_sheets_missing(missing)]
    if handed_in is None:
        return Candidate(filing.number, 0, 0, lacks=(*lacks, _NOT_HANDED_IN))
    values = _values(handed_in)
    judged = judge(filing, values, handed_in[1], round_.number, rulings)
    return Candidate(
        number=filing.number,
        score=total_score(sheets, len(judged.bonus), len(judged.reductions)),
        amount_yen=judged.assessed.amount_yen,
        prefecture=public_entry(values).prefecture,
        size=judged.assessed.size,
        is_eligible=judged.assessed.is_eligible,
        refusals=judged.assessed.refusals,
        contested=judged.contested,
        lacks=(*lacks, *judged.assessed.problems, *unruled(judged.contested)),
    )


def granted_yen(round_: Round) -> int:
    """What was granted in a round so far."""
    granted = GrantDecision.objects.filter(proposal__round=round_, outcome=Outcome.GRANTED.value)
    return granted.aggregate(sum=Sum("amount_yen"))["sum"] or 0


def open_proposal(round_: Round) -> DecisionProposal | None:
    """The proposal of a round that waits or is being carried out."""
    found = DecisionProposal.objects.filter(round=round_, state__in=OPEN)
    return found.select_related("proposed_by", "decided_by").first()


def proposals_of(round_: Round) -> Sequence[DecisionProposal]:
    """Every proposal of a round, the newest first, each with how many of its notices are printed."""
    made = Coalesce(Sum("print_run__parts__count"), 0)
    found = DecisionProposal.objects.filter(round=round_).annotate(notices_made=made)
    return list(
        found.select_related("proposed_by", "decided_by", "print_run").order_by("-proposed_at", "-pk")
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a proposal was carried out (進み具合)."""

    done: int
    left: int
    total: int

    @property
    def open(self) -> int:
        """How many are still to come."""
        return self.total - self.done - self.left


def progress_of(proposal: DecisionProposal) -> Progress:
    """Counted from the decisions themselves. One query."""
    return Progress(proposal.decisions.count(), len(proposal.left), len(proposal.rows))


@dataclass(frozen=True, slots=True)
class Replay:
    """A decision computed again (再計算): the amount now, and the rules whose value is another."""

    amount_yen: int
    is_same_amount: bool
    changed_rules: Sequence[str]

    @property
    def is_equal(self) -> bool:
        """Whether everything comes out as it was decided."""
        return self.is_same_amount and not self.changed_rules


def replay(decision: GrantDecision) -> Replay:
    """Compute a decision again from the facts and rulings it kept. A rejected one is compared by its rules, its amount being 0."""
    upheld = [each["rule"] for each in decision.upheld]
    amount = assess(decision.question, upheld).amount_yen
    is_same = amount == decision.amount_yen if decision.outcome == Outcome.GRANTED.value else True
    return Replay(amount, is_same, differences(decision.explanation, decision.question))


def _values(handed_in: tuple[FilingVersion, datetime]) -> Values:
    return cast("Values", handed_in[0].values)


def _waits_for_another(candidate: Candidate) -> Candidate:
    return replace(candidate, lacks=(*candidate.lacks, _TIED))


def _sheets_missing(missing: int) -> Text:
    return Text(
        f"採点があと{missing}人分足りません。審査に戻して採点してもらってください。",
        f"Score sheets still missing: {missing}. Send it back to the review.",
    )


_NOT_HANDED_IN = Text("提出版がありません。", "There is no version that was handed in.")
_TIED = Text(
    "あなたは利害関係を申告しています。ほかの決裁者が提案してください。",
    "You declared a tie: another approver has to propose it.",
)
