"""Table (一覧表): the columns of a file of tools, their headings, and how entries are written into it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from enum import StrEnum
from typing import TextIO

from hojokin.office.catalogue.entry import ToolEntry, VendorEntry


class Column(StrEnum):
    """A column; the value is its heading for programs, HEADINGS holds the one for people."""

    NUMBER = "number"
    VENDOR = "vendor_id"
    VENDOR_NAME = "vendor_name"
    PREFECTURE = "prefecture"
    NAME = "name"
    KANA = "kana"
    MAKER = "maker"
    CATEGORY = "category"
    OUTLINE = "outline"
    URL = "url"
    AI_KIND = "ai_kind"
    AI_EVIDENCE = "ai_evidence"
    CLOUD = "cloud"
    INVOICE_READY = "invoice_ready"
    SMART_REGISTER = "smart_register"
    ELECTRONIC_TRANSACTION = "electronic_transaction"
    TRACKS = "tracks"
    PROCESSES = "processes"
    FUNCTIONS = "functions"
    INDUSTRIES = "industries"
    PRICE_MIN = "price_min"
    PRICE_STANDARD = "price_standard"
    CUSTOMERS = "customers"
    SALES_STARTED_ON = "sales_started_on"
    REGISTERED_ON = "registered_on"


HEADINGS = {
    Column.NUMBER: "登録番号",
    Column.VENDOR: "支援事業者番号",
    Column.VENDOR_NAME: "支援事業者名",
    Column.PREFECTURE: "都道府県",
    Column.NAME: "ツール名",
    Column.KANA: "ツール名カナ",
    Column.MAKER: "製造元",
    Column.CATEGORY: "カテゴリー",
    Column.OUTLINE: "概要",
    Column.URL: "公開URL",
    Column.AI_KIND: "AI",
    Column.AI_EVIDENCE: "AIの内容",
    Column.CLOUD: "クラウド",
    Column.INVOICE_READY: "インボイス対応",
    Column.SMART_REGISTER: "スマートレジ",
    Column.ELECTRONIC_TRANSACTION: "電子取引",
    Column.TRACKS: "申請枠",
    Column.PROCESSES: "プロセス",
    Column.FUNCTIONS: "機能",
    Column.INDUSTRIES: "業種",
    Column.PRICE_MIN: "下限価格",
    Column.PRICE_STANDARD: "標準価格",
    Column.CUSTOMERS: "導入社数",
    Column.SALES_STARTED_ON: "販売開始日",
    Column.REGISTERED_ON: "登録日",
}

REQUIRED = frozenset(
    {
        Column.NUMBER,
        Column.VENDOR,
        Column.NAME,
        Column.MAKER,
        Column.CATEGORY,
        Column.PRICE_STANDARD,
        Column.REGISTERED_ON,
    }
)


def write_table(file: TextIO, rows: Iterable[tuple[ToolEntry, VendorEntry]]) -> int:
    """Write tools as CSV with the headings for programs; the answer is the number of rows."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.value for column in Column])
    done = 0
    for tool, vendor in rows:
        writer.writerow(_cells(tool, vendor))
        done += 1
    return done


def _cells(tool: ToolEntry, vendor: VendorEntry) -> list[str]:
    held = {
        Column.NUMBER: tool.number,
        Column.VENDOR: tool.vendor,
        Column.VENDOR_NAME: vendor.name,
        Column.PREFECTURE: vendor.prefecture,
        Column.NAME: tool.name,
        Column.KANA: tool.kana,
        Column.MAKER: tool.maker,
        Column.CATEGORY: str(tool.category),
        Column.OUTLINE: tool.outline,
        Column.URL: tool.url,
        Column.AI_KIND: tool.ai_kind.value,
        Column.AI_EVIDENCE: tool.ai_evidence,
        Column.CLOUD: _flag(tool.is_cloud),
        Column.INVOICE_READY: _flag(tool.is_invoice_ready),
        Column.SMART_REGISTER: _flag(tool.is_smart_register),
        Column.ELECTRONIC_TRANSACTION: _flag(tool.is_electronic_transaction),
        Column.TRACKS: " ".join(tool.tracks),
        Column.PROCESSES: " ".join(tool.processes),
        Column.FUNCTIONS: " ".join(tool.functions),
        Column.INDUSTRIES: " ".join(tool.industries),
        Column.PRICE_MIN: str(tool.price_min),
        Column.PRICE_STANDARD: str(tool.price_standard),
        Column.CUSTOMERS: str(tool.customers),
        Column.SALES_STARTED_ON: tool.sales_started_on.isoformat(),
        Column.REGISTERED_ON: tool.registered_on.isoformat(),
    }
    return [held[column] for column in Column]


def _flag(flag: bool) -> str:
    return "yes" if flag else "no"
