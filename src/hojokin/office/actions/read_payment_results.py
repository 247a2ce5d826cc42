"""Reading results back (振込結果の取込み): what was transferred is booked, what failed goes back to the grantee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hojokin.flow.bank_results import TransferResult, read_results
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.approve_payment_batch import lock_batch
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.make_payment_batch import NOT_PAYER
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Payment, PaymentBatch
from hojokin.office.records.models.payment import BatchState, PaymentState
from hojokin.rules.engine.facts import Text

NOT_SENT = Text(
    "先に振込ファイルを作って銀行に送ってください。", "First make the file and send it to the bank."
)


@dataclass(frozen=True, slots=True)
class ResultsRead:
    """What a file of results brought (取込みの結果). ``known`` were there already."""

    paid: int = 0
    failed: int = 0
    known: int = 0


@transaction.atomic
def read_payment_results(batch: PaymentBatch, text: str, *, by: Actor, at: datetime) -> ResultsRead:
    """Take in a file of results, all of it or none. Reading the same file again changes nothing.

    Raises NotAllowed, and Unmet with every line that cannot be taken.
    """
    batch = lock_batch(batch)
    if by.role is not Role.PAYER:
        raise NotAllowed(NOT_PAYER)
    if batch.state not in (BatchState.SENT, BatchState.DONE):
        raise NotAllowed(NOT_SENT)
    results, faults = read_results(text)
    payments = {each.pk: each for each in batch.payments.select_related("grant__filing")}
    wrong = [
        FormProblem(
            "results", Text(f"{each.line}行目: {each.message.ja}", f"Line {each.line}: {each.message.en}")
        )
        for each in faults
    ]
    if wrong := [*wrong, *_unfit(results, payments)]:
        raise Unmet(wrong)
    new = [each for each in results if payments[each.number].state == PaymentState.ORDERED]
    for each in new:
        _apply(payments[each.number], each, by, at)
    _finish(batch)
    paid = sum(each.result.is_paid for each in new)
    record(by, "batch.results", batch.number, at=at, changes={"count": len(new), "result": paid})
    return ResultsRead(paid, len(new) - paid, len(results) - len(new))


def _unfit(results: Sequence[TransferResult], payments: Mapping[int, Payment]) -> list[FormProblem]:
    found = []
    for each in results:
        payment = payments.get(each.number)
        if payment is None or payment.state == PaymentState.TAKEN_OUT:
            said = Text(
                f"振込番号{each.number}はこのまとまりにありません。",
                f"Transfer {each.number} is not in this batch.",
            )
            found.append(FormProblem("results", said, "W-123"))
        elif payment.state != PaymentState.ORDERED and payment.result != each.result.code:
            said = Text(
                f"振込番号{each.number}は、前に取り込んだ結果（{payment.result}）と違います。銀行に確かめてください。",
                f"Transfer {each.number} had result {payment.result} before. Ask the bank.",
            )
            found.append(FormProblem("results", said, "W-123"))
    return found


def _apply(payment: Payment, result: TransferResult, by: Actor, at: datetime) -> None:
    state = PaymentState.PAID if result.result.is_paid else PaymentState.FAILED
    payment.state, payment.result, payment.result_at = state.value, result.result.code, at
    payment.save(update_fields=["state", "result", "result_at"])
    filing = payment.grant.filing
    if result.result.is_paid:
        take_step(filing, "record_payment", by=by, at=at)
    else:
        said = result.result.label
        take_step(filing, "record_failure", by=by, at=at, evidence=Evidence(reason=f"{said.ja} / {said.en}"))


def _finish(batch: PaymentBatch) -> None:
    if not batch.payments.filter(state=PaymentState.ORDERED.value).exists():
        batch.state = BatchState.DONE.value
        batch.save(update_fields=["state"])
