"""Sections (入力の進み): for each whether it is done, what is left to fix, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hojokin.flow.form import Section, Severity
from hojokin.office.portals.cases.case import shown_sections
from hojokin.office.queries.filings import FilingView


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far a section is (進み)."""

    section: Section = field(hash=False)  # one object for each form
    errors: int
    cautions: int
    own_errors: int
    is_begun: bool
    is_writable: bool
    party: str  # the other side, when all of it is written there
    is_current: bool = False

    @property
    def is_done(self) -> bool:
        """Nothing keeps it from being sent."""
        return self.errors == 0


def section_states(view: FilingView, current: str = "") -> tuple[SectionState, ...]:
    """The sections that ask anything, in order."""
    return tuple(_state(view, each, current) for each in shown_sections(view))


def _state(view: FilingView, section: Section, current: str) -> SectionState:
    asked = [each for each in section.fields if each.name in view.asked]
    names = {each.name for each in asked}
    writable = {each.name for each in asked if view.may_write(each)}
    found = [each for each in view.problems if each.field in names]
    errors = [each for each in found if each.severity is Severity.ERROR]
    parties = {each.party for each in asked}
    return SectionState(
        section,
        errors=len(errors),
        cautions=len(found) - len(errors),
        own_errors=sum(each.field in writable for each in errors),
        is_begun=any(name in view.entries or view.documents.get(name) for name in names),
        is_writable=bool(writable),
        party=parties.pop().value if len(parties) == 1 and view.actor.role not in parties else "",
        is_current=section.name == current,
    )


def neighbours(states: Sequence[SectionState], name: str) -> tuple[Section | None, Section | None]:
    """The sections before and after one."""
    names = [each.section.name for each in states]
    place = names.index(name)
    before = states[place - 1].section if place else None
    after = states[place + 1].section if place + 1 < len(states) else None
    return before, after
