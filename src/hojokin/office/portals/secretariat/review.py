"""Review (審査のページ): one filing with everything that its decision rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.http import Http404, HttpRequest
from django.urls import reverse

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.form import FormField, FormProblem, Severity
from hojokin.flow.roles import Role
from hojokin.flow.scoring import unfinished
from hojokin.flow.table import Need, Transition
from hojokin.office import clock
from hojokin.office.actions.rule_contest import RULED_IN
from hojokin.office.portals.cases.round_steps import is_of_the_round
from hojokin.office.portals.secretariat.contest_lines import (
    ContestLine,
    RulingForm,
    contest_lines,
    contested_of,
)
from hojokin.office.portals.secretariat.decided import Decided, decided
from hojokin.office.portals.secretariat.desk import DECIDING, READERS, actor_of
from hojokin.office.portals.secretariat.history import Happened, history_of
from hojokin.office.portals.secretariat.review_fields import Part, Shown, Writing, shown_field
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.latest_record import LatestRecord, latest_record
from hojokin.office.queries.office_people import AtDesk, at_desk
from hojokin.office.queries.review_case import Declared, Earlier, ReviewCase, review_case
from hojokin.office.queries.same_hand import Sign, signs_of
from hojokin.office.queries.worklists import Line, line
from hojokin.office.records.models import Filing, Finding, Person
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is offered, and whether the declaration of ties stands before it."""

    step: Transition
    href: str
    waits_for_tie: bool


@dataclass
class Review:
    """The page of one filing."""

    view: FilingView
    writing: Writing = field(default_factory=Writing)
    known: ReviewCase | None = None
    ruling: RulingForm = field(default_factory=RulingForm)

    @cached_property
    def line(self) -> Line:
        """Where it stands: state, turn, days."""
        return line(self.view.filing, self.view.actor, self.view.at)

    @cached_property
    def case(self) -> ReviewCase:
        """What the reader declared about it, and what else the party filed."""
        return self.known or review_case(self.view.filing.number, self.view.actor, self.view.at)

    @property
    def tie(self) -> Declared | None:
        """What the reader declared."""
        return self.case.tie

    @property
    def asks_tie(self) -> bool:
        """Whether the reader's role decides on filings, so that a tie matters."""
        return self.view.actor.role in DECIDING

    @property
    def is_free(self) -> bool:
        """Whether the reader has declared to have no tie."""
        return self.tie is not None and not self.tie.has_tie

    @property
    def is_read_only(self) -> bool:
        """Whether the reader's role changes nothing."""
        return self.view.actor.role in READERS

    @cached_property
    def may_raise(self) -> bool:
        """Whether the reader may write points now: a reviewer without a tie, while it is under review."""
        reviewer = self.view.actor.role is Role.REVIEWER
        return reviewer and self.is_free and bool(self.view.offered)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The sections that ask anything, in order."""
        parts = [
            Part(section, [self.shown(each) for each in section.fields if each.asked(self.view.values)])
            for section in self.view.form.sections
        ]
        return [each for each in parts if each.fields]

    def shown(self, asked: FormField) -> Shown:
        """One field."""
        writing = self.writing if self.writing.field == asked.name else None
        return shown_field(self.view, asked, writing, may_raise=self.may_raise)

    @property
    def errors(self) -> Sequence[FormProblem]:
        """What stands against it."""
        return self.view.errors

    @property
    def cautions(self) -> Sequence[FormProblem]:
        """What is often returned."""
        return [each for each in self.view.problems if each.severity is Severity.CAUTION]

    @property
    def contested(self) -> bool:
        """Whether the applicant contests what the automatic checks say."""
        return self.view.values.get("contest") is True

    @cached_property
    def contest(self) -> Sequence[ContestLine]:
        """The refusals that the applicant contests, with the rulings on them."""
        if self.view.filing.kind not in APPLICATIONS:
            return ()
        contested = contested_of(self.view.filing, self.case.handed_in)
        return contest_lines([each.as_json() for each in contested], self.ruling)

    @property
    def unruled(self) -> int:
        """How many of them wait for a ruling."""
        return sum(each.ruling is None for each in self.contest)

    @property
    def may_rule_without_tie(self) -> bool:
        """Whether the reader would rule on the contest now, had they declared to have no tie."""
        return self.view.actor.role is Role.REVIEWER and self.view.filing.state in RULED_IN

    @property
    def may_rule(self) -> bool:
        """Whether the reader may rule on the contest now."""
        return self.may_rule_without_tie and self.is_free

    @property
    def open_findings(self) -> Sequence[Finding]:
        """The points that are not settled."""
        return [each for each in self.view.findings if each.closed_at is None]

    @property
    def answered(self) -> int:
        """How many of the open points have an answer."""
        return sum(each.answered_at is not None for each in self.open_findings)

    @property
    def unsent(self) -> int:
        """How many of the open points nobody was told of yet."""
        return sum(each.sent_at is None for each in self.open_findings)

    @property
    def settled(self) -> int:
        """How many points are closed."""
        return len(self.view.findings) - len(self.open_findings)

    @property
    def steps(self) -> Sequence[Step]:
        """The steps on offer."""
        number = self.view.filing.number
        return [
            Step(
                each,
                reverse("cases:step", args=[number, each.action]),
                Need.NO_CONFLICT in each.needs and not self.is_free,
            )
            for each in self.view.offered
            if not is_of_the_round(self.view.filing, each)
        ]

    @property
    def decided_at(self) -> str:
        """Where the round is decided, for whoever may decide the filing; else nothing."""
        filing = self.view.filing
        of_round = any(is_of_the_round(filing, each) for each in self.view.offered)
        return reverse("desk:decide", args=[filing.round_code]) if of_round and filing.round_code else ""

    @cached_property
    def decided(self) -> Decided | None:
        """What its round decided on it."""
        return decided(self.view.filing)

    @property
    def waits_for_tie(self) -> bool:
        """Whether the declaration of ties stands before any step on offer."""
        return any(each.waits_for_tie for each in self.steps)

    @property
    def sides(self) -> str:
        """Those to whom a tie would be: the applicant, and the vendor where there is one."""
        filing = self.view.filing
        return " / ".join(each.name for each in (filing.owner, filing.partner) if each is not None)

    @cached_property
    def unscored(self) -> Sequence[Text]:
        """The score sheets that a step on offer waits for."""
        if not any(Need.SCORED in each.needs for each in self.view.offered):
            return []
        begun = [each.person.name for each in self.at_desk if each.is_scoring]
        return unfinished(begun, sum(each.has_scored for each in self.at_desk))

    @cached_property
    def at_desk(self) -> Sequence[AtDesk]:
        """The people of the office beside it."""
        return at_desk(self.view.filing, self.view.at)

    @property
    def people(self) -> Sequence[Person]:
        """Who may be given the filing."""
        return [] if self.is_read_only else [each.person for each in self.at_desk if each.may_take]

    @cached_property
    def history(self) -> Sequence[Happened]:
        """What happened, the newest first."""
        return history_of(self.record)

    @cached_property
    def record(self) -> LatestRecord:
        """What the audit record says of it, and who acted in it."""
        return latest_record(self.view.filing.number)

    @property
    def signs(self) -> Sequence[Sign]:
        """Signs that one hand acts for the applicant and for the vendor."""
        return signs_of(self.record.acts, self.view.values)

    @property
    def earlier(self) -> Sequence[Earlier]:
        """What the party filed before."""
        return self.case.earlier


def open_review(request: HttpRequest, number: str) -> Review:
    """A filing under review. Raises Http404."""
    actor, at = actor_of(request), clock.now()
    try:
        case = review_case(number, actor, at)
    except Filing.DoesNotExist:
        raise Http404(number) from None
    return Review(FilingView(case.filing, actor, at), known=case)
