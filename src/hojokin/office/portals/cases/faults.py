"""Faults (戻される点): what would come back, with the field that it is about and the place to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hojokin.flow.form import FormField, FormProblem, Section, Severity
from hojokin.office.portals.cases.case import place_of
from hojokin.office.queries.filings import FilingView


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem with the field that it is about and the place to mend it."""

    problem: FormProblem
    field: FormField | None
    href: str
    is_error: bool
    row: int | None = None  # counted from 1


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The problems of one section; of none where they are about the whole."""

    section: Section | None
    faults: Sequence[Fault]
    is_open: bool
    party: str = ""  # the other side, where it has to mend them


def faults_of(view: FilingView, problems: Sequence[FormProblem]) -> list[Fault]:
    """The problems with the places to mend them."""
    return [
        Fault(
            each,
            field_named(view, each.field),
            place_of(view, each.field),
            each.severity is Severity.ERROR,
            None if each.row is None else each.row + 1,
        )
        for each in problems
    ]


def field_named(view: FilingView, name: str) -> FormField | None:
    """A field of the form; None where it has no such field."""
    return next((each for each in view.form.fields() if each.name == name), None)
