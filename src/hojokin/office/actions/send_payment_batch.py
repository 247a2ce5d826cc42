"""Sending a batch (振込ファイルの作成): the bank file of an approved batch; asked again, the same bytes come again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from hojokin.flow.bank_file import Transfer, UnwritableFile, transfer_file
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.approve_payment_batch import lock_batch
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.make_payment_batch import NOT_PAYER, account_of
from hojokin.office.actions.record import record
from hojokin.office.adapters.originator import originator
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import PaymentBatch
from hojokin.office.records.models.payment import BatchState, PaymentState
from hojokin.rules.engine.facts import Text

NOT_APPROVED = Text("先に、別の支払担当が承認してください。", "Another payer has to approve it first.")
CHANGED = Text(
    "前に作ったファイルと内容が違います。銀行に送らず、管理者に連絡してください。",
    "The file differs from the one made before. Do not send it; tell an administrator.",
)


@transaction.atomic
def send_payment_batch(batch: PaymentBatch, *, by: Actor, at: datetime) -> bytes:
    """The file for the bank. Raises NotAllowed before the approval, Unmet with all that no bank would take."""
    batch = lock_batch(batch)
    if by.role is not Role.PAYER or by.person is None:
        raise NotAllowed(NOT_PAYER)
    if batch.state == BatchState.MADE:
        raise NotAllowed(NOT_APPROVED)
    made = _file(batch)
    digest = hashlib.sha256(made).hexdigest()
    if batch.digest and batch.digest != digest:
        raise NotAllowed(CHANGED)
    if batch.state == BatchState.APPROVED:
        batch.state, batch.sent_by, batch.sent_at, batch.digest = BatchState.SENT.value, by.person, at, digest
        batch.save()
    record(by, "batch.send", batch.number, at=at, changes={"digest": digest})
    return made


def _file(batch: PaymentBatch) -> bytes:
    ours = originator()
    payments = batch.payments.exclude(state=PaymentState.TAKEN_OUT.value).order_by("pk")
    transfers = [Transfer(each.pk, account_of(each.account), each.amount) for each in payments]
    try:
        return transfer_file(ours.account, ours.code, batch.on, transfers)
    except UnwritableFile as refused:
        raise Unmet([FormProblem(each.field, each.message, "REF-08") for each in refused.problems]) from None
