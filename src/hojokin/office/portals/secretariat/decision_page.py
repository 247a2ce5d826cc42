"""Page of a round's decision (決定のページ): the preview at a line, the proposal that waits, what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from hojokin.flow.contesting import NOT_UPHELD
from hojokin.flow.deciding import Candidate, Preview, Ranked, Sums
from hojokin.office.catalogue.codes import prefecture_labels
from hojokin.office.portals.secretariat.contest_lines import ContestLine, contest_lines
from hojokin.office.portals.secretariat.desk import number_in
from hojokin.office.queries.decisions import (
    OPEN,
    Progress,
    RoundDecision,
    progress_of,
    proposals_of,
)
from hojokin.office.queries.rounds import RoundLine, accepts, round_label, round_line
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import DecisionProposal, Filing, Round
from hojokin.office.records.models.decision import Outcome, ProposalState
from hojokin.rules.engine.facts import Text
from hojokin.rules.names import SIZES


@dataclass(frozen=True, slots=True)
class Row:
    """A ranked application with its name."""

    ranked: Ranked
    filing: Filing
    is_granted: bool
    is_first_below: bool
    contest: Sequence[ContestLine]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row of a proposal as it was written down, with the parties whom a tie would be to (決定案の1行)."""

    number: str
    place: int
    score: int
    amount_yen: int
    is_granted: bool
    reasons: Sequence[Text]
    contest: Sequence[ContestLine]
    owner: str
    partner: str


@dataclass(frozen=True, slots=True)
class Group:
    """Sums of the granted ones of a prefecture or size."""

    label: Text
    sums: Sums


@dataclass
class DecisionPage:
    """The page; ``asked_line`` and ``asked_proposal`` are the line and the past proposal that the address asks for."""

    round: Round
    actor: Actor
    at: datetime
    asked_line: str | None = None
    asked_proposal: str | None = None

    @property
    def label(self) -> Text:
        """The round in words."""
        return round_label(self.round)

    @cached_property
    def line_of(self) -> RoundLine:
        """Its applications by state."""
        return round_line(self.round, self.at)

    @property
    def still_open(self) -> bool:
        """Whether it still takes applications."""
        return accepts(self.round, self.at)

    @cached_property
    def decision(self) -> RoundDecision:
        """The candidates."""
        return RoundDecision(self.round, self.actor.person)

    @property
    def line(self) -> int | None:
        """The line of the address, else the one that the budget draws."""
        asked = line_in(self.asked_line)
        return self.decision.usual_line if asked is None else asked

    @cached_property
    def preview(self) -> Preview:
        """Who would be granted."""
        return self.decision.at_line(self.line)

    @cached_property
    def usual(self) -> Preview:
        """The same at the line that the budget draws, to compare with."""
        return self.decision.at_line(self.decision.usual_line)

    @property
    def moved_by(self) -> int:
        """How many more, or less, are granted than at the line of the budget."""
        return len(self.preview.granted) - len(self.usual.granted)

    @property
    def rows(self) -> Sequence[Row]:
        """Everybody in the order of the ranking; who is not eligible stands where the score puts it."""
        granted = {each.candidate.number for each in self.preview.granted}
        every = sorted(
            (*self.preview.granted, *self.preview.rejected),
            key=lambda each: (each.place, each.candidate.number),
        )
        below = next((each.candidate.number for each in every if self._is_below(each.candidate)), "")
        return [
            Row(
                each,
                self.decision.filings[each.candidate.number],
                each.candidate.number in granted,
                each.candidate.number == below,
                contest_lines([one.as_json() for one in each.candidate.contested]),
            )
            for each in every
        ]

    @property
    def granted_before_yen(self) -> int:
        """What earlier decisions took of the round's budget; nothing where it has none."""
        left, budget = self.preview.budget_yen, self.round.budget_yen
        return 0 if left is None or budget is None else budget - left

    @property
    def waiting(self) -> Sequence[tuple[Candidate, Filing]]:
        """Those that cannot be decided yet."""
        return [(each, self.decision.filings[each.number]) for each in self.preview.waiting]

    @property
    def by_prefecture(self) -> Sequence[Group]:
        """What is granted where."""
        labels = prefecture_labels()
        sums = self.preview.sums(lambda each: each.prefecture)
        return [Group(labels.get(code, _UNKNOWN), told) for code, told in sums.items()]

    @property
    def by_size(self) -> Sequence[Group]:
        """What is granted to whom."""
        sums = self.preview.sums(lambda each: each.size)
        return [Group(SIZES.get(code, _UNKNOWN), told) for code, told in sums.items()]

    @cached_property
    def proposals(self) -> Sequence[DecisionProposal]:
        """Every proposal, the newest first."""
        return proposals_of(self.round)

    @property
    def proposal(self) -> DecisionProposal | None:
        """The proposal that waits or is being carried out."""
        return next((each for each in self.proposals if each.state in OPEN), None)

    @property
    def is_deciding(self) -> bool:
        """Whether a proposal is being carried out."""
        return self.proposal is not None and self.proposal.state == ProposalState.DECIDING.value

    @property
    def is_own(self) -> bool:
        """Whether the reader made the proposal, and may not decide it."""
        person = self.actor.person
        return self.proposal is not None and person is not None and self.proposal.proposed_by_id == person.pk

    @cached_property
    def progress(self) -> Progress | None:
        """How far it was carried out."""
        return progress_of(self.proposal) if self.proposal else None

    @property
    def past(self) -> Sequence[DecisionProposal]:
        """What was decided or taken back before."""
        return [each for each in self.proposals if each.state not in OPEN]

    @cached_property
    def looked_back_at(self) -> DecisionProposal | None:
        """The past proposal whose rows are asked for."""
        key = number_in(self.asked_proposal)
        return next((each for each in self.past if each.pk == key), None)

    @cached_property
    def proposed(self) -> Sequence[Proposed]:
        """The rows of the proposal that waits. One query."""
        return _rows_of(self.proposal)

    @cached_property
    def looked_back_rows(self) -> Sequence[Proposed]:
        """The rows of the past proposal that is asked for. One query."""
        return _rows_of(self.looked_back_at)

    @property
    def has_unpublished(self) -> bool:
        """Whether grants were decided that are not public."""
        done = ProposalState.DONE.value
        return any(each.state == done and each.published_at is None for each in self.past)

    def _is_below(self, candidate: Candidate) -> bool:
        return self.line is None or candidate.score < self.line


def line_in(text: str | None) -> int | None:
    """A line as an address or a form names it; a score may be less than nothing."""
    text = (text or "").strip()
    number = number_in(text.removeprefix("-"))
    if number is None:
        return None
    return -number if text.startswith("-") else number


def _names(numbers: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Applicant and vendor of each application."""
    found = Filing.objects.filter(number__in=list(numbers))
    return {
        number: (owner, partner or "")
        for number, owner, partner in found.values_list("number", "owner__name", "partner__name")
    }


def _rows_of(proposal: DecisionProposal | None) -> Sequence[Proposed]:
    if proposal is None:
        return ()
    names = _names(each["number"] for each in proposal.rows)
    return [_proposed(each, *names.get(each["number"], ("", ""))) for each in proposal.rows]


def _proposed(row: Mapping[str, Any], owner: str, partner: str) -> Proposed:
    return Proposed(
        row["number"],
        row["place"],
        row["score"],
        row["amount_yen"],
        row["outcome"] == Outcome.GRANTED.value,
        [Text(each["ja"], each["en"]) for each in row["reasons"] if each["code"] != NOT_UPHELD],
        contest_lines(row.get("rulings", ())),
        owner,
        partner,
    )


_UNKNOWN = Text("不明", "Unknown")
