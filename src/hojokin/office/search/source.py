"""Source (索引の元): the documents of the index, read from the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from hojokin.office.catalogue.codes import ToolState, VendorState
from hojokin.office.records.models import Tool
from hojokin.office.search.document import ToolDocument

READ_AT_ONCE = 5_000
FIELDS = (
    "pk",
    "number",
    "name",
    "kana",
    "maker",
    "vendor__name",
    "outline",
    "price_standard",
    "customers",
    "registered_at",
    "vendor__prefecture",
    "category",
    "tracks",
    "processes",
    "functions",
    "industries",
    "ai_kind",
    "is_cloud",
    "is_invoice_ready",
)


def public_tools() -> QuerySet[Tool]:
    """The tools that anybody may see: registered, of a registered vendor."""
    return Tool.objects.filter(state=ToolState.REGISTERED, vendor__state=VendorState.REGISTERED)


def documents() -> Iterator[ToolDocument]:
    """Every public tool."""
    for row in public_tools().values_list(*FIELDS).iterator(READ_AT_ONCE):
        yield _document(*row)


def changed_since(revision: int) -> tuple[list[int], list[ToolDocument]]:
    """The keys of all tools changed after a revision, they or their vendor, and those of them that are public."""
    changed = Tool.objects.filter(Q(revision__gt=revision) | Q(vendor__revision__gt=revision))
    keys = list(changed.values_list("pk", flat=True))
    public = public_tools().filter(Q(revision__gt=revision) | Q(vendor__revision__gt=revision))
    return keys, [_document(*row) for row in public.values_list(*FIELDS)]


def _document(
    key: int,
    number: str,
    name: str,
    kana: str,
    maker: str,
    vendor: str,
    outline: str,
    price: int,
    customers: int,
    registered_at: datetime,
    prefecture: str,
    category: int,
    tracks: str,
    processes: str,
    functions: str,
    industries: str,
    ai_kind: str,
    is_cloud: bool,
    is_invoice_ready: bool,
) -> ToolDocument:
    return ToolDocument(
        key=key,
        number=number,
        name=name,
        kana=kana,
        maker=maker,
        vendor=vendor,
        outline=outline,
        price=price,
        customers=customers,
        registered=int(registered_at.timestamp()),
        prefecture=prefecture,
        category=str(category),
        tracks=tuple(tracks.split()),
        processes=tuple(processes.split()),
        functions=tuple(functions.split()),
        industries=tuple(industries.split()),
        ai_kind=ai_kind,
        is_cloud=is_cloud,
        is_invoice_ready=is_invoice_ready,
    )
