"""Sheets (集計表のファイル): rows for Excel, as CSV line by line or as XLSX without holding it in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO

from django.utils.timezone import localtime, make_naive
from xlsxwriter import Workbook

from hojokin.office.portals.secretariat.queue_file import BYTE_ORDER_MARK, written

type Cell = str | int | Decimal | datetime | None
WIDTH = 18  # characters of a column
DAY_AND_TIME = "yyyy-mm-dd hh:mm"


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
    settled = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, settled) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        moment = book.add_format({"num_format": DAY_AND_TIME})
        page.set_column(0, len(sheet.heads) - 1, WIDTH)
        page.freeze_panes(1, 0)
        page.write_row(0, 0, sheet.heads, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for place, each in enumerate(row):
                if isinstance(each, datetime):
                    page.write_datetime(number, place, make_naive(each), moment)
                elif isinstance(each, str):
                    page.write_string(number, place, each)
                elif each is not None:
                    page.write_number(number, place, each)
    file.seek(0)
    return file


def _plain(cell: Cell) -> str | int | Decimal:
    if isinstance(cell, datetime):
        return f"{localtime(cell):%Y-%m-%d %H:%M}"
    return "" if cell is None else cell
