"""Sheets (表の読み込み): the cells of a CSV or XLSX file, within limits, with plain words when it cannot be read."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from hojokin.quotes.figures import Cell
from hojokin.rules.engine.facts import Text

MOST_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 60_000_000
MOST_PACKED_FILES = 2_000
MOST_ROWS = 20_000
MOST_COLUMNS = 500
MOST_SHEETS = 50
SEPARATORS = (",", "\t", ";")
LEGACY_WORKBOOK = b"\xd0\xcf\x11\xe0"

type Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One way to read the cells: a sheet of a workbook, or a text file with one separator."""

    name: str
    rows: Rows


class UnreadableSheet(ValueError):
    """A file that holds no table that can be read; ``text`` says why and what to do."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(ja, en)


def sheets_of(data: bytes) -> list[Sheet]:
    """Every sheet of a workbook, or every way to split a text file. Raises UnreadableSheet."""
    if len(data) > MOST_BYTES:
        size = f"{MOST_BYTES:,}"
        raise UnreadableSheet(
            f"ファイルが大きすぎます（{size}バイトまで）。", f"The file is too large (at most {size} bytes)."
        )
    if not data.strip():
        raise UnreadableSheet("ファイルが空です。", "The file is empty.")
    if data.startswith(LEGACY_WORKBOOK):
        ja = "古い形式（.xls）か、パスワード付きのファイルです。パスワードを外し、.xlsx で保存し直してください。"
        raise UnreadableSheet(ja, "This is an old .xls file or has a password. Save it as .xlsx without one.")
    if data.startswith(b"PK"):
        return [*_workbook(data)]
    text = _decoded(data)
    return [Sheet("", _split(text, separator)) for separator in SEPARATORS]


def _workbook(data: bytes) -> Iterator[Sheet]:
    _check_packing(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names[:MOST_SHEETS]:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
                raise _too_many_cells()
            # Leading empty rows and columns are kept, so that a cell has the name that the person sees.
            yield Sheet(
                name, [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            )
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, UnreadableSheet):
            raise
        raise _broken() from None


def _check_packing(data: bytes) -> None:
    """A small file may unpack to gigabytes: look at what it says, and that it says so truly."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inside = packed.infolist()
            if (
                len(inside) > MOST_PACKED_FILES
                or sum(each.file_size for each in inside) > MOST_UNPACKED_BYTES
            ):
                raise _too_many_cells()
            if packed.testzip() is not None:  # reads no more of a file than its stated size
                raise _broken()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise _broken() from None


def _plain(cell: object) -> Cell:
    return cell if isinstance(cell, str | int | float | bool) or cell is None else str(cell)


def _decoded(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            encodings = [encoding]
            break
    else:
        encodings = ["utf-16-le", "utf-16-be"] if b"\0" in data[:2000] else ["utf-8", "cp932"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    ja = "CSVとして読めません。UTF-8かShift_JISのCSV、または .xlsx で保存し直してください。"
    raise UnreadableSheet(ja, "This is no CSV text. Save it as CSV (UTF-8 or Shift_JIS) or as .xlsx.")


def _split(text: str, separator: str) -> Rows:
    rows: Rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([cell or None for cell in row])
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise _too_many_cells()
    except csv.Error:
        ja = 'CSVの引用符（"）の対応が取れていません。表計算ソフトで開いて保存し直してください。'
        raise UnreadableSheet(
            ja, 'The quotes (") of this CSV do not match. Save it again with a spreadsheet program.'
        ) from None
    return rows


def _too_many_cells() -> UnreadableSheet:
    return UnreadableSheet(
        f"表が大きすぎます（{MOST_ROWS:,}行・{MOST_COLUMNS}列まで）。",
        f"The table is too large (at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns).",
    )


def _broken() -> UnreadableSheet:
    ja = "Excelのファイルとして読めません。表計算ソフトで開いて .xlsx で保存し直してください。"
    return UnreadableSheet(
        ja, "This workbook cannot be read. Open it with a spreadsheet program and save it as .xlsx."
    )
