"""Steps of a payment (振込の遷移に伴う処理): no step of the grant's table runs past its transfer, whichever page it is taken from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hojokin.flow.form import FormProblem
from hojokin.flow.ledger_entries import pay
from hojokin.office.actions.book_entry import book_entry
from hojokin.office.actions.errors import Unmet
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, Payment
from hojokin.office.records.models.payment import BatchState, PaymentState
from hojokin.rules.engine.facts import Text

ON_PAGE = Text(
    "この手続は、支払いの画面でまとまりごとに行ってください。",
    "Do this on the payments page, batch by batch.",
)


def need_payment(state: PaymentState) -> Callable[[Filing, Actor, datetime], None]:
    """The step follows a transfer in this state; alone it is refused."""

    def check(filing: Filing, by: Actor, at: datetime) -> None:
        del by, at
        payment_in(filing, state)

    return check


def take_out_payment(filing: Filing, by: Actor, at: datetime) -> None:
    """The transfer leaves its batch, as long as nobody has approved it."""
    del by, at
    payment = payment_in(filing, PaymentState.PREPARED)
    if payment.batch.state != BatchState.MADE:
        raise Unmet([FormProblem("", ON_PAGE, "W-123")])
    payment.state = PaymentState.TAKEN_OUT.value
    payment.save(update_fields=["state"])


def book_payment(filing: Filing, by: Actor, at: datetime) -> None:
    """What was transferred is booked on the day of the batch (S-09); the key makes a second booking impossible."""
    payment = payment_in(filing, PaymentState.PAID)
    on, number = payment.batch.on, filing.number
    budget = payment.grant.budget
    Grant.objects.filter(pk=payment.grant_id).update(paid_on=on)
    key = f"{number}.pay.{payment.purpose}"
    book_entry(budget, number, lambda book: pay(book, key, on, budget, number, payment.amount), by=by, at=at)


def payment_in(filing: Filing, state: PaymentState) -> Payment:
    """The last transfer of a grant, when it is in this state. Raises Unmet."""
    found = Payment.objects.select_related("batch", "grant").filter(grant__filing=filing).order_by("-pk")
    last = found.first()
    if last is None or last.state != state:
        raise Unmet([FormProblem("", ON_PAGE, "W-123")])
    return last
