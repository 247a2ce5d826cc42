"""Earlier filings (これまでの手続): what the same party filed before, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from hojokin.flow.kinds import FilingKind
from hojokin.flow.table import State
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.models import Filing

MOST = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """One of them (以前の手続). ``findings`` counts the points that were sent."""

    filing: Filing
    kind: FilingKind
    state: State
    findings: int


def earlier_filings(filing: Filing, at: datetime) -> Sequence[Earlier]:
    """The other filings of the party that were handed in, the newest first."""
    sent = Count("findings", filter=Q(findings__sent_at__isnull=False))
    others = Filing.objects.filter(owner=filing.owner_id, submitted_at__lte=at).exclude(pk=filing.pk)
    return [_earlier(each) for each in others.annotate(sent=sent).order_by("-submitted_at", "-pk")[:MOST]]


def _earlier(filing: Filing) -> Earlier:
    kind = kind_of(filing.kind)
    sent: int = filing.sent  # type: ignore[attr-defined]  # the query above counts it
    return Earlier(filing, kind, kind.table.states[filing.state], sent)
