"""Writing entries (登録内容の書き込み): vendors and tools into their tables, a batch a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time

from django.db import transaction

from hojokin.office.catalogue.codes import ToolState, VendorState
from hojokin.office.catalogue.entry import ToolEntry, VendorEntry
from hojokin.office.records.models import Tool, Vendor
from hojokin.office.records.models.revision import next_revision

VENDOR_COLUMNS = (
    "name",
    "kana",
    "corporate_number",
    "prefecture",
    "form",
    "state",
    "registered_on",
    "url",
    "description",
)
TOOL_COLUMNS = (
    "vendor",
    "name",
    "kana",
    "maker",
    "category",
    "outline",
    "url",
    "ai_kind",
    "ai_evidence",
    "is_cloud",
    "is_invoice_ready",
    "is_smart_register",
    "is_electronic_transaction",
    "tracks",
    "processes",
    "functions",
    "industries",
    "price_min",
    "price_standard",
    "customers",
    "sales_started_on",
    "state",
    "registered_at",
    "revision",
)


@transaction.atomic
def write_vendors(entries: Iterable[VendorEntry]) -> None:
    """Write registered vendors; one that is there already is replaced."""
    revision = next_revision()
    Vendor.objects.bulk_create(
        [_vendor(entry, revision) for entry in entries],
        update_conflicts=True,
        unique_fields=["public_id"],
        update_fields=[*VENDOR_COLUMNS, "revision"],
        batch_size=1_000,
    )


@transaction.atomic
def write_tools(entries: Sequence[ToolEntry], *, fresh: bool = False) -> int:
    """Write registered tools; the answer is how many were new or differed. ``fresh`` says that none is there yet.

    Raises Vendor.DoesNotExist when a tool names a vendor that is not there.
    """
    sellers = dict(
        Vendor.objects.filter(public_id__in={entry.vendor for entry in entries}).values_list(
            "public_id", "pk"
        )
    )
    if missing := {entry.vendor for entry in entries} - sellers.keys():
        raise Vendor.DoesNotExist(", ".join(sorted(missing)))
    rows = [_tool(entry, sellers[entry.vendor]) for entry in entries]
    changed = rows if fresh else _changed(rows)
    if not changed:
        return 0
    revision = next_revision()
    for row in changed:
        row.revision = revision
    Tool.objects.bulk_create(
        changed,
        update_conflicts=not fresh,
        unique_fields=None if fresh else ["number"],
        update_fields=None if fresh else TOOL_COLUMNS,
        batch_size=1_000,
    )
    return len(changed)


def _changed(rows: Sequence[Tool]) -> list[Tool]:
    known = Tool.objects.in_bulk([row.number for row in rows], field_name="number")
    compared = [name for name in TOOL_COLUMNS if name not in ("vendor", "revision")] + ["vendor_id"]
    return [
        row
        for row in rows
        if row.number not in known
        or any(getattr(row, name) != getattr(known[row.number], name) for name in compared)
    ]


def _vendor(entry: VendorEntry, revision: int) -> Vendor:
    return Vendor(
        public_id=entry.public_id,
        name=entry.name,
        kana=entry.kana,
        corporate_number=entry.corporate_number,
        prefecture=entry.prefecture,
        form=entry.form.value,
        state=VendorState.REGISTERED.value,
        registered_on=entry.registered_on,
        url=entry.url,
        description=entry.description,
        revision=revision,
    )


def _tool(entry: ToolEntry, vendor: int) -> Tool:
    return Tool(
        number=entry.number,
        vendor_id=vendor,
        name=entry.name,
        kana=entry.kana,
        maker=entry.maker,
        category=entry.category,
        outline=entry.outline,
        url=entry.url,
        ai_kind=entry.ai_kind.value,
        ai_evidence=entry.ai_evidence,
        is_cloud=entry.is_cloud,
        is_invoice_ready=entry.is_invoice_ready,
        is_smart_register=entry.is_smart_register,
        is_electronic_transaction=entry.is_electronic_transaction,
        tracks=" ".join(entry.tracks),
        processes=" ".join(entry.processes),
        functions=" ".join(entry.functions),
        industries=" ".join(entry.industries),
        price_min=entry.price_min,
        price_standard=entry.price_standard,
        customers=entry.customers,
        sales_started_on=entry.sales_started_on,
        state=ToolState.REGISTERED.value,
        registered_at=datetime.combine(entry.registered_on, time(0), UTC),
    )
