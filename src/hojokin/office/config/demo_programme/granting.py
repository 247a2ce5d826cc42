"""After the grant (交付決定の後): the project, and everything that follows from it, as far as each goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from hojokin.flow.orders import Step
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.record_order import ProjectEntry, record_order
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.grantee import Grantee
from hojokin.office.config.demo_programme.moments import DAY, HOUR
from hojokin.office.config.demo_programme.reporting import reported
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.records.models import Grant

HELD_UP = {"delayed": "instruct_delay", "accident": "instruct_accident"}
DAYS = ((Step.ORDERED, 5), (Step.DELIVERED, 25), (Step.INVOICED, 28), (Step.PAID, 33))


def life_of(here: Grantee, at: datetime) -> Life:
    """From the day after the decision."""
    if here.after in {"withdrawn", "cancelled", *HELD_UP}:
        yield (at := at + 10 * DAY)
        _ended(here, at)
        return
    if here.stops("granted"):
        return
    granted_on = timezone.localtime(at).date() - DAY
    steps: Sequence[tuple[Step, int]] = DAYS[:2] if here.stops("ordered") else DAYS
    for step, days in steps:
        yield at + days * DAY + HOUR
        _record(here, step, granted_on + timedelta(days=days), at + days * DAY + HOUR)
    at += 34 * DAY
    if not here.stops("ordered"):
        yield at
        yield from reported(here, at)


def _record(here: Grantee, step: Step, on: date, at: datetime) -> None:
    grant = Grant.objects.get(filing=here.filing)
    for place, item in enumerate(grant.items):
        with_tax = int(item["unit_price"]) * int(item["quantity"]) * 11 // 10
        paid = step in (Step.INVOICED, Step.PAID)
        entry = ProjectEntry(
            place,
            step,
            on,
            number=f"S-{here.filing.pk}" if step is Step.INVOICED else "",
            amount=with_tax if paid else None,
            method="internet_banking" if step is Step.PAID else "",
        )
        record_order(here.filing, entry, by=here.by, at=at, is_confirmed=True)


def _ended(here: Grantee, at: datetime) -> None:
    declare_tie(here.filing, has_tie=False, by=here.approver, at=at)
    action = HELD_UP.get(here.after) or ("withdraw" if here.stops("withdrawn") else "cancel")
    reason = Evidence(reason=data("findings")[here.after])
    take_step(here.now(), action, by=here.approver, at=at, evidence=reason)
