"""Unsearched papers (番号を調べていない書類の照会): those of open filings that were attached before the search existed."""

from __future__ import annotations

from django.db.models import QuerySet

from hojokin.flow.roles import Role
from hojokin.office.queries.filings import waiting_for
from hojokin.office.queries.kept_files import GONE
from hojokin.office.records.models import Document, Filing


def unsearched_papers() -> QuerySet[Document]:
    """Those whose bytes are kept, also where they only stand in a receipt, the oldest first."""
    under_way = Filing.objects.filter(waiting_for(frozenset(Role)))
    found = Document.objects.filter(searched_at__isnull=True, filing__in=under_way)
    return found.exclude(state__in=GONE).select_related("filing").order_by("pk")
