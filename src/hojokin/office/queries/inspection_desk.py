"""Inspection desk (確定検査の照会): the cases to inspect, and one with its evidence beside the rule it must meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from hojokin.flow.evidence import Paper, papers_for, payment_method
from hojokin.flow.reported_items import (
    ReportedItem,
    chosen_methods,
    circumstances_of,
    reported_items,
)
from hojokin.flow.settling import GrantedPart, part_of_item
from hojokin.office.queries.duplicates import Duplicate, duplicates
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.grant_facts import grant_values, parts_of
from hojokin.office.queries.inspections import newest_inspection
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing, Grant, Inspection, Tie

INSPECTING = ("report_accepted", "inspected", "claimed")
REPORT = "performance_report"
ARRIVED = ("submitted", "accepted")


@dataclass(frozen=True, slots=True)
class Proof:
    """One paper that the rules ask for (証拠書類), with the files that stand for it."""

    paper: Paper
    files: Sequence[Document]

    @property
    def is_enough(self) -> bool:
        """Whether as many files are there as the table asks at least."""
        return len(self.files) >= self.paper.least


def to_inspect() -> QuerySet[Grant]:
    """The grants that wait for an inspection or for the amount, the longest wait first; two queries."""
    reports = Filing.objects.filter(kind__endswith=REPORT).order_by("-opened_at")
    waiting = Grant.objects.filter(filing__state__in=INSPECTING) | Grant.objects.filter(
        filing__children__in=reports.filter(state="submitted")
    )
    return (
        waiting.select_related("filing__owner")
        .prefetch_related(Prefetch("filing__children", queryset=reports, to_attr="reports"))
        .distinct()
        .order_by("filing__state_since", "pk")
    )


@dataclass
class InspectionView:
    """One grant on the inspection desk."""

    grant: Grant
    actor: Actor
    at: datetime

    @cached_property
    def report(self) -> FilingView | None:
        """The newest performance report that has been sent."""
        found = Filing.objects.filter(parent=self.grant.filing_id, kind__endswith=REPORT, state__in=ARRIVED)
        last = found.select_related("owner", "partner", "parent").order_by("-opened_at").first()
        return FilingView(last, self.actor, self.at) if last else None

    @cached_property
    def items(self) -> Sequence[ReportedItem]:
        """What was bought."""
        return reported_items(self.report.values) if self.report else ()

    @cached_property
    def proofs(self) -> Sequence[Proof]:
        """Every paper that is asked for, each once, with its files."""
        view = self.report
        if view is None:
            return ()
        said = circumstances_of(view.values, grant_values(self.grant), view.filing.edition)
        found: dict[tuple[str, str], Paper] = {}
        for code in sorted(chosen_methods(view.values)):
            if payment_method(code).accepted:
                for paper in papers_for(code, view.filing.track, said):
                    found.setdefault((paper.field, paper.name.ja), paper)
        return [Proof(each, view.documents.get(each.field, ())) for each in found.values()]

    @cached_property
    def duplicates(self) -> Sequence[Duplicate]:
        """What was shown in another case too."""
        return duplicates(self.grant, self.report.filing) if self.report else ()

    @cached_property
    def parts(self) -> Sequence[GrantedPart]:
        """The parts of the granted amount."""
        return parts_of(self.grant)

    @cached_property
    def reported_cost(self) -> Mapping[str, int]:
        """What was reported without tax, by part: where an inspector begins."""
        found = {each.code: 0 for each in self.parts}
        for item in self.items:
            if item.carried_out:
                found[part_of_item(item.category, self.parts)] += item.quantity * item.unit_price
        return found

    @cached_property
    def inspection(self) -> Inspection | None:
        """The inspection that stands."""
        return newest_inspection(self.grant)

    @cached_property
    def tie(self) -> Tie | None:
        """What the reader declared."""
        return Tie.objects.filter(filing=self.grant.filing_id, person=self.actor.person).first()
