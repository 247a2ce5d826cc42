"""Stopped tools (ツールの利用状況の照会): what a vendor's system says of a grant's tools now, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hojokin.flow.returning import ReturnCase
from hojokin.flow.stopped_tools import Proposal, Stopped, proposed
from hojokin.office.queries.grant_facts import facts_of
from hojokin.office.records.models import Grant, ToolReport
from hojokin.office.records.models.tool_report import STATE_LABELS, UseState
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class ToolUse:
    """One report as people read it (届出の1件): the tool's name, and whether it is the last word on it."""

    report: ToolReport
    tool: str
    is_last: bool

    @property
    def label(self) -> Text:
        """The reported state in words."""
        return STATE_LABELS[UseState(self.report.state)]

    @property
    def is_stopped(self) -> bool:
        """Whether the tool stands as cancelled by this report."""
        return self.is_last and self.report.state == UseState.CANCELLED


def tool_uses(grant: Grant) -> Sequence[ToolUse]:
    """What was reported of a grant's tools, the oldest first; one query. The day counts, then the order of arrival."""
    found = list(ToolReport.objects.filter(grant=grant).select_related("answered_by").order_by("on", "pk"))
    last = {each.place: each.pk for each in found}
    return [ToolUse(each, _name(grant, each.place), last[each.place] == each.pk) for each in found]


def proposal_for(grant: Grant, uses: Sequence[ToolUse], case: ReturnCase, today: date) -> Proposal:
    """What the rules ask back for the tools that stand as cancelled; no query."""
    stopped = [Stopped(each.tool, each.report.on) for each in uses if each.is_stopped]
    return proposed(case, facts_of(grant), stopped, today=today)


def _name(grant: Grant, place: int) -> str:
    items = grant.items
    return str(items[place]["name"]) if place < len(items) else ""
