"""After the grant (交付決定の後): the project, its report, the inspection, the claim and the payment, as far as each goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from hojokin.flow.orders import Step
from hojokin.flow.roles import Role
from hojokin.office.actions.approve_payment_batch import approve_payment_batch
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.fix_amount import fix_amount
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.actions.make_payment_batch import make_payment_batch
from hojokin.office.actions.order_repayment import Demand, order_repayment
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.read_payment_results import read_payment_results
from hojokin.office.actions.record_order import ProjectEntry, record_order
from hojokin.office.actions.send_payment_batch import send_payment_batch
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.people import Firm, sample
from hojokin.office.config.demo_programme.registrations import DAY, HOUR
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, fill_in, sign
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant
from hojokin.rules.shared.interest import ReturnKind

# In the order in which a grant passes them.
WAY = (
    "granted",
    "ordered",
    "report_editing",
    "report_checking",
    "report_submitted",
    "report_returned",
    "report_accepted",
    "inspected",
    "claimed",
    "amount_fixed",
    "payment_prepared",
    "payment_ordered",
    "payment_failed",
    "paid",
    "return_ordered",
)
DAYS = ((Step.ORDERED, 5), (Step.DELIVERED, 25), (Step.INVOICED, 28), (Step.PAID, 33))


class Grantee:
    """A grant with everybody around it (交付決定を受けた事業)."""

    def __init__(self, application: Filing, firm: Firm, by: Actor, vendor: Actor, after: str) -> None:
        self.filing = Filing.objects.get(grant__application=application)
        self.firm, self.by, self.vendor, self.after = firm, by, vendor, after
        self.reviewer = sample("reviewer2", Role.REVIEWER)
        self.approver = sample("approver", Role.APPROVER)

    def stops(self, name: str) -> bool:
        """Whether it goes no further than this."""
        return self.after == name

    def now(self) -> Filing:
        """The grant as it stands."""
        self.filing.refresh_from_db()
        return self.filing


def life_of(here: Grantee, at: datetime) -> Life:
    """From the day after the decision."""
    if here.after in {"withdrawn", "cancelled"}:
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
        yield from _reported(here, at)


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


def _reported(here: Grantee, at: datetime) -> Life:
    report = here.filing.children.get(kind__endswith="performance_report")
    if here.stops("report_editing"):
        return
    account = data("grants")["account"] | {
        "account_number": f"{here.filing.pk:07d}",
        "account_holder": here.firm.name,
        "account_kana": here.firm.kana,
    }
    fill_in(report, data("grants")["report"] | account, by=here.by, at=at)
    attach_papers(report, by=here.by, at=at, also=data("grants")["papers"])
    report = take_step(report, "hand_to_vendor", by=here.by, at=at)
    if here.stops("report_checking"):
        return
    yield (at := at + DAY)
    report = take_step(report, "confirm", by=here.vendor, at=at)
    yield (at := at + DAY)
    report = sign(report, "submit", by=here.by, at=at)
    if here.stops("report_submitted"):
        return
    yield (at := at + 10 * DAY)
    declare_tie(report, has_tie=False, by=here.reviewer, at=at)
    if here.stops("report_returned"):
        for name, text in data("findings")["report"].items():
            raise_finding(report, name, text, by=here.reviewer, at=at)
        take_step(report, "return_for_correction", by=here.reviewer, at=at, due_at=at + 14 * DAY)
        return
    take_step(report, "accept", by=here.reviewer, at=at)
    if not here.stops("report_accepted"):
        yield (at := at + 3 * DAY)
        yield from _settled(here, at)


def _settled(here: Grantee, at: datetime) -> Life:
    grant = Grant.objects.get(filing=here.filing)
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=at)
    spent = {each["code"]: int(each["cost"]) for each in grant.parts}
    inspect_report(here.now(), Inspected(spent), claim_by=at + 14 * DAY, by=here.reviewer, at=at)
    if here.stops("inspected"):
        return
    yield (at := at + 2 * DAY)
    fill_in(here.now(), {"amount_seen": True, "account_same": True}, by=here.by, at=at)
    sign(here.now(), "claim", by=here.by, at=at)
    if here.stops("claimed"):
        return
    yield (at := at + 3 * DAY)
    declare_tie(here.filing, has_tie=False, by=here.approver, at=at)
    fix_amount(here.now(), by=here.approver, at=at)
    if not here.stops("amount_fixed"):
        yield (at := at + DAY)
        yield from _paid(here, at)


def _paid(here: Grantee, at: datetime) -> Life:
    one, other = sample("payer", Role.PAYER), sample("payer2", Role.PAYER)
    batch = make_payment_batch([here.now()], on=_bank_day(at + 4 * DAY), by=one, at=at)
    if here.stops("payment_prepared"):
        return
    yield (at := at + DAY)
    batch = approve_payment_batch(batch, by=other, at=at, has_no_tie=True)
    send_payment_batch(batch, by=one, at=at + HOUR)
    if here.stops("payment_ordered"):
        return
    yield (at := at + 5 * DAY)
    code = "2" if here.stops("payment_failed") else "0"
    rows = "".join(f"{each.pk},{code}\n" for each in batch.payments.all())
    read_payment_results(batch, f"number,result\n{rows}", by=other, at=at)
    if here.stops("return_ordered"):
        yield (at := at + 5 * DAY)
        grant = Grant.objects.get(filing=here.filing)
        declare_tie(here.filing, has_tie=False, by=here.approver, at=at)
        due = timezone.localtime(at + 60 * DAY).date()
        kind = next(iter(ReturnKind))
        demand = Demand(kind, grant.settled or 0, due, data("findings")["repayment"])
        order_repayment(here.now(), demand, by=here.approver, at=at)


def _ended(here: Grantee, at: datetime) -> None:
    declare_tie(here.filing, has_tie=False, by=here.approver, at=at)
    action = "withdraw" if here.stops("withdrawn") else "cancel"
    reason = Evidence(reason=data("findings")[here.after])
    take_step(here.now(), action, by=here.approver, at=at, evidence=reason)


def _bank_day(at: datetime) -> date:
    day = timezone.localtime(at).date()
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


_SATURDAY = 5
