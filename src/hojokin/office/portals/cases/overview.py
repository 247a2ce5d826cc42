"""Overview (手続のページ): where a case stands, what happens next, and what would come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.form import FormField
from hojokin.flow.grants import GRANT
from hojokin.flow.roles import PARTIES, Role
from hojokin.flow.table import Need, Transition
from hojokin.office.portals.addresses import address
from hojokin.office.portals.answers import Answer, answer_of
from hojokin.office.portals.cases.case import place_of
from hojokin.office.portals.cases.estimate import Panel, panel_of
from hojokin.office.portals.cases.faults import Fault, FaultGroup, faults_of, field_named
from hojokin.office.portals.cases.rail import Stop, rail
from hojokin.office.portals.cases.round_steps import is_of_the_round
from hojokin.office.portals.cases.sections import SectionState, section_states
from hojokin.office.portals.cases.timeline import Event, record_of, timeline
from hojokin.office.portals.cases.what_was_read import digest_of
from hojokin.office.portals.cases.words import days_left
from hojokin.office.queries.entries import Entry, Typed
from hojokin.office.queries.filings import FilingView, read, stands_at
from hojokin.office.queries.invitations import Sent, sent_to_applicant
from hojokin.office.queries.my_filings import MAY_FOLLOW
from hojokin.office.queries.same_hand import Acted, Sign, acts_in, signs_of
from hojokin.office.records.models import AuditRow, Document, Finding

FEW_FAULTS = 12  # all of them lie open
INVITED = frozenset({"invited", "expired"})


@dataclass(frozen=True, slots=True)
class Point:
    """A finding beside its field: what it said then and says now."""

    finding: Finding
    field: FormField | None
    href: str
    before: Answer
    now: Answer
    may_answer: bool
    key: tuple[bytes, int]  # equal where it reads alike


@dataclass(frozen=True, slots=True)
class Attached:
    """A document with the field that it proves; what stands at a field that is not asked is not handed in."""

    document: Document
    field: FormField | None
    is_asked: bool = True


@dataclass(frozen=True, slots=True)
class Button:
    """A way on."""

    href: str
    step: Transition | None = None


@dataclass
class Overview:
    """Everything that the case page shows."""

    view: FilingView
    done: int = 0  # the event that brought the reader here

    @cached_property
    def read(self) -> bytes:
        """Everything that was read for the page, as one digest: pages with equal ones read alike in one language."""
        said = (self.left, self.is_late, self.done, self.needs_phone, self.invited)
        return digest_of(self.view, self.record, self.acts, said)

    @cached_property
    def panel(self) -> Panel | None:
        """The estimate beside an application."""
        return panel_of(self.view)

    @cached_property
    def record(self) -> Sequence[AuditRow]:
        """The rows of the record that the timeline tells."""
        return record_of(number=self.view.filing.number)

    @cached_property
    def events(self) -> Sequence[Event]:
        """The timeline."""
        return timeline(self.view, self.record, self.acts)

    @cached_property
    def acts(self) -> Sequence[Acted]:
        """Who acted in it, as what and from where."""
        return acts_in(self.view.filing)

    @property
    def signs(self) -> Sequence[Sign]:
        """Signs that one person acts for the applicant and for the vendor."""
        sides = (self.view.kind.owner, self.view.kind.partner)
        return signs_of(self.acts, self.view.values) if sides == (Role.APPLICANT, Role.VENDOR) else ()

    @cached_property
    def sections(self) -> Sequence[SectionState]:
        """The sections of the form."""
        return section_states(self.view)

    @property
    def is_mine(self) -> bool:
        """Whether it is the reader's turn."""
        return self.view.state.turn is self.view.actor.role

    @property
    def turn(self) -> str:
        """Whose turn it is; empty at the end."""
        return self.view.state.turn.value if self.view.state.turn else ""

    @property
    def left(self) -> str:
        """The days that are left for the party whose turn it is."""
        return days_left(self.view.filing.due_at, self.view.at) if self.view.state.turn in PARTIES else ""

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        due = self.view.filing.due_at
        return due is not None and due < self.view.at

    @property
    def is_writing(self) -> bool:
        """Whether the reader may write anything now."""
        return any(each.is_writable for each in self.sections)

    @property
    def needs_phone(self) -> bool:
        """Whether the reader will have to type a code by SMS, and has no telephone that gets one."""
        person, role = self.view.actor.person, self.view.actor.role
        if (
            person is None
            or self.view.state.turn not in PARTIES
            or not stands_at(self.view.filing, self.view.actor)
        ):
            return False
        steps = self.view.kind.table.transitions
        asks = any(Need.CODE in each.needs and role in each.by for each in steps)
        return asks and not (person.phone and person.phone_confirmed_at)

    @cached_property
    def invited(self) -> Sent | None:
        """The link that the reader sent and that nobody has opened."""
        filing, actor = self.view.filing, self.view.actor
        is_sender = actor.role is self.view.kind.partner and stands_at(filing, actor)
        return sent_to_applicant(filing) if is_sender and filing.state in INVITED else None

    @property
    def may_apply_again(self) -> bool:
        """Whether the reader's application came to nothing and may be made once more (W-66)."""
        filing, actor = self.view.filing, self.view.actor
        is_own = actor.role is Role.APPLICANT and filing.owner == actor.party
        return is_own and filing.kind in APPLICATIONS and filing.state in MAY_FOLLOW

    @property
    def why(self) -> Event | None:
        """The step that brought the filing to the reader, where it came with a reason."""
        last = next((each for each in self.events if each.step), None)
        return last if last and last.reason and self.is_mine else None

    @property
    def not_submitted(self) -> bool:
        """Whether a party still works on what it hands in; a grant itself is nothing to hand in."""
        return self.view.state.turn in PARTIES and self.view.kind is not GRANT

    @cached_property
    def main(self) -> Button | None:
        """The one primary button: what is left to write or answer comes before the step that sends it."""
        number = self.view.filing.number
        unfinished = next((each for each in self.sections if each.own_errors), None)
        if unfinished is not None:
            return Button(address("cases:form", number, unfinished.section.name))
        if any(each.may_answer and not each.finding.answered_at for each in self.points):
            return Button("#points-head")
        step = next((each for each in self._offered if each.is_main), None)
        return self._button(step) if step else None

    @property
    def others(self) -> Sequence[Button]:
        """The other steps that are offered, those that lead on before those that end it."""
        first = self.main.step if self.main else None
        others = [each for each in self._offered if each is not first]
        return [self._button(each) for each in sorted(others, key=self._ends)]

    @property
    def _offered(self) -> Sequence[Transition]:
        """What the reader may do here; what is decided for a whole round is decided on the page of the round."""
        return [each for each in self.view.offered if not is_of_the_round(self.view.filing, each)]

    def _ends(self, step: Transition) -> bool:
        return self.view.kind.table.states[step.end].turn is None

    @property
    def stops(self) -> Sequence[Stop]:
        """The progress rail."""
        last = next((each for each in self.events if each.step), None)
        return rail(self.view.kind.table, self.view.filing.state, last.came_from if last else "")

    @cached_property
    def faults(self) -> Sequence[Fault]:
        """All that would come back, errors first."""
        return faults_of(self.view, self.view.problems)

    @property
    def fault_groups(self) -> Sequence[FaultGroup]:
        """The same by section; where there are many, only sections that were begun lie open."""
        faults = self.faults
        few = len(faults) <= FEW_FAULTS
        groups = [
            FaultGroup(
                each.section,
                [fault for fault in faults if fault.field in each.section.fields],
                few or each.is_begun,
                each.party,
            )
            for each in self.sections
        ]
        placed = {id(fault) for group in groups for fault in group.faults}
        rest = [fault for fault in faults if id(fault) not in placed]
        return [each for each in (FaultGroup(None, rest, is_open=True), *groups) if each.faults]

    @cached_property
    def points(self) -> Sequence[Point]:
        """The findings."""
        return [self._point(each) for each in self.view.findings]

    @property
    def open_points(self) -> int:
        """How many still wait for an answer."""
        return sum(not each.finding.closed_at and not each.finding.answered_at for each in self.points)

    @property
    def documents(self) -> Sequence[Attached]:
        """The attached files in the order of the form; to the office those that are handed in."""
        asked = self.view.asked_documents
        shown = asked if self.view.actor.is_secretariat else self.view.documents
        return [
            Attached(document, each, each.name in asked)
            for each in self.view.form.fields()
            for document in shown.get(each.name, ())
        ]

    @property
    def versions(self) -> Sequence[Event]:
        """The events that handed the filing in."""
        return [each for each in self.events if each.version]

    @cached_property
    def banner(self) -> Event | None:
        """The step that was just taken, as the record tells it; none once another one followed."""
        last = next((each for each in self.events if each.step), None)
        return last if last and last.sequence == self.done else None

    def _button(self, step: Transition) -> Button:
        return Button(address("cases:step", self.view.filing.number, step.action), step)

    def _point(self, finding: Finding) -> Point:
        view = self.view
        field = field_named(view, finding.field)
        return Point(
            finding,
            field,
            place_of(view, finding.field) if field else "",
            before=_typed_answer(view, field, finding.before or []),
            now=answer_of(view, field) if field else Answer(),
            may_answer=_may_answer(view, finding),
            key=(self.read, finding.pk),
        )


def _typed_answer(view: FilingView, field: FormField | None, typed: Typed) -> Answer:
    """What stood in a field when a finding was written about it."""
    if field is None or not typed:
        return Answer()
    return answer_of(view, field, Entry(field.name, typed, read(field, typed)))


def _may_answer(view: FilingView, finding: Finding) -> bool:
    writes = view.kind.table.may_write(view.filing.state, view.actor.role)
    return (
        view.actor.role in PARTIES
        and stands_at(view.filing, view.actor)
        and writes
        and finding.closed_at is None
        and finding.sent_at is not None
    )
