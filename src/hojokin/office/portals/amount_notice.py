"""Notice of the fixed amount (確定通知書) as PDF, for the office and for the grantee."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from hojokin.office.adapters.pdf import render
from hojokin.office.catalogue.codes import TRACK_LABELS
from hojokin.office.queries.addressee import addressee
from hojokin.office.queries.inspections import newest_inspection
from hojokin.office.records.models import Grant, LedgerEntry
from hojokin.rules.question import TrackCode

PROGRAMME = "デジタル化・AI導入補助金"
CLAUSE = "交付規程 様式第2"
PAYMENT = "確定した額を、実績報告または請求で届け出た口座に振り込みます。"


def amount_notice(grant: Grant) -> bytes | None:
    """The notice, the same byte for byte each time; None while the amount is not fixed."""
    settled = LedgerEntry.objects.filter(key=f"{grant.filing.number}.settle").first()
    inspection = newest_inspection(grant)
    if settled is None or inspection is None or grant.settled is None:
        return None
    filing, report = grant.filing, inspection.report
    data = {
        "number": f"{filing.number}-2",
        "issuer": settings.HOJOKIN_ISSUER,
        "date": settled.on,
        "grantee": grant.settled_to or addressee(filing.owner),
        "programme": PROGRAMME,
        "track": TRACK_LABELS[TrackCode(filing.track)].ja,
        "application": grant.application.number,
        "clause": CLAUSE,
        "decided_on": grant.granted_on,
        "reported_on": timezone.localtime(report.submitted_at or settled.posted_at).date(),
        "spent": inspection.spent,
        "rate": "、".join(dict.fromkeys(each["rate"] for each in inspection.lines)),
        "by_rate": sum(each["share"] for each in inspection.lines),
        "granted": grant.amount,
        "amount": grant.settled,
        "payment": PAYMENT,
    }
    return render("amount_notice", data, at=settled.posted_at)
