"""Rows of the plan (品目の一覧): each granted item in one line, and which of them lies open to be worked on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hojokin.flow.group_members import GroupMember, places_of
from hojokin.flow.tables.grant import RUNNING
from hojokin.office.queries.grant_facts import granted_items
from hojokin.office.queries.performance_reports import OwedReport
from hojokin.office.queries.project import ItemPlan, plan_of
from hojokin.office.records.models import Filing, Grant
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item (品目の一行): whose it is in a group, and where its days are written: here, or in its report once begun."""

    plan: ItemPlan
    member: GroupMember | None
    report: Filing | None
    may_enter: bool
    is_late: bool
    is_open: bool = False

    @property
    def is_done(self) -> bool:
        """Whether every day was entered."""
        return self.plan.next is None

    @property
    def warnings(self) -> Sequence[Text]:
        """What would be wrong with going on today, each thing once."""
        return tuple(dict.fromkeys(each.message for each in self.plan.ahead)) if self.may_enter else ()


def plan_rows(grant: Grant, reports: Sequence[OwedReport], today: date, asked: str) -> Sequence[PlanRow]:
    """Every item; open is the one of the place that is ``asked`` for, else the first with something to enter."""
    items, running = granted_items(grant), grant.filing.state in RUNNING
    of = {place: each for each in reports if each.member for place in places_of(each.member, items)}
    rows = [
        _row(plan, of.get(plan.place, reports[0]), today, running=running) for plan in plan_of(grant, today)
    ]
    named = [place for place, each in enumerate(rows) if str(each.plan.place) == asked]
    to_do = [place for place, each in enumerate(rows) if each.may_enter and not each.is_done]
    first = next(iter((*named, *to_do)), None)
    return [replace(each, is_open=place == first) for place, each in enumerate(rows)]


def _row(plan: ItemPlan, owed: OwedReport, today: date, *, running: bool) -> PlanRow:
    may_enter = running and owed.filing is None
    is_late = may_enter and plan.next is not None and plan.next.is_late(today)
    return PlanRow(plan, owed.member, owed.filing, may_enter, is_late)
