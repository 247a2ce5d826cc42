"""Repayment order (返還命令書) as PDF, for the office and for the grantee."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone

from hojokin.office.adapters.originator import originator
from hojokin.office.adapters.pdf import render
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.portals.amount_notice import PROGRAMME
from hojokin.office.queries.addressee import addressee
from hojokin.office.queries.repayments import surcharge_until
from hojokin.office.queries.return_case import newest_assessment
from hojokin.office.records.models import Grant, ReturnOrder
from hojokin.rules.question import TrackCode
from hojokin.rules.shared.interest import ReturnKind

CLAUSE = "交付規程 28条"
SURCHARGE = "加算金（期日まで）"
INSTALMENT = "第{n}回（{on:%Y年%m月%d日}まで）"
ACCOUNT = "{bank}-{branch} 口座番号 {number}（{holder}）"
REMARKS = {
    ReturnKind.CANCELLATION: (
        "受領の日から納付の日までの加算金がかかります。早く納付すると、その分だけ少なくなります（交付規程 29条）。",
        "期日を過ぎると、翌日から納付の日までの延滞金がかかります（交付規程 30条）。",
    ),
    ReturnKind.CHANGED_CIRCUMSTANCES: (
        "加算金はかかりません。期日を過ぎると延滞金がかかります（交付規程 30条）。",
    ),
    ReturnKind.OVERPAYMENT: ("期日を過ぎると、未納の額に延滞金がかかります（交付規程 30条）。",),
    ReturnKind.WAGE_DUTY: ("賃上げ要件の未達による返還のため、加算金と延滞金はかかりません。",),
}
ALWAYS = (
    "振込の名義は、交付決定を受けた事業者の名義にしてください。分からないことは事務局に連絡してください。"
)


def repayment_order(order: ReturnOrder) -> bytes:
    """The order on paper, the same byte for byte each time. Amounts that grow by the day are those of its last day."""
    grant = order.grant
    data = {
        "number": order.number,
        "issuer": settings.HOJOKIN_ISSUER,
        "date": order.ordered_on,
        "grantee": order.addressee or addressee(grant.filing.owner),
        "programme": PROGRAMME,
        "track": TRACK_LABELS[TrackCode(grant.filing.track)].ja,
        "application": grant.application.number,
        "clause": _clause(grant),
        "decided_on": grant.granted_on,
        "amount": order.amount,
        "due_on": order.due_on,
        "account": _account(),
        "reason": order.reason,
        "breakdown": _sums(order),
        "remarks": [*REMARKS[ReturnKind(order.kind)], ALWAYS],
    }
    return render("repayment_order", data, at=timezone.make_aware(datetime.combine(order.ordered_on, time())))


def answered_with_order(grant: Grant, number: str) -> HttpResponse:
    """The order that stands as a file. Raises Http404 where nothing was ordered."""
    order = grant.return_orders.filter(withdrawn_at__isnull=True).order_by("-pk").first()
    if order is None:
        raise Http404(number)
    answer = HttpResponse(repayment_order(order), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{order.number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _sums(order: ReturnOrder) -> list[dict[str, object]]:
    sums: list[dict[str, object]] = [{"label": ja, "amount": amount} for ja, _en, amount in order.breakdown]
    if surcharge := surcharge_until(order, order.due_on):
        sums.append({"label": SURCHARGE, "amount": surcharge})
    for n, part in enumerate(order.instalments.order_by("due_on"), start=1):
        sums.append({"label": INSTALMENT.format(n=n, on=part.due_on), "amount": part.amount})
    return sums


def _clause(grant: Grant) -> str:
    kept = newest_assessment(grant)
    return kept.clause if kept else CLAUSE


def _account() -> str:
    own = originator().account
    return ACCOUNT.format(
        bank=own.bank_code, branch=own.branch_code, number=own.account_number, holder=own.holder
    )
