"""A granted application with everybody around it, and the way through inspection and payment, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client

from hojokin.flow.orders import Step
from hojokin.flow.roles import Role
from hojokin.office.actions.approve_payment_batch import approve_payment_batch
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.fix_amount import fix_amount
from hojokin.office.actions.grant_steps import keep_claim
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.actions.make_payment_batch import make_payment_batch
from hojokin.office.actions.open_grant import open_grant
from hojokin.office.actions.read_payment_results import read_payment_results
from hojokin.office.actions.record_order import ProjectEntry, record_order
from hojokin.office.actions.send_payment_batch import send_payment_batch
from hojokin.office.actions.take_step import take_step
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    Filing,
    FilingEntry,
    Grant,
    Party,
    PaymentBatch,
    Person,
    Seat,
)

AT = datetime(2026, 8, 25, 3, 0, tzinfo=UTC)  # noon in Japan, a Tuesday
LATER = AT + timedelta(days=120)
PAY_ON = date(2026, 12, 25)
ACCOUNT = {
    "bank_code": "0001",
    "branch_code": "001",
    "account_type": "1",
    "account_number": "1234567",
    "account_holder": "株式会社青空",
    "account_kana": "カ）アオゾラ",
}
TOOL = {
    "name": "そらもり会計",
    "category": "1",
    "quantity": 2,
    "unit_price_yen": 500_000,
    "amount_yen": 1_000_000,
}


@dataclass(frozen=True)
class Scene:
    """A grant of 500,000 yen for a cost of 1,000,000, with one person for each part in it."""

    filing: Filing
    applicant: Actor
    vendor: Actor
    reviewer: Actor
    approver: Actor
    payer: Actor
    second: Actor
    stranger: Actor
    auditor: Actor

    @property
    def grant(self) -> Grant:
        """As it stands now."""
        return Grant.objects.select_related("filing").get(filing=self.filing)

    @property
    def state(self) -> str:
        """Where it stands now."""
        return Filing.objects.get(pk=self.filing.pk).state

    @property
    def report(self) -> Filing:
        """Its performance report."""
        return self.filing.children.get(kind="performance_report")


def actor(name: str, role: Role, party: Party | None = None) -> Actor:
    """A person in one seat."""
    person = Person.objects.create_user(
        f"{name}@example.jp", name=name, joined_at=AT, phone="09012345678", phone_confirmed_at=AT
    )
    Seat.objects.create(person=person, role=role.value, party=party, since=AT)
    return Actor(person, role, party)


def browser(of: Actor) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    assert of.person is not None
    client.force_login(of.person)
    return client


def granted(amount: int = 500_000, cost: int = 1_000_000, tools: int = 1) -> Scene:
    """The decision has just been made."""
    firm, seller, other = (
        Party.objects.create(name=name, kana=kana)
        for name, kana in (
            ("株式会社青空", "カ）アオゾラ"),
            ("緑ソフト株式会社", "ミドリソフト"),
            ("他社", "タシャ"),
        )
    )
    people = {
        "applicant": actor("青木", Role.APPLICANT, firm),
        "vendor": actor("緑川", Role.VENDOR, seller),
        "reviewer": actor("審査", Role.REVIEWER),
        "approver": actor("決裁", Role.APPROVER),
        "payer": actor("支払一", Role.PAYER),
        "second": actor("支払二", Role.PAYER),
        "stranger": actor("他人", Role.APPLICANT, other),
        "auditor": actor("監査", Role.AUDITOR),
    }
    filing = open_grant(
        application(firm, seller, people["applicant"], tools),
        amount=amount,
        eligible_cost=cost,
        by=people["approver"],
        at=AT,
    )
    return Scene(filing=filing, **people)


def another(here: Scene, amount: int = 500_000) -> Filing:
    """One more grant of the same firm."""
    paper = application(here.filing.owner, here.filing.partner, here.applicant, 1)
    return open_grant(paper, amount=amount, eligible_cost=2 * amount, by=here.approver, at=AT)


def application(firm: Party, seller: Party | None, by: Actor, tools: int) -> Filing:
    """An application that was decided."""
    number = f"AP26-{Filing.objects.count():06d}"
    filing = Filing.objects.create(
        number=number,
        kind="application",
        edition="fy2026",
        track="normal",
        state="granted",
        owner=firm,
        partner=seller,
        title="会計の電子化",
        opened_at=AT,
        state_since=AT,
        submitted_at=AT - timedelta(days=40),
    )
    said = {
        "company_name": firm.name,
        "company_kana": firm.kana,
        "tools": [{**TOOL, "name": f"そらもり会計{place}"} for place in range(tools)],
    }
    for name, value in said.items():
        FilingEntry.objects.create(
            filing=filing,
            name=name,
            typed=[],
            value=value,
            written_by_id=_person_of(by),
            written_as="applicant",
            written_at=AT,
        )
    return filing


def do_project(here: Scene, places: int = 1) -> Filing:
    """Order, delivery, invoice and payment of every item; the report opens by itself."""
    for place in range(places):
        for step, after in ((Step.ORDERED, 5), (Step.DELIVERED, 20), (Step.INVOICED, 25), (Step.PAID, 30)):
            entry = ProjectEntry(
                place,
                step,
                (AT + timedelta(days=after)).date(),
                number="S-1" if step is Step.INVOICED else "",
                amount=1_100_000 if step in (Step.INVOICED, Step.PAID) else None,
                method="internet_banking" if step is Step.PAID else "",
            )
            record_order(here.filing, entry, by=here.applicant, at=LATER)
    return here.report


def accept_report(here: Scene, account: dict[str, str] | None = None, at: datetime = LATER) -> None:
    """The report is sent and accepted; what it proves is not the matter of these tests."""
    report = do_project(here)
    for name, value in (ACCOUNT if account is None else account).items():
        write(report, name, value, here.applicant)
    Filing.objects.filter(pk=report.pk).update(state="submitted", submitted_at=at)
    declare_tie(report, has_tie=False, by=here.reviewer, at=at)
    take_step(report, "accept", by=here.reviewer, at=at)


def write(filing: Filing, name: str, value: Any, by: Actor) -> None:
    """A value as if it had been typed."""
    FilingEntry.objects.update_or_create(
        filing=filing,
        name=name,
        defaults={
            "typed": [str(value)],
            "value": value,
            "written_by_id": _person_of(by),
            "written_as": "applicant",
            "written_at": LATER,
        },
    )


def inspect(here: Scene, spent: int = 1_000_000) -> None:
    """The inspection is finished with so much accepted."""
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=LATER)
    code = here.grant.parts[0]["code"]
    inspected = Inspected({code: spent})
    inspect_report(here.filing, inspected, claim_by=LATER + timedelta(days=14), by=here.reviewer, at=LATER)


def claim(here: Scene) -> None:
    """The grantee claims; swearing and the code are tested with the steps of every filing."""
    write(here.filing, "amount_seen", True, here.applicant)
    write(here.filing, "account_same", True, here.applicant)
    Filing.objects.filter(pk=here.filing.pk).update(state="claimed")
    keep_claim(Filing.objects.get(pk=here.filing.pk), here.applicant, LATER)


def settle(here: Scene) -> None:
    """A second person fixes the amount."""
    declare_tie(here.filing, has_tie=False, by=here.approver, at=LATER)
    fix_amount(here.filing, by=here.approver, at=LATER)


def to_fixed(here: Scene, spent: int = 1_000_000) -> Scene:
    """From the decision to the fixed amount."""
    accept_report(here)
    inspect(here, spent)
    claim(here)
    settle(here)
    return here


def batch(here: Scene) -> PaymentBatch:
    """A batch with this grant."""
    return make_payment_batch([here.filing], on=PAY_ON, by=here.payer, at=LATER)


def ordered(here: Scene) -> PaymentBatch:
    """A batch that was approved and sent."""
    made = approve_payment_batch(batch(here), by=here.second, at=LATER, has_no_tie=True)
    send_payment_batch(made, by=here.payer, at=LATER)
    return PaymentBatch.objects.get(pk=made.pk)


def results(here: Scene, made: PaymentBatch, code: str = "0") -> None:
    """The bank's answer to every transfer of a batch."""
    rows = "".join(f"{each.pk},{code}\n" for each in made.payments.all())
    read_payment_results(made, f"number,result\n{rows}", by=here.second, at=LATER)


def _person_of(by: Actor) -> int:
    assert by.person is not None
    return by.person.pk
