"""Sheets (表の読み込み): the cells of a CSV or XLSX file with their lines, whatever program wrote it."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from hojokin.rules.engine.facts import Text

MOST_BYTES = 1_000_000_000
MOST_UNPACKED_BYTES = 4_000_000_000
SEPARATORS = (",", "\t", ";")
LEGACY_WORKBOOK = b"\xd0\xcf\x11\xe0"
LOOKED_AT = 4_096
ZEROS_IN_UTF16 = 100  # one byte in so many is the empty half of an ASCII letter, were it only the separators
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class UnreadableSheet(ValueError):
    """A file that holds no table that can be read; ``text`` says why and what to do, ``line`` where it stopped."""

    def __init__(self, ja: str, en: str, line: int = 0) -> None:
        super().__init__(en)
        self.text = Text(ja, en)
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``line`` counts from 1, as a spreadsheet program shows it."""

    line: int
    cells: list[str]


def rows_of(data: bytes) -> Iterator[Row]:
    """The rows of a file that are not empty, the headings first. Raises UnreadableSheet, possibly while reading."""
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableSheet("ファイルが空です。", "The file is empty.")
    if len(data) > MOST_BYTES:
        raise _too_large()
    if data.startswith(LEGACY_WORKBOOK):
        ja = "古い形式（.xls）か、パスワード付きのファイルです。.xlsx で保存し直してください。"
        raise UnreadableSheet(ja, "This is an old .xls file or has a password. Save it as .xlsx without one.")
    rows = _workbook(data) if data.startswith(b"PK") else _text(decoded(data))
    return (row for row in rows if any(row.cells))


def decoded(data: bytes) -> str:
    """The text of a CSV file: UTF-8, UTF-16 or CP932. What cannot be read becomes U+FFFD, for its cell to say so."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding)
    start = data[:LOOKED_AT]
    first, second = start[::2].count(0), start[1::2].count(0)
    if max(first, second) * ZEROS_IN_UTF16 > len(start):
        return _whole(data, "utf-16-le" if second >= first else "utf-16-be")
    for encoding in ("utf-8", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _whole(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _text(text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            yield Row(before + 1, [cell.strip() for cell in cells])
            before = reader.line_num
    except csv.Error:
        ja = 'ここから先を読めません。引用符（"）の対応か、大きすぎるセルを確かめてください。'
        en = 'Nothing can be read from here on. Look for a quote (") that does not match, or a cell far too large.'
        raise UnreadableSheet(ja, en, before + 1) from None


def _workbook(data: bytes) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise _too_large()
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        if isinstance(error, UnreadableSheet):
            raise
        ja = "Excelのファイルとして読めません。表計算ソフトで開いて .xlsx で保存し直してください。"
        raise UnreadableSheet(ja, "This workbook cannot be read. Save it again as .xlsx.") from None
    for line, row in enumerate(islice(rows, None), 1):
        yield Row(line, [_written(cell) for cell in row])


def _written(cell: Any) -> str:
    """A cell of a workbook as a person would have written it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a spreadsheet keeps whole numbers as floats
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _too_large() -> UnreadableSheet:
    size = f"{MOST_BYTES // 1_000_000:,}"
    return UnreadableSheet(
        f"ファイルが大きすぎます（{size} MBまで）。", f"The file is too large (at most {size} MB)."
    )
