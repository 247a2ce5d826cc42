"""The estimate beside an application (申請の見積り): the amount in words, and each remark with the place to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from hojokin.office.portals.addresses import address
from hojokin.office.portals.cases.case import place_of
from hojokin.office.portals.cases.words import say
from hojokin.office.queries.application_estimate import ApplicationEstimate, Gap, Remark, application_estimate
from hojokin.office.queries.filings import FilingView
from hojokin.rules.estimate import Estimate, Line
from hojokin.rules.explanation import MARKS, said
from hojokin.rules.places import place_text
from hojokin.rules.what_if import Change

CONTEST = "contest"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its clause, and the field that it is about."""

    message: str
    clause: str = ""
    href: str = ""
    field: str = ""
    row: int | None = None  # counted from 1


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the calculation."""

    label: str
    value: str
    clause: str
    mark: str


@dataclass(frozen=True)
class Panel:
    """Everything that the panel shows."""

    view: FilingView
    estimate: ApplicationEstimate
    made: Estimate | None

    @property
    def missing(self) -> Sequence[Told]:
        """What has to be entered before there is an amount."""
        return [self._gap(each) for each in self.estimate.gaps if each.is_missing]

    @property
    def faults(self) -> Sequence[Told]:
        """What was entered and cannot be reckoned with."""
        return [self._gap(each) for each in self.estimate.gaps if not each.is_missing]

    @property
    def refusals(self) -> Sequence[Told]:
        """Why not."""
        return [self._remark(each) for each in self.estimate.refusals]

    @property
    def cautions(self) -> Sequence[Told]:
        """What an office will look at."""
        return [self._remark(each) for each in self.estimate.cautions]

    @property
    def lines(self) -> Sequence[ShownLine]:
        """The calculation."""
        return [_line(each, self.made) for each in self.estimate.calculation] if self.made else []

    @property
    def changes(self) -> Sequence[Change]:
        """What would raise the amount."""
        return self.estimate.changes

    @property
    def contest(self) -> str:
        """Where the automatic result is contested."""
        return address("cases:form", self.view.filing.number, CONTEST) + f"#field-{CONTEST}"

    @property
    def may_contest(self) -> bool:
        """Whether the reader may do so now."""
        return self.view.may_write(self.view.form.field(CONTEST))

    def _gap(self, gap: Gap) -> Told:
        label = self._label(gap.field)
        return Told(
            label if gap.is_missing and label else say(gap.message),
            href=self._href(gap.field),
            field="" if gap.is_missing else label,
        )

    def _remark(self, remark: Remark) -> Told:
        found = remark.finding
        message = say(found.message)
        return Told(
            message,
            "" if found.clause in message else found.clause,
            self._href(remark.field),
            self._label(remark.field),
            None if remark.row is None else remark.row + 1,
        )

    def _href(self, field: str) -> str:
        return place_of(self.view, field) if field else ""

    def _label(self, field: str) -> str:
        return next((say(each.label) for each in self.view.form.fields() if each.name == field), "")


def panel_of(view: FilingView) -> Panel | None:
    """The panel of an application; None for other kinds."""
    found = application_estimate(view)
    return Panel(view, found, found.made) if found else None


def _line(line: Line, made: Estimate) -> ShownLine:
    rule = line.step.rule
    place = say(place_text(line.place, made.question)) if line.place else ""
    label = say(rule.label)
    return ShownLine(
        f"{place}: {label}" if place else label,
        said(line.step.value, rule.unit, (get_language() or "ja")[:2]),
        rule.clause,
        say(MARKS[rule.standing]).strip(" ［］[]"),
    )
