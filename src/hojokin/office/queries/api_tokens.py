"""API tokens (APIトークン) of a vendor, and what was reported with them last."""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.office.records.models import ApiToken, Party, ToolReport

NEWEST = 20


def tokens_of(party: Party | None) -> Sequence[ApiToken]:
    """Those that count, the newest first."""
    found = ApiToken.objects.filter(party=party, ended_at__isnull=True).select_related("made_by")
    return list(found.order_by("-made_at", "-pk")) if party else []


def reported_tools(party: Party | None) -> Sequence[ToolReport]:
    """The last reports of the vendor's system."""
    found = ToolReport.objects.filter(token__party=party).select_related("grant__filing")
    return list(found.order_by("-at", "-pk")[:NEWEST]) if party else []
