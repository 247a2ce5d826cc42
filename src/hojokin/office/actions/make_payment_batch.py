"""Making a batch (振込のまとまりの作成): settled grants that are to be paid on one day, each only once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hojokin.flow.bank_file import BankAccount, Transfer, transfer_problems
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.flow.tables.grant import TABLE
from hojokin.office import adapters
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.numbering import next_number
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.ports.bank_register import BankRegister
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, Payment, PaymentBatch
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.banking_days import BankClosure, bank_closure, next_banking_day

PREFIX = "PB"
NOT_PAYER = Text("振込を扱えるのは支払担当だけです。", "Only a payer may handle transfers.")
NOBODY = Text("振込をする案件を1件以上選んでください。", "Choose at least one case to pay.")
PAST = Text("振込の日は今日以降にしてください。", "The day of the transfer must not have passed.")


@transaction.atomic
def make_payment_batch(filings: Iterable[Filing], *, on: date, by: Actor, at: datetime) -> PaymentBatch:
    """Put settled grants into a new batch. Raises NotAllowed, Refused, and Unmet with all that no bank would take."""
    if by.role is not Role.PAYER or by.person is None:
        raise NotAllowed(NOT_PAYER)
    grants = _grants(filings)
    for each in grants:
        TABLE.step(each.filing.state, "prepare_payment", by.role)
    if wrong := [*_wrong_day(on, at), *_wrong(grants)]:
        raise Unmet(wrong)
    batch = PaymentBatch.objects.create(number=next_number(PREFIX, at), on=on, made_by=by.person, made_at=at)
    for grant in grants:
        Payment.objects.create(
            batch=batch, grant=grant, amount=grant.settled or 0, account=named_account(grant.account or {})
        )
        take_step(grant.filing, "prepare_payment", by=by, at=at)
    record(by, "batch.make", batch.number, at=at, changes={"count": len(grants), "amount": total(batch)})
    return batch


@transaction.atomic
def take_out(payment: Payment, *, reason: str, by: Actor, at: datetime) -> None:
    """Take one transfer out of a batch that is not approved yet. Raises NotAllowed, Refused and Unmet."""
    if by.role is not Role.PAYER:
        raise NotAllowed(NOT_PAYER)
    take_step(payment.grant.filing, "take_out", by=by, at=at, evidence=Evidence(reason=reason))


def account_of(kept: dict[str, str]) -> BankAccount:
    """A stored account as the bank file takes it."""
    kind = kept.get("account_type", "")
    return BankAccount(
        bank_code=kept.get("bank_code", ""),
        branch_code=kept.get("branch_code", ""),
        account_type=int(kind) if kind.isdecimal() else 0,
        account_number=kept.get("account_number", ""),
        holder=kept.get("account_kana", ""),
        bank_name=kept.get("bank_kana", ""),
        branch_name=kept.get("branch_kana", ""),
    )


def named_account(kept: dict[str, str]) -> dict[str, str]:
    """The account with the readings of bank and branch, as far as the register knows them."""
    register = adapters.of(BankRegister)
    bank = register.bank(kept.get("bank_code", ""))
    branch = register.branch(kept.get("bank_code", ""), kept.get("branch_code", ""))
    return {
        **kept,
        "bank_kana": bank.kana if bank else "",
        "branch_kana": branch.kana if branch else "",
    }


def total(batch: PaymentBatch) -> int:
    """The sum of a batch's transfers, without those that were taken out."""
    amounts = batch.payments.exclude(state="taken_out").values_list("amount", flat=True)
    return sum(amounts)


def _grants(filings: Iterable[Filing]) -> list[Grant]:
    """The grants, locked in the order of their numbers."""
    wanted = [each.pk for each in filings]
    found = Grant.objects.select_for_update(of=("self",), no_key=True).select_related("filing")
    return list(found.filter(filing__in=wanted).order_by("filing__number"))


def _wrong_day(on: date, at: datetime) -> Iterable[FormProblem]:
    shut = bank_closure(on)
    if on < timezone.localtime(at).date():
        yield FormProblem("on", PAST, "W-123")
    elif shut is not None:
        yield FormProblem("on", _shut(on, shut), shut.source)


def _shut(on: date, why: BankClosure) -> Text:
    """Why no bank transfers on this day, with the next day on which it does."""
    following = next_banking_day(on)
    return Text(
        f"振込の日（{on}）は{why.name_ja}のため銀行の休日です。次の営業日の{following}にしてください。",
        f"Banks are shut on {on} ({why.name_en}). Choose the next banking day, {following}.",
    )


def _wrong(grants: list[Grant]) -> Iterable[FormProblem]:
    if not grants:
        yield FormProblem("cases", NOBODY, "W-123")
    highest = Payment.objects.aggregate(last=Max("pk"))["last"] or 0
    for grant in grants:
        transfer = Transfer(highest + 1, account_of(named_account(grant.account or {})), grant.settled or 0)
        for each in transfer_problems(transfer):
            number = grant.filing.number
            said = Text(f"{number}: {each.message.ja}", f"{number}: {each.message.en}")
            yield FormProblem("cases", said, "W-111 PORTAL.K-10")
