"""Inspection desk (確定検査の照会): the cases to inspect, and one with its evidence beside the rule it must meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, FilteredRelation, Prefetch, Q, QuerySet

from hojokin.flow.checks.report_papers import papers_needed
from hojokin.flow.evidence import Paper
from hojokin.flow.granted_part import GrantedPart, SettledLine
from hojokin.flow.grants import kind_for
from hojokin.flow.group_items import cost_by_part, part_of, place_of
from hojokin.flow.group_members import is_part_of, items_of
from hojokin.flow.questions import CONSORTIUM
from hojokin.flow.reported_items import ReportedItem, reported_items
from hojokin.flow.settling import is_of_group, part_of_item
from hojokin.office.queries.duplicates import Duplicate, duplicates
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.grant_facts import grant_values, granted_items, members_of, parts_of
from hojokin.office.queries.inspections import newest_inspection
from hojokin.office.queries.performance_reports import (
    REPORT,
    Completion,
    OwedReport,
    completion_of,
    live_reports,
    reports_of,
    settled_lines,
)
from hojokin.office.queries.review_case import Declared
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing, Grant, Inspection

# A member of a group that did not report keeps the others waiting until somebody decides.
OF_MISSING_MEMBER = Q(kind=kind_for(REPORT, CONSORTIUM).code, state="overdue")
INSPECTING = ("report_accepted", "inspected", "claimed")


@dataclass(frozen=True, slots=True)
class Proof:
    """One paper that the rules ask for (証拠書類), with the files that stand for it."""

    paper: Paper
    files: Sequence[Document]

    @property
    def is_enough(self) -> bool:
        """Whether as many files are there as the table asks at least."""
        return len(self.files) >= self.paper.least


@dataclass(frozen=True, slots=True)
class Placed:
    """What was bought (品目), in a group with the part that it counts in, or that nobody can tell whose it is."""

    item: ReportedItem
    part: GrantedPart | None = None
    is_unclear: bool = False


def to_inspect() -> QuerySet[Grant]:
    """The grants that wait for an inspection or for the amount, the longest wait first; two queries."""
    reports = Filing.objects.filter(kind__endswith=REPORT).order_by("-opened_at")
    waiting = Grant.objects.filter(filing__state__in=INSPECTING) | Grant.objects.filter(
        filing__children__in=reports.filter(Q(state="submitted") | OF_MISSING_MEMBER)
    )
    return (
        waiting.select_related("filing__owner")
        .prefetch_related(Prefetch("filing__children", queryset=reports, to_attr="reports"))
        .distinct()
        .order_by("filing__state_since", "pk")
    )


@dataclass
class InspectionView:
    """One grant on the inspection desk, in a group with the report of one member laid open."""

    grant: Grant
    actor: Actor
    at: datetime
    tie: Declared | None = None  # what the reader declared
    member: int | None = None  # whose report was asked for

    @cached_property
    def reports(self) -> Sequence[OwedReport]:
        """Every performance report that is owed, begun or not."""
        found = live_reports(self.grant)
        return reports_of(self.grant, found.select_related("owner", "partner", "parent__grant"))

    @cached_property
    def chosen(self) -> OwedReport | None:
        """The report that is laid open: the one asked for, else the first to read, else the first that was sent."""
        sent = [each for each in self.reports if each.is_sent]
        asked = [each for each in sent if each.member is not None and each.member.number == self.member]
        return next(iter((*asked, *(each for each in sent if each.holds_up), *sent)), None)

    @cached_property
    def report(self) -> FilingView | None:
        """The same with what it says."""
        found = self.chosen.filing if self.chosen else None
        return FilingView(found, self.actor, self.at) if found else None

    @cached_property
    def completion(self) -> Completion:
        """What the reports that were sent say together."""
        return completion_of(self.reports)

    def is_left_out(self, part: GrantedPart) -> bool:
        """Whether a part of the amount is that of a member whom the office went on without."""
        out = (each.member for each in self.reports if each.is_left_out)
        return any(member is not None and is_part_of(part, member) for member in out)

    def lines(self, spent: Mapping[str, int]) -> Sequence[SettledLine]:
        """What the rules make of a cost by part; nothing while no report was sent."""
        return settled_lines(self.grant, self.completion, spent) if self.chosen else ()

    @cached_property
    def items(self) -> Sequence[ReportedItem]:
        """What was bought, in a group by the member whose report is laid open."""
        return reported_items(self.report.values) if self.report else ()

    @cached_property
    def proofs(self) -> Sequence[Proof]:
        """Every paper that is asked for, each once, with its files."""
        view = self.report
        if view is None:
            return ()
        filing = view.filing
        needed = papers_needed(view.values, grant_values(self.grant), filing.edition, filing.track)
        return [Proof(each, view.documents.get(each.field, ())) for each in needed]

    @cached_property
    def duplicates(self) -> Sequence[Duplicate]:
        """What was shown in another case too."""
        return duplicates(self.grant, self.report) if self.report else ()

    @cached_property
    def parts(self) -> Sequence[GrantedPart]:
        """The parts of the granted amount."""
        return parts_of(self.grant)

    @cached_property
    def is_of_group(self) -> bool:
        """Whether the amount is that of a group's members."""
        return is_of_group(self.parts)

    @cached_property
    def placed(self) -> Sequence[Placed]:
        """What was bought, in a group with whose it is."""
        if not self.is_of_group:
            return [Placed(each) for each in self.items]
        granted = self._granted
        return [
            Placed(each, part_of(each, granted, self.parts), is_unclear=place_of(each, granted) is None)
            for each in self.items
        ]

    @cached_property
    def reported_cost(self) -> Mapping[str, int]:
        """What was reported without tax, by part: where an inspector begins."""
        said = self.completion.said
        done = [each for values in said for each in reported_items(values) if each.carried_out]
        if self.is_of_group:
            return cost_by_part(done, self._granted, self.parts, self.grant.filing.edition)
        found = {each.code: 0 for each in self.parts}
        for item in done:
            found[part_of_item(item.category, self.parts)] += item.quantity * item.unit_price
        return found

    @cached_property
    def inspection(self) -> Inspection | None:
        """The inspection that stands."""
        return newest_inspection(self.grant)

    @cached_property
    def _granted(self) -> Sequence[Mapping[str, Any]]:
        """The granted items, those of a member all under its number."""
        items = granted_items(self.grant)
        return [each for member in members_of(self.grant) for each in items_of(member, items)]


def open_inspection(number: str, actor: Actor, at: datetime, member: int | None = None) -> InspectionView:
    """A grant with what the reader declared about it; one query. Raises Grant.DoesNotExist."""
    grant: Any = (
        Grant.objects.select_related("filing__owner", "filing__partner", "application")
        .annotate(
            own=FilteredRelation("filing__ties", condition=Q(filing__ties__person=actor.person)),
            has_tie=F("own__has_tie"),
            declared_at=F("own__declared_at"),
        )
        .get(filing__number=number)
    )
    tie = None if grant.has_tie is None else Declared(grant.has_tie, grant.declared_at)
    return InspectionView(grant, actor, at, tie, member)
