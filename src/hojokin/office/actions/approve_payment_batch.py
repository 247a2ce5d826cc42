"""Approving a batch (振込の承認): by somebody other than who made it; from then on it may go to the bank."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.make_payment_batch import NOT_PAYER, total
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Payment, PaymentBatch, Tie
from hojokin.office.records.models.payment import BatchState, PaymentState
from hojokin.rules.engine.facts import Text

OWN = Text(
    "自分が作ったまとまりは承認できません（二人で確認する決まり）。別の支払担当に依頼してください。",
    "Who made a batch may not approve it (two-person rule). Ask another payer.",
)
NOT_OPEN = Text("このまとまりは、もう承認されています。", "This batch has been approved already.")
EMPTY = Text("振込が1件も残っていません。", "No transfer is left in it.")
CHANGED = Text(
    "承認している間に、振込がまとまりから外されました。一覧を見直してから、もう一度承認してください。",
    "A transfer was taken out of the batch in this moment. Look at the list again, then approve it.",
)
DECLARE = Text(
    "一覧の相手との利害関係がないことを申告してください。関係のある案件は、先にまとまりから外します。",
    "Declare that you have no tie to anybody on the list. Take a case to which you have one out first.",
)


@transaction.atomic
def approve_payment_batch(
    batch: PaymentBatch, *, by: Actor, at: datetime, has_no_tie: bool = False
) -> PaymentBatch:
    """Approve a batch with all its transfers, or with none. Raises NotAllowed, Refused and Unmet."""
    batch = lock_batch(batch)
    if by.role is not Role.PAYER or by.person is None:
        raise NotAllowed(NOT_PAYER)
    if by.person.pk == batch.made_by_id:
        raise NotAllowed(OWN)
    if batch.state != BatchState.MADE:
        raise NotAllowed(NOT_OPEN)
    payments = prepared(batch)
    if not payments:
        raise NotAllowed(EMPTY)
    _hold(payments)
    if [each.pk for each in prepared(batch)] != [each.pk for each in payments]:
        raise NotAllowed(CHANGED)
    _declare(payments, by, at, has_no_tie=has_no_tie)
    batch.state, batch.approved_by, batch.approved_at = BatchState.APPROVED.value, by.person, at
    batch.save()
    for each in payments:
        each.state = PaymentState.ORDERED.value
        each.save(update_fields=["state"])
        take_step(each.grant.filing, "order_payment", by=by, at=at)
    changes = {"count": len(payments), "amount": total(batch)}
    record(by, "batch.approve", batch.number, at=at, changes=changes)
    return batch


def lock_batch(batch: PaymentBatch) -> PaymentBatch:
    """The batch as it stands now, locked until the transaction ends."""
    return PaymentBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)


def prepared(batch: PaymentBatch) -> list[Payment]:
    """The transfers that wait in a batch, in order."""
    found = batch.payments.select_related("grant__filing").filter(state=PaymentState.PREPARED.value)
    return list(found.order_by("pk"))


def _hold(payments: list[Payment]) -> None:
    """Lock the grants before their transfers, as whoever takes one out does: in another order each would wait for the other."""
    filings = Filing.objects.filter(grant__payments__in=payments).order_by("pk")
    list(filings.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _declare(payments: list[Payment], by: Actor, at: datetime, *, has_no_tie: bool) -> None:
    filings = [each.grant.filing for each in payments]
    known = set(Tie.objects.filter(filing__in=filings, person=by.person).values_list("filing_id", flat=True))
    missing = [each for each in filings if each.pk not in known]
    if missing and not has_no_tie:
        raise Unmet([FormProblem("tie", DECLARE, "W-123")])
    for each in missing:
        declare_tie(each, has_tie=False, by=by, at=at)
