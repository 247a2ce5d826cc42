"""A small catalogue for tests: one vendor, and tools that say what a test changes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from hojokin.office.actions.write_catalogue import write_tools, write_vendors
from hojokin.office.catalogue.codes import AiKind, VendorForm
from hojokin.office.catalogue.entry import ToolEntry, VendorEntry
from hojokin.rules.question import InvoiceFunction, TrackCode

type Register = Callable[..., None]

VENDOR = VendorEntry(
    public_id="V26-000001",
    name="株式会社あおぞら",
    kana="アオゾラ",
    corporate_number="2180301018771",
    prefecture="13",
    form=VendorForm.SINGLE,
    registered_on=date(2026, 4, 1),
)
TOOL = ToolEntry(
    number="DL06-0000001",
    vendor=VENDOR.public_id,
    name="そらもり会計",
    kana="ソラモリカイケイ",
    maker="そらもり合同会社",
    category=1,
    outline="小さな会社の会計ソフトです。",
    url="https://example.jp/",
    ai_kind=AiKind.GENERATIVE,
    ai_evidence="生成AIが仕訳の下書きを作ります。",
    is_cloud=True,
    is_invoice_ready=True,
    is_smart_register=False,
    is_electronic_transaction=False,
    tracks=(TrackCode.NORMAL, TrackCode.INVOICE),
    processes=("P-04",),
    functions=(InvoiceFunction.ACCOUNTING,),
    industries=("小",),
    price_min=400_000,
    price_standard=600_000,
    customers=12,
    sales_started_on=date(2025, 1, 6),
    registered_on=date(2026, 4, 2),
)


def register(tools: Sequence[ToolEntry], vendors: Sequence[VendorEntry] = (VENDOR,)) -> None:
    """Write vendors and tools."""
    write_vendors(vendors)
    write_tools(tools)


def several(count: int) -> list[ToolEntry]:
    """Tools that differ in number and price alone; a later one is dearer and has fewer customers."""
    return [
        replace(
            TOOL,
            number=f"DL06-{place:07d}",
            name=f"そらもり会計 {place}",
            price_min=place * 1_000,
            price_standard=place * 1_000,
            customers=1_000 - place,
        )
        for place in range(1, count + 1)
    ]
