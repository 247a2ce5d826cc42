"""A step (手続を進める画面): what it asks for, what was brought, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.http import Http404, QueryDict
from django.utils import timezone

from hojokin.flow.form import FieldKind, FormField, FormProblem, Severity
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.flow.table import Need, State, Transition
from hojokin.flow.typed import NotReadable, value_of
from hojokin.office.actions.guards import Evidence
from hojokin.office.portals.answers import Answer, answer_of
from hojokin.office.portals.cases.case import shown_sections
from hojokin.office.portals.cases.sections import SectionState, section_states
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Document, Finding, Tie
from hojokin.rules.engine.facts import Text

DUE = FormField("due", FieldKind.DATE, Text("回答の期限", "Answer by"), Role.REVIEWER)
NO_DUE = Text("回答の期限を入力してください。", "Enter the day to answer by.")
DUE_IS_PAST = Text(
    "回答の期限は、今日よりあとの日にしてください。", "The day to answer by must lie after today."
)
SAY_TIE = Text("利害関係の有無を選んでください。", "Say whether you have a tie.")


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of the summary."""

    field: FormField
    answer: Answer
    documents: Sequence[Document]
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the summary."""

    name: str
    title: Text
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Brought:
    """What the person brought to the step."""

    reason: str = ""
    oath: frozenset[str] = frozenset()
    code: str = ""
    due: str = ""
    tie: str = ""
    revision: int | None = None
    is_first: bool = True

    def evidence(self) -> Evidence:
        """The same, as the action takes it."""
        return Evidence(self.reason, self.oath, self.code, self.revision)


@dataclass
class Stepping:
    """A step that is about to be taken."""

    view: FilingView
    step: Transition
    brought: Brought = field(default_factory=Brought)
    problems: Sequence[FormProblem] = ()

    @property
    def end(self) -> State:
        """Where it leads."""
        return self.view.kind.table.states[self.step.end]

    @property
    def needs(self) -> frozenset[str]:
        """What it asks for, by name."""
        return frozenset(each.value for each in self.step.needs)

    @property
    def asks_due(self) -> bool:
        """Whether a day to answer by is set: it returns the filing with findings, or waits for it again."""
        return not {Need.FINDINGS, Need.DUE}.isdisjoint(self.step.needs)

    @property
    def points(self) -> Sequence[tuple[Text, Finding]]:
        """The points that it sends, each with its field."""
        if Need.FINDINGS not in self.step.needs:
            return ()
        form = self.view.form
        unsent = (each for each in self.view.findings if each.sent_at is None and each.closed_at is None)
        return [(form.field(each.field).label, each) for each in unsent]

    @property
    def submits(self) -> bool:
        """Whether it sends a complete filing to the office."""
        return Need.COMPLETE in self.step.needs and self.end.turn in SECRETARIAT

    @property
    def hands_over(self) -> bool:
        """Whether a party hands on to another, and nothing lies with the office yet."""
        by = self.view.actor.role
        return by in PARTIES and self.end.turn in PARTIES and self.end.turn is not by

    @property
    def unfinished(self) -> Sequence[SectionState]:
        """Sections of the reader's own with something to fix, that would be handed on as they are."""
        if not (self.hands_over and self.step.is_main):
            return ()
        return [each for each in section_states(self.view) if each.own_errors]

    @property
    def unanswered(self) -> int:
        """Findings at the reader's own fields that would be handed on without an answer."""
        if not (self.hands_over and self.step.is_main):
            return 0
        own = {each.name for each in self.view.form.fields() if each.party is self.view.actor.role}
        return sum(
            each.field in own and not (each.closed_at or each.answered_at) for each in self.view.findings
        )

    @property
    def has_due(self) -> bool:
        """Whether the day of the filing binds whoever has to act now; it is none of the office's."""
        return self.view.state.turn in PARTIES

    @property
    def tells_party(self) -> bool:
        """Whether a party reads the reason."""
        return not PARTIES.isdisjoint(self.step.tells)

    @property
    def oath(self) -> Mapping[str, Text]:
        """The items of the oath; none where the step asks for none."""
        items = self.view.kind.oath
        if Need.OATH not in self.step.needs or items is None:
            return {}
        return items(self.view.filing.edition, self.view.filing.track)

    @property
    def asks_tie(self) -> bool:
        """Whether a tie has to be declared and has not been."""
        if Need.NO_CONFLICT not in self.step.needs:
            return False
        return not Tie.objects.filter(filing=self.view.filing, person=self.view.actor.person).exists()

    @property
    def is_summed_up(self) -> bool:
        """Whether everything is shown once more before it."""
        return bool({Need.COMPLETE, Need.OATH} & set(self.step.needs))

    @property
    def cautions(self) -> Sequence[FormProblem]:
        """What stops nothing, but has to be known before everything is handed on."""
        if not self.is_summed_up or PARTIES.isdisjoint(self.step.by):
            return ()
        return [each for each in self.view.problems if each.severity is Severity.CAUTION]

    @property
    def summary(self) -> Sequence[Part]:
        """Every answer and file by section."""
        return summary_of(self.view)


def step_at(view: FilingView, action: str) -> Transition:
    """The step of an address. Raises Refused where the table offers none here, Http404 where it knows none."""
    table = view.kind.table
    if not any(each.action == action for each in table.transitions):
        raise Http404(action)
    return table.step(view.filing.state, action, view.actor.role)


def summary_of(view: FilingView) -> list[Part]:
    """Every answer and file by section."""
    return [
        Part(
            section.name,
            section.title,
            [
                Line(each, answer_of(view, each), view.documents.get(each.name, ()))
                for each in section.fields
                if each.asked(view.values)
            ],
        )
        for section in shown_sections(view)
    ]


def brought_in(posted: QueryDict) -> Brought:
    """What the form of a step sends."""
    revision = posted.get("revision", "")
    return Brought(
        reason=posted.get("reason", "").replace("\r\n", "\n"),
        oath=frozenset(posted.getlist("oath")),
        code=posted.get("code", "").strip(),
        due=posted.get("due", "").strip(),
        tie=posted.get("tie", ""),
        revision=int(revision) if revision.isascii() and revision.isdecimal() else None,
        is_first=False,
    )


def due_of(stepping: Stepping) -> tuple[datetime | None, list[FormProblem]]:
    """The end of the day to answer by, in Japan, and what is wrong with it."""
    if not stepping.asks_due:
        return None, []
    try:
        typed = value_of(DUE, [stepping.brought.due])
    except NotReadable as error:
        return None, [FormProblem("due", error.message)]
    if typed is None:
        return None, [FormProblem("due", NO_DUE)]
    day = date.fromisoformat(str(typed))
    if day <= timezone.localtime(stepping.view.at).date():
        return None, [FormProblem("due", DUE_IS_PAST)]
    end = time.max.replace(microsecond=0)
    return datetime.combine(day, end, timezone.get_default_timezone()), []
