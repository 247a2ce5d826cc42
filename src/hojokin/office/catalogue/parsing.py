"""Parsing (読み取り): a row of a table as an entry, or every reason why it is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from hojokin.office.catalogue.codes import (
    AI_LABELS,
    FUNCTION_LABELS,
    TRACK_LABELS,
    AiKind,
    VendorForm,
    category_labels,
    industry_labels,
    prefecture_labels,
    process_labels,
)
from hojokin.office.catalogue.entry import ToolEntry, VendorEntry
from hojokin.office.catalogue.sheet import Row
from hojokin.office.catalogue.table import HEADINGS, REQUIRED, Column
from hojokin.rules.engine.facts import Text
from hojokin.rules.identifiers import tool_number
from hojokin.rules.question import InvoiceFunction, TrackCode

LENGTHS = {
    Column.NAME: 200,
    Column.KANA: 200,
    Column.MAKER: 200,
    Column.OUTLINE: 1_000,
    Column.AI_EVIDENCE: 500,
    Column.URL: 500,
    Column.VENDOR: 20,
    Column.VENDOR_NAME: 200,
}
HIGHEST_PRICE = 10_000_000_000
HIGHEST_COUNT = 2_000_000_000
YES = frozenset({"yes", "true", "1", "はい", "有", "あり", "○", "〇", "対応"})
NO = frozenset({"", "no", "false", "0", "いいえ", "無", "なし", "×", "非対応", "-"})
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ud800-\udfff]")
_LISTED = re.compile(r"[\s,、;；・/]+")
SHOWN = 40


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell, or with a whole line or file where ``column`` is empty or ``line`` is 0."""

    line: int
    column: str
    reason: Text


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A tool and the vendor that the same line names."""

    line: int
    tool: ToolEntry
    vendor: VendorEntry


def columns_of(heading: Row) -> tuple[dict[Column, int], list[RowProblem]]:
    """Where each column stands; unknown, doubled and missing headings are problems."""
    known = {
        unicodedata.normalize("NFKC", name).lower(): column
        for column in Column
        for name in (column.value, HEADINGS[column])
    }
    places: dict[Column, int] = {}
    problems = []
    for place, written in enumerate(heading.cells):
        column = known.get(unicodedata.normalize("NFKC", written).strip().lower().lstrip("\ufeff"))
        if column is None and written:
            problems.append(
                _problem(
                    heading.line,
                    written,
                    "という列はありません。見出しを直すか、列を消してください。",
                    "is no known column. Correct the heading or remove the column.",
                )
            )
        elif column in places:
            problems.append(_problem(heading.line, written, "の列が二つあります。", "stands there twice."))
        elif column is not None:
            places[column] = place
    problems += [
        _problem(
            heading.line,
            column.value,
            f"（{HEADINGS[column]}）の列がありません。",
            "is missing: add this column.",
        )
        for column in Column
        if column in REQUIRED and column not in places
    ]
    return places, problems


class RowReader:
    """Reads one row: each method takes a column and gives its value, noting what is wrong."""

    def __init__(self, row: Row, places: Mapping[Column, int]) -> None:
        self._cells = {
            column: row.cells[place] if place < len(row.cells) else "" for column, place in places.items()
        }
        self._line = row.line
        self.problems: list[RowProblem] = []

    def wrong(self, column: Column, ja: str, en: str) -> None:
        """Note a problem."""
        self.problems.append(RowProblem(self._line, HEADINGS[column], Text(ja, en)))

    def text(self, column: Column, *, required: bool = False) -> str:
        """A text of bounded length without unreadable characters, and no formula."""
        value = unicodedata.normalize("NFC", self._cells.get(column, ""))
        if required and not value:
            self.wrong(column, "空欄です。", "is empty.")
        if _UNREADABLE.search(value):
            self.wrong(
                column,
                "読み取れない文字があります。UTF-8で保存し直してください。",
                "has characters that cannot be read. Save as UTF-8.",
            )
        if value.startswith("="):
            self.wrong(
                column, "数式です。計算した値を書いてください。", "is a formula. Write the value instead."
            )
        if len(value) > (most := LENGTHS.get(column, 200)):
            self.wrong(
                column,
                f"長すぎます（{most:,}文字まで、{len(value):,}文字）。",
                f"is too long (at most {most:,} characters, not {len(value):,}).",
            )
        return value

    def whole(self, column: Column, highest: int, default: int | None = None) -> int:
        """A whole number from 0; digits may be full-width and grouped, 円 may follow."""
        written = unicodedata.normalize("NFKC", self._cells.get(column, ""))
        plain = written.replace(",", "").strip().removesuffix("円").lstrip("¥\\")
        if not plain and default is not None:
            return default
        if not (plain.isascii() and plain.isdecimal()):
            self.wrong(
                column,
                f"「{written[:SHOWN]}」を整数で書いてください。",
                f"{written[:SHOWN]!r}: write a whole number.",
            )
            return 0
        if len(plain) > len(str(highest)) or int(plain) > highest:
            self.wrong(column, f"大きすぎます（{highest:,}まで）。", f"is too large (at most {highest:,}).")
            return 0
        return int(plain)

    def flag(self, column: Column) -> bool:
        """Yes or no; empty is no."""
        written = unicodedata.normalize("NFKC", self._cells.get(column, "")).lower()
        if written not in YES | NO:
            self.wrong(
                column,
                f"「{written[:SHOWN]}」: yes か no で書いてください。",
                f"{written[:SHOWN]!r}: write yes or no.",
            )
        return written in YES

    def day(self, column: Column, default: date | None = None) -> date:
        """A day as 2026-04-01 or 2026/4/1."""
        written = unicodedata.normalize("NFKC", self._cells.get(column, ""))
        if not written and default is not None:
            return default
        parts = re.split(r"[-/.年月日]", written.split(" ")[0].removesuffix("日"))
        try:
            year, month, day = (int(part) for part in parts)
            return date(year, month, day)
        except (ValueError, OverflowError):
            self.wrong(
                column,
                f"「{written[:SHOWN]}」: 2026-04-01 の形で書いてください。",
                f"{written[:SHOWN]!r}: write a day such as 2026-04-01.",
            )
            return date(2026, 1, 1)

    def one(self, column: Column, known: Mapping[str, Text], default: str = "") -> str:
        """A code, or its Japanese name."""
        written = self._cells.get(column, "") or default
        return next(iter(self._codes(column, [written], known)), "")

    def many(self, column: Column, known: Mapping[str, Text]) -> tuple[str, ...]:
        """Codes or Japanese names, each once, in the order of their set."""
        written = self._cells.get(column, "")
        whole = [written] if written in {label.ja for label in known.values()} else _LISTED.split(written)
        chosen = set(self._codes(column, filter(None, whole), known))
        return tuple(code for code in known if code in chosen)

    def _codes(self, column: Column, written: Iterable[str], known: Mapping[str, Text]) -> list[str]:
        named = {**{label.ja: code for code, label in known.items()}, **{code: code for code in known}}
        found = []
        for each in written:
            code = named.get(each) or named.get(unicodedata.normalize("NFKC", each))
            if code is None:
                options = "、".join(islice_text(known))
                self.wrong(
                    column,
                    f"「{each[:SHOWN]}」はありません。次から選んでください: {options}",
                    f"{each[:SHOWN]!r} is not known. Choose from: {options}",
                )
            else:
                found.append(code)
        return found


def islice_text(known: Mapping[str, Text], most: int = 12) -> list[str]:
    """The first codes of a set, for a message."""
    codes = [str(code) for code in known]
    return codes if len(codes) <= most else [*codes[:most], "…"]


def parsed(row: Row, places: Mapping[Column, int]) -> tuple[ParsedRow | None, Sequence[RowProblem]]:
    """The entry of a row, or every problem in it."""
    read = RowReader(row, places)
    number = read.text(Column.NUMBER, required=True)
    checked = tool_number(number)
    if number and not checked.valid:
        read.wrong(Column.NUMBER, checked.problems[0].message, checked.problems[0].message_en)
    tool = _tool(read, checked.value or "")
    vendor = VendorEntry(
        public_id=tool.vendor,
        name=read.text(Column.VENDOR_NAME),
        kana="",
        corporate_number="",
        prefecture=read.one(Column.PREFECTURE, prefecture_labels(), "13")
        if Column.PREFECTURE in places
        else "",
        form=VendorForm.SINGLE,
        registered_on=tool.registered_on,
    )
    return (None, read.problems) if read.problems else (ParsedRow(row.line, tool, vendor), ())


def _tool(read: RowReader, number: str) -> ToolEntry:
    before = len(read.problems)
    standard = read.whole(Column.PRICE_STANDARD, HIGHEST_PRICE)
    least = read.whole(Column.PRICE_MIN, HIGHEST_PRICE, standard)
    if least > standard and len(read.problems) == before:
        read.wrong(
            Column.PRICE_MIN,
            f"標準価格{standard:,}円より高くなっています。",
            f"is above the standard price of {standard:,} yen.",
        )
    ai = AiKind(read.one(Column.AI_KIND, AI_LABELS, AiKind.NONE) or AiKind.NONE)
    evidence = read.text(Column.AI_EVIDENCE)
    if ai is not AiKind.NONE and not evidence:
        read.wrong(
            Column.AI_EVIDENCE,
            "AIが何をするかを書いてください（機能説明資料に示した内容）。",
            "say what the AI does, as the function document shows it.",
        )
    registered = read.day(Column.REGISTERED_ON)
    return ToolEntry(
        number=number,
        vendor=read.text(Column.VENDOR, required=True),
        name=read.text(Column.NAME, required=True),
        kana=read.text(Column.KANA),
        maker=read.text(Column.MAKER, required=True),
        category=int(read.one(Column.CATEGORY, category_labels()) or 1),
        outline=read.text(Column.OUTLINE),
        url=_url(read),
        ai_kind=ai,
        ai_evidence=evidence if ai is not AiKind.NONE else "",
        is_cloud=read.flag(Column.CLOUD),
        is_invoice_ready=read.flag(Column.INVOICE_READY),
        is_smart_register=read.flag(Column.SMART_REGISTER),
        is_electronic_transaction=read.flag(Column.ELECTRONIC_TRANSACTION),
        tracks=tuple(map(TrackCode, read.many(Column.TRACKS, TRACK_LABELS))),
        processes=read.many(Column.PROCESSES, process_labels()),
        functions=tuple(map(InvoiceFunction, read.many(Column.FUNCTIONS, FUNCTION_LABELS))),
        industries=read.many(Column.INDUSTRIES, industry_labels()),
        price_min=least,
        price_standard=standard,
        customers=read.whole(Column.CUSTOMERS, HIGHEST_COUNT, 0),
        sales_started_on=read.day(Column.SALES_STARTED_ON, registered),
        registered_on=registered,
    )


def _url(read: RowReader) -> str:
    url = read.text(Column.URL)
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    if not sound:
        read.wrong(
            Column.URL,
            "https:// で始まるURLを書いてください。",
            "write an address that begins with https://.",
        )
    return url


def _problem(line: int, column: str, ja: str, en: str) -> RowProblem:
    return RowProblem(line, column[:SHOWN], Text(f"「{column[:SHOWN]}」{ja}", f"{column[:SHOWN]!r} {en}"))
