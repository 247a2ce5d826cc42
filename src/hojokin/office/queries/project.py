"""Project (補助事業の進み具合): what was granted, what has been done, and the earliest and latest day of what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hojokin.flow.form import FormProblem
from hojokin.flow.group_members import GroupMember, places_of
from hojokin.flow.orders import PlannedStep, ProjectPeriod, Step, earliest_latest, warning_for_next
from hojokin.office.queries.grant_facts import granted_items
from hojokin.office.records.models import Grant, ProjectDay

REPORTED = Step.REPORTED
ENTERED = (Step.ORDERED, Step.DELIVERED, Step.INVOICED, Step.PAID)
ENDS = (Step.DELIVERED, Step.PAID)

type Days = Mapping[int, Mapping[Step, ProjectDay]]


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """One granted item on its way (品目の予定)."""

    place: int
    item: Mapping[str, Any]
    steps: Sequence[PlannedStep]
    days: Mapping[Step, ProjectDay]
    ahead: Sequence[FormProblem]  # what would be wrong with doing the next step today

    @property
    def next(self) -> PlannedStep | None:
        """The first step that is still open."""
        return next((each for each in self.steps if each.done_on is None and each.step in ENTERED), None)


def days_of(grant: Grant) -> Days:
    """What was entered, by item and step; one query."""
    found: dict[int, dict[Step, ProjectDay]] = {}
    for each in grant.project_days.order_by("place", "on"):
        found.setdefault(each.place, {})[Step(each.step)] = each
    return found


def plan_of(grant: Grant, today: date) -> list[ItemPlan]:
    """Every item with its steps; one query."""
    known = days_of(grant)
    return [_plan(grant, place, item, known.get(place, {}), today) for place, item in enumerate(grant.items)]


def is_done(grant: Grant, member: GroupMember | None = None) -> bool:
    """Whether every item is delivered and paid, in a group every one of a member."""
    known = days_of(grant)
    return all(step in known.get(place, {}) for place in _places(grant, member) for step in ENDS)


def report_rows(grant: Grant, member: GroupMember | None = None) -> list[dict[str, list[str]]]:
    """The rows of a performance report as they would be typed, from what was granted and what was entered."""
    known, items = days_of(grant), granted_items(grant)
    payer = member.name if member and not member.is_lead else grant.facts.get("applicant_name", "")
    return [_row(items[place], known.get(place, {}), grant, payer) for place in _places(grant, member)]


def _places(grant: Grant, member: GroupMember | None) -> Sequence[int]:
    return places_of(member, granted_items(grant)) if member else range(len(grant.items))


def _plan(
    grant: Grant, place: int, item: Mapping[str, Any], days: Mapping[Step, ProjectDay], today: date
) -> ItemPlan:
    done = {step: each.on for step, each in days.items()}
    period = ProjectPeriod(grant.granted_on, grant.report_limit)
    steps = earliest_latest(grant.granted_on, grant.report_limit, done)
    return ItemPlan(place, item, steps, days, warning_for_next(done, period, today))


def _row(
    item: Mapping[str, Any], days: Mapping[Step, ProjectDay], grant: Grant, payer: str
) -> dict[str, list[str]]:
    invoice, paid = days.get(Step.INVOICED), days.get(Step.PAID)
    cells = {
        "name": item["name"],
        "category": item["category"],
        "cost_class": item.get("cost_class"),
        "quantity": item["quantity"],
        "unit_price": item["unit_price"],
        "invoice_number": invoice.number if invoice else "",
        "invoiced_amount": _amount(invoice),
        "paid_amount": _amount(paid),
        "method": paid.method if paid else "",
        **{step.value: days[step].on.isoformat() for step in ENTERED if step in days},
        "payer": payer if paid else "",
        "payee": grant.facts.get("vendor_name", "") if paid else "",
    }
    return {name: [str(value)] for name, value in cells.items() if value not in ("", None)}


def _amount(day: ProjectDay | None) -> int | None:
    return day.amount if day else None
