"""Fields under review (審査する欄): what each says, what the checks found, what proves it and what was pointed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hojokin.flow.form import FormField, FormProblem, Section, Severity
from hojokin.flow.tombstone import Tombstone
from hojokin.office.portals.answers import Answer, answer_of
from hojokin.office.portals.secretariat.suggestions import Suggestion, suggestions
from hojokin.office.queries.entries import Entry
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Document, Finding
from hojokin.office.records.models.document import DocumentState

DRAWN = frozenset({"application/pdf", "image/png", "image/jpeg"})


@dataclass(frozen=True, slots=True)
class Writing:
    """A point that is being written (書きかけの指摘): where, the words so far, and what is wrong with them."""

    field: str = ""
    text: str = ""
    source: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An attached file, and whether a picture of it can be shown."""

    document: Document
    is_drawn: bool
    is_given: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with what it says, what the checks found, what proves it and what was pointed out."""

    field: FormField
    answer: Answer
    entry: Entry | None
    problems: Sequence[FormProblem]
    papers: Sequence[Paper]
    erased: Sequence[Tombstone]
    findings: Sequence[Finding]
    suggestions: Sequence[Suggestion]
    writing: Writing | None
    may_raise: bool

    @property
    def is_marked(self) -> bool:
        """Whether anything asks for the reviewer's eye."""
        return bool(self.problems) or any(each.closed_at is None for each in self.findings)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form."""

    section: Section
    fields: Sequence[Shown]

    @property
    def errors(self) -> int:
        """Errors that the checks found here."""
        return sum(p.severity is Severity.ERROR for each in self.fields for p in each.problems)

    @property
    def cautions(self) -> int:
        """Cautions that the checks found here."""
        return sum(p.severity is Severity.CAUTION for each in self.fields for p in each.problems)

    @property
    def open_findings(self) -> int:
        """Points here that are not settled."""
        return sum(finding.closed_at is None for each in self.fields for finding in each.findings)


def shown_field(view: FilingView, asked: FormField, writing: Writing | None, *, may_raise: bool) -> Shown:
    """One field with all that is shown of it."""
    name = asked.name
    problems = [each for each in view.problems if each.field == name]
    return Shown(
        field=asked,
        answer=answer_of(view, asked),
        entry=view.entries.get(name),
        problems=problems,
        papers=[_paper(each) for each in view.documents.get(name, ())],
        erased=[each for each in view.erased if each.field == name],
        findings=[each for each in view.findings if each.field == name],
        suggestions=suggestions(view.filing.kind, asked, problems) if may_raise else (),
        writing=writing,
        may_raise=may_raise,
    )


def _paper(document: Document) -> Paper:
    is_given = document.state == DocumentState.STORED.value
    return Paper(document, is_given and document.media_type in DRAWN, is_given)
