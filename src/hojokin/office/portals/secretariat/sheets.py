"""Sheets (集計表のファイル): rows for Excel, as CSV line by line or as XLSX without holding it in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO

from django.utils.timezone import get_current_timezone, localtime
from rustpy_xlsxwriter import FastExcel

from hojokin.office.portals.secretariat.queue_file import BYTE_ORDER_MARK, written

type Cell = str | int | Decimal | datetime | None
WIDTH = 18  # characters of a column
DAY_AND_TIME = "yyyy-mm-dd hh:mm"
PAGE = "Sheet1"
LONGEST_TEXT = 32_767  # letters that a cell of Excel holds


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (集計表): the heads of its columns and its rows, which may come one by one."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def as_csv(sheet: Sheet) -> Iterator[str]:
    """The lines; the first begins with the mark that Excel needs to read Japanese. Formulas are shown as text."""
    yield BYTE_ORDER_MARK + written(sheet.heads)
    for row in sheet.rows:
        yield written([_plain(each) for each in row])


def as_xlsx(sheet: Sheet) -> IO[bytes]:
    """The workbook as an open file that vanishes when it is closed. Texts are stored as texts, never as formulas."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    try:
        book = FastExcel(file).format(datetime_format=DAY_AND_TIME, bold_headers=True).freeze(row=1)
        book.sheet(PAGE, _records(sheet), column_width=WIDTH).save()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _records(sheet: Sheet) -> Iterator[dict[str, Cell]]:
    """Each row by its heads, which the writer takes from the first; so a sheet without rows has an empty one."""
    heads, zone = list(sheet.heads), get_current_timezone()
    if len(set(heads)) < len(heads):
        raise ValueError(f"two columns have one head: {heads}")
    is_empty = True
    for row in sheet.rows:
        is_empty = False
        yield dict(zip(heads, [_stored(each, zone) for each in row], strict=True))
    if is_empty:
        yield dict.fromkeys(heads)


def _stored(cell: Cell, zone: tzinfo) -> Cell:
    if isinstance(cell, str):
        return cell[:LONGEST_TEXT]
    if isinstance(cell, datetime):
        return cell.astimezone(zone).replace(tzinfo=None)  # Excel knows no time zones
    return cell


def _plain(cell: Cell) -> str | int | Decimal:
    if isinstance(cell, datetime):
        return f"{localtime(cell):%Y-%m-%d %H:%M}"
    return "" if cell is None else cell
