"""Ordering a repayment (返還の命令): what the rules ask back, in one sum or in instalments, and what came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hojokin.flow.form import FormProblem
from hojokin.flow.ledger_entries import give_back, receive_interest
from hojokin.flow.roles import Role
from hojokin.office.actions.book_entry import book_entry
from hojokin.office.actions.end_papers import end_papers
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.lock import lock
from hojokin.office.actions.numbering import next_number
from hojokin.office.actions.record import record
from hojokin.office.actions.return_steps import NO_ORDER
from hojokin.office.actions.take_step import take_step
from hojokin.office.clock import end_of
from hojokin.office.queries.addressee import addressee
from hojokin.office.queries.ledger import totals_of
from hojokin.office.queries.repayments import owed, parts_on, standing_order
from hojokin.office.queries.return_case import newest_assessment
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    Filing,
    Grant,
    Instalment,
    ReturnAssessment,
    ReturnOrder,
    ReturnReceipt,
)
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.interest import ReturnKind

PREFIX = "RO"
NOT_APPROVER = Text("返還を命令できるのは決裁者だけです。", "Only an approver may order a return.")
NOT_PAYER = Text("入金を記録できるのは支払担当だけです。", "Only a payer may record what came in.")
PAST = Text("返還の期日は、今日より後の日にしてください。", "The day must be later than today.")
NO_DUE = Text("返還の期日を入力してください。", "Enter the day by which it is to be returned.")
NO_REASON = Text(
    "返還を命じる理由を入力してください。命令書に載ります。", "Enter the reason; it stands in the order."
)
UNEVEN = Text(
    "分割の額の合計が返還額と同じで、最後の期日が返還の期日と同じになるようにしてください。",
    "The instalments must add up to the amount, and the last day must be that of the order.",
)
EMPTY_PART = Text("分割の額は1円以上にしてください。", "Every instalment must be at least one yen.")
NOT_ASSESSED = Text(
    "先に、審査担当が返還額を算定してください（二人で確認する決まり）。",
    "First a reviewer works the amount out (two-person rule).",
)
OTHER = Text("決裁者が決めた返還額", "Amount decided by the approver")
AHEAD = Text("入金の日が今日より後です。", "The day has not come yet.")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked back (返還の内容): what was worked out, or another ``amount`` with ``why_other``.

    ``parts`` are pairs of a day and an amount, where it is paid in instalments.
    """

    due_on: date | None
    reason: str
    parts: Sequence[tuple[date, int]] = field(default_factory=tuple)
    amount: int | None = None
    why_other: str = ""


@transaction.atomic
def order_repayment(filing: Filing, demand: Demand, *, by: Actor, at: datetime) -> ReturnOrder:
    """Order a return of paid money, as somebody worked it out. Raises NotAllowed, Refused, and Unmet with all that is wrong."""
    filing = lock(filing)
    if by.role is not Role.APPROVER or by.person is None:
        raise NotAllowed(NOT_APPROVER)
    grant = Grant.objects.select_for_update(no_key=True).get(filing=filing)
    assessment = newest_assessment(grant)
    if assessment is None:
        raise Unmet([FormProblem("", NOT_ASSESSED, "W-124")])
    today = timezone.localtime(at).date()
    amount = assessment.amount if demand.amount is None else demand.amount
    wrong = _wrong(filing, assessment, amount, demand, today)
    if wrong or demand.due_on is None:
        raise Unmet(wrong)
    made = ReturnOrder.objects.create(
        grant=grant,
        number=next_number(PREFIX, at),
        kind=assessment.kind,
        amount=amount,
        reason=demand.reason.strip(),
        breakdown=_breakdown(assessment, amount),
        ordered_on=today,
        due_on=demand.due_on,
        addressee=addressee(filing.owner),
        ordered_by=by.person,
    )
    parts = [Instalment(order=made, due_on=day, amount=amount) for day, amount in demand.parts]
    Instalment.objects.bulk_create(parts)
    changes = {"amount": made.amount, "number": made.number, "of": assessment.amount}
    record(by, "return.order", filing.number, at=at, changes=changes, reason=demand.why_other)
    evidence = Evidence(reason=demand.reason)
    take_step(filing, "order_return", by=by, at=at, evidence=evidence, due_at=_next_day(made, today))
    return made


@transaction.atomic
def receive_return(filing: Filing, *, on: date, amount: int, by: Actor, at: datetime) -> ReturnReceipt:
    """Record money that came in; the grant is paid off first, what is beyond it is surcharge and late interest.

    When nothing is left the case goes on by itself. Raises NotAllowed and Unmet.
    """
    filing = lock(filing)
    if by.role is not Role.PAYER or by.person is None:
        raise NotAllowed(NOT_PAYER)
    grant = (
        Grant.objects.select_related("filing").select_for_update(of=("self",), no_key=True).get(filing=filing)
    )
    order = standing_order(grant)
    if order is None:
        raise NotAllowed(NO_ORDER)
    if wrong := _wrong_receipt(order, on, amount, at):
        raise Unmet(wrong)
    due = owed(order, on)
    of_grant = min(amount, due.amount)
    made = ReturnReceipt.objects.create(
        order=order, on=on, amount=of_grant, interest=amount - of_grant, entered_by=by.person, entered_at=at
    )
    _book(grant, made, by, at)
    if owed(order, on).total == 0:
        take_step(filing, "record_return", by=by, at=at)
        _end_reports(grant, order, at)
    else:
        filing.due_at = _next_day(order, on)
        filing.save(update_fields=["due_at"])
    return made


def _next_day(order: ReturnOrder, on: date) -> datetime:
    """By when the next part is to come in; interest alone is owed since the day of the order."""
    unpaid = [each.due_on for each in parts_on(order, on) if each.left]
    return end_of(min(unpaid, default=order.due_on))


def _end_reports(grant: Grant, order: ReturnOrder, at: datetime) -> None:
    """After a return for a wage duty no further report is owed (RET-02)."""
    if order.kind != ReturnKind.WAGE_DUTY:
        return
    grant.reports_ended_on = timezone.localtime(at).date()
    grant.save(update_fields=["reports_ended_on"])
    end_papers(grant.filing, at, only="effect_report")


def _wrong(
    filing: Filing, assessment: ReturnAssessment, amount: int, demand: Demand, today: date
) -> list[FormProblem]:
    totals = totals_of(filing.number)
    left = totals.paid - totals.returned
    found = []
    if not 0 < amount <= left:
        said = Text(
            f"返還額は1円以上、支払済で未返還の{left:,}円以下にしてください。",
            f"The amount must be between 1 and {left:,} yen, what was paid and not returned.",
        )
        found.append(FormProblem("amount", said, "W-124"))
    if amount != assessment.amount and not demand.why_other.strip():
        said = Text(
            f"計算の{assessment.amount:,}円（{assessment.clause}）と違う額にするときは、その理由を入力してください。",
            f"The rules give {assessment.amount:,} yen ({assessment.clause}). Enter why it is to be another amount.",
        )
        found.append(FormProblem("why_other", said, "W-124"))
    if demand.due_on is None:
        found.append(FormProblem("due_on", NO_DUE, "W-124"))
    elif demand.due_on <= today:
        found.append(FormProblem("due_on", PAST, "W-124"))
    if not demand.reason.strip():
        found.append(FormProblem("reason", NO_REASON, "W-124"))
    days = [day for day, _amount in demand.parts]
    whole = sum(part for _day, part in demand.parts)
    if demand.parts and (whole != amount or max(days) != demand.due_on or len(set(days)) < len(days)):
        found.append(FormProblem("parts", UNEVEN, "W-124"))
    if any(part <= 0 for _day, part in demand.parts):
        found.append(FormProblem("parts", EMPTY_PART, "W-124"))
    return found


def _breakdown(assessment: ReturnAssessment, amount: int) -> list[list[object]]:
    """What the paper lists: the sums of the calculation, and the amount that was decided otherwise."""
    other = [] if amount == assessment.amount else [[OTHER.ja, OTHER.en, amount]]
    return [*assessment.sums, *other]


def _wrong_receipt(order: ReturnOrder, on: date, amount: int, at: datetime) -> list[FormProblem]:
    found = []
    due = owed(order, on).total
    if on > timezone.localtime(at).date():
        found.append(FormProblem("on", AHEAD, "W-124"))
    if not 0 < amount <= due:
        said = Text(
            f"入金額は1円以上、{on}までに納める{due:,}円以下で入力してください。",
            f"Enter between 1 and {due:,} yen, what is owed by {on}.",
        )
        found.append(FormProblem("amount", said, "W-124"))
    return found


def _book(grant: Grant, receipt: ReturnReceipt, by: Actor, at: datetime) -> None:
    number, budget, on = grant.filing.number, grant.budget, receipt.on
    key = f"{number}.return.{receipt.pk}"
    if receipt.amount:
        book_entry(
            budget,
            number,
            lambda book: give_back(book, key, on, budget, number, receipt.amount),
            by=by,
            at=at,
        )
    if receipt.interest:
        key = f"{number}.interest.{receipt.pk}"
        book_entry(
            budget,
            number,
            lambda _book: receive_interest(key, on, budget, number, receipt.interest),
            by=by,
            at=at,
        )
