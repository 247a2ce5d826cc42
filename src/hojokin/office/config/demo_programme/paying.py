"""The payment (支払い): the amount is fixed and transferred, and what may happen afterwards."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from hojokin.flow.roles import Role
from hojokin.office.actions.approve_payment_batch import approve_payment_batch
from hojokin.office.actions.assess_return import Stated, assess_return
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.make_payment_batch import make_payment_batch
from hojokin.office.actions.order_repayment import Demand, order_repayment, receive_return
from hojokin.office.actions.read_payment_results import read_payment_results
from hojokin.office.actions.send_payment_batch import send_payment_batch
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.grantee import Grantee
from hojokin.office.config.demo_programme.moments import DAY, HOUR
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.queries.repayments import owed
from hojokin.rules.reference.banking_days import next_banking_day

AFTERWARDS = {
    "return_ordered": "order_return",
    "returned": "order_return",
    "withdrawn_after_payment": "withdraw_after_payment",
    "cancelled_after_payment": "cancel_after_payment",
    "closed": "cancel_after_payment",
}


def paid(here: Grantee, at: datetime) -> Life:
    """The transfer, in a batch that one makes and another approves."""
    one, other = sample("payer", Role.PAYER), sample("payer2", Role.PAYER)
    batch = make_payment_batch(
        [here.now()], on=next_banking_day(timezone.localtime(at + 4 * DAY).date()), by=one, at=at
    )
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
    if here.after in AFTERWARDS:
        yield (at := at + 5 * DAY)
        yield from _afterwards(here, at)


def _afterwards(here: Grantee, at: datetime) -> Life:
    """What may still happen to a grant that was paid: it ends, or is to be returned."""
    said = Evidence(reason=data("findings")["repayment"])
    for each in (here.approver, here.approver2):
        declare_tie(here.filing, has_tie=False, by=each, at=at)
    if here.after in {"withdrawn_after_payment", "cancelled_after_payment", "closed"}:
        action = "cancel_after_payment" if here.stops("closed") else AFTERWARDS[here.after]
        take_step(here.now(), action, by=here.approver, at=at, evidence=said)
        if here.stops("closed"):
            yield (at := at + DAY)
            take_step(here.now(), "waive_return", by=here.approver2, at=at, evidence=said)
        return
    assess_return(here.now(), Stated("changed_circumstances"), by=here.reviewer, at=at)
    yield (at := at + HOUR)
    demand = Demand(timezone.localtime(at + 60 * DAY).date(), said.reason)
    order = order_repayment(here.now(), demand, by=here.approver, at=at)
    if here.stops("returned"):
        yield (at := at + 3 * DAY)
        on = timezone.localtime(at).date()
        receive_return(here.now(), on=on, amount=owed(order, on).total, by=sample("payer", Role.PAYER), at=at)
