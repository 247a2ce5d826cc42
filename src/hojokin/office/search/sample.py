"""Sample documents (見本の検索対象): entries as documents of an index, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time

from hojokin.office.catalogue.entry import ToolEntry, VendorEntry
from hojokin.office.search.document import ToolDocument


def documents_of(tools: Iterable[ToolEntry], vendors: Mapping[str, VendorEntry]) -> list[ToolDocument]:
    """One document a tool; keys count from 1."""
    return [
        ToolDocument(
            key=key,
            number=tool.number,
            name=tool.name,
            kana=tool.kana,
            maker=tool.maker,
            vendor=vendors[tool.vendor].name,
            outline=tool.outline,
            price=tool.price_standard,
            customers=tool.customers,
            registered=int(datetime.combine(tool.registered_on, time(0), UTC).timestamp()),
            prefecture=vendors[tool.vendor].prefecture,
            category=str(tool.category),
            tracks=tuple(tool.tracks),
            processes=tool.processes,
            functions=tuple(tool.functions),
            industries=tool.industries,
            ai_kind=tool.ai_kind.value,
            is_cloud=tool.is_cloud,
            is_invoice_ready=tool.is_invoice_ready,
        )
        for key, tool in enumerate(tools, 1)
    ]
