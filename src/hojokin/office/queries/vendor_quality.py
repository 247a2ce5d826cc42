"""Vendor quality (支援事業者ごとの不備): how much each filed, how often it came back, was rejected or was cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from hojokin.flow.roles import Role
from hojokin.office.queries.kinds import kinds
from hojokin.office.records.models import AuditRow, Filing

# Steps that end a grant for a breach (交付決定取消し).
CANCELLATIONS = ("grant.cancel", "grant.cancel_after_payment")
REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class VendorLine:
    """One vendor (支援事業者の1行): what it filed itself and what it filed together with applicants."""

    party: int
    name: str
    filings: int
    returns: int
    rejections: int
    cancellations: int

    @property
    def returns_per_hundred(self) -> int:
        """Returns for a hundred filings, half up."""
        return (200 * self.returns + self.filings) // (2 * self.filings)


def vendor_lines(since: datetime | None) -> Sequence[VendorLine]:
    """Every vendor that has handed in anything in the time, most returns for a filing first. Two queries."""
    handed_in = Q(submitted_at__isnull=False)
    if since is not None:
        handed_in &= Q(submitted_at__gte=since)
    returns = _returns(since)
    counted = _of_vendors(Filing.objects.all()).annotate(
        filings=Count("pk", filter=handed_in),
        rejected=Count("pk", filter=handed_in & Q(state=REJECTED)),
        cancelled=Count("pk", filter=Q(kind="grant", number__in=_cancelled(since))),
    )
    lines = [
        VendorLine(party, name, filings, returns.get(party, 0), rejected, cancelled)
        for party, name, filings, rejected, cancelled in counted.filter(filings__gt=0)
    ]
    return sorted(lines, key=lambda each: (-each.returns_per_hundred, -each.filings, each.party))


def _of_vendors(filings: QuerySet[Filing]) -> QuerySet[Filing, Any]:
    """The filings by vendor with its name: it is the partner, or the owner of the vendor's own papers."""
    own = [each.code for each in kinds().values() if each.owner is Role.VENDOR]
    joint = [each.code for each in kinds().values() if each.partner is Role.VENDOR]
    told = filings.filter(Q(kind__in=own) | Q(kind__in=joint, partner__isnull=False)).annotate(
        seller=Case(When(kind__in=own, then=F("owner")), default=F("partner")),
        name=Case(When(kind__in=own, then=F("owner__name")), default=F("partner__name")),
    )
    return told.values_list("seller", "name").order_by()


def _cancelled(since: datetime | None) -> QuerySet[AuditRow, str]:
    rows = AuditRow.objects.filter(what__in=CANCELLATIONS)
    if since is not None:
        rows = rows.filter(at__gte=since)
    return rows.values_list("subject", flat=True)


def _returns(since: datetime | None) -> Mapping[int, int]:
    """How often filings went back with findings: those of a filing that were sent at one moment are one return."""
    sent = Q(findings__sent_at__isnull=False)
    if since is not None:
        sent &= Q(findings__sent_at__gte=since)
    once = Concat(Cast("pk", CharField()), Value(" "), Cast("findings__sent_at", CharField()))
    counted = _of_vendors(Filing.objects.filter(sent)).annotate(count=Count(once, distinct=True))
    return {party: count for party, _name, count in counted}
