"""Entries (登録内容): one vendor and one tool as plain values, the way they are generated, imported and written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hojokin.office.catalogue.codes import AiKind, VendorForm
from hojokin.rules.question import InvoiceFunction, TrackCode


@dataclass(frozen=True, slots=True)
class VendorEntry:
    """A registered vendor (IT導入支援事業者). ``prefecture`` is a two-digit code."""

    public_id: str
    name: str
    kana: str
    corporate_number: str
    prefecture: str
    form: VendorForm
    registered_on: date
    url: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class ToolEntry:
    """A registered tool (ITツール). Prices are whole yen without tax; a subscription's is that of one year (T-22)."""

    number: str
    vendor: str  # its public id
    name: str
    kana: str
    maker: str
    category: int
    outline: str
    url: str
    ai_kind: AiKind
    ai_evidence: str
    is_cloud: bool
    is_invoice_ready: bool
    is_smart_register: bool
    is_electronic_transaction: bool
    tracks: tuple[TrackCode, ...]
    processes: tuple[str, ...]
    functions: tuple[InvoiceFunction, ...]
    industries: tuple[str, ...]
    price_min: int
    price_standard: int
    customers: int
    sales_started_on: date
    registered_on: date
