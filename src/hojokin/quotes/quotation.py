"""Quotation (見積書): from the cells of a file to the costs of a question, every problem at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from hojokin.quotes.figures import Cell
from hojokin.quotes.line import Columns, Line, cost_of
from hojokin.quotes.sheets import Rows, Sheet, UnreadableSheet, sheets_of
from hojokin.quotes.words import heading_key, is_no_cost
from hojokin.rules.engine.facts import Problem, Text

HEADING_WITHIN_ROWS = 60
MOST_LINES = 10_000


@dataclass(frozen=True)
class QuoteLines:
    """The lines of a quotation.

    ``costs`` are as a question holds them, ``rows`` the row of the file that each stands in (from 1).
    The place of a problem is a cell, such as ``quote.xlsx!C5``.
    """

    costs: tuple[dict[str, Any], ...] = ()
    rows: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass
class _Reading:
    """What was read so far."""

    file: str
    costs: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def done(self) -> QuoteLines:
        notes = [*self.notes]
        if self.left_out:
            rows = "、".join(self.left_out)
            notes.insert(
                0, Text(f"合計や税の行は数えていません: {rows}。", f"Totals and taxes are left out: {rows}.")
            )
        return QuoteLines(tuple(self.costs), tuple(self.rows), tuple(self.problems), tuple(notes))


def read_quote(data: bytes, filename: str) -> QuoteLines:
    """The lines of a CSV or XLSX quotation; what can be read is read, the rest is told. Never raises for bad content."""
    reading = _Reading(PurePath(filename).name)
    try:
        sheets = sheets_of(data)
    except UnreadableSheet as error:
        return QuoteLines(problems=(Problem(reading.file, "file", error.text),))
    sheet, place = _best(sheets)
    if sheet is None:
        return QuoteLines(problems=(Problem(reading.file, "heading", _no_heading()),))
    columns = _columns(sheet.rows[place])
    if _is_unusable(columns, reading, place):
        return reading.done()
    _note_other_sheets(sheets, sheet, reading)
    for number, row in enumerate(sheet.rows[place + 1 :], place + 2):
        _read_row(Line(reading.file, number, row, columns), reading)
    if not (reading.costs or reading.problems):
        reading.problems.append(Problem(reading.file, "missing", _no_lines()))
    return reading.done()


def _read_row(line: Line, reading: _Reading) -> None:
    if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in line.cells):
        return
    total = next((text for text in line.texts() if is_no_cost(text)), None)
    if total is not None and not line.text("category"):
        reading.left_out.append(f"{line.number}（{total.strip()}）")
        return
    if len(reading.costs) >= MOST_LINES:
        if not any(each.code == "bounds" and each.place == reading.file for each in reading.problems):
            most = f"{MOST_LINES:,}"
            text = Text(f"明細は{most}行までです。", f"A quotation has at most {most} lines.")
            reading.problems.append(Problem(reading.file, "bounds", text))
        return
    cost = cost_of(line, reading.problems, reading.notes)
    if cost is not None:
        reading.costs.append(cost)
        reading.rows.append(line.number)


def _best(sheets: list[Sheet]) -> tuple[Sheet | None, int]:
    """The sheet and the row that look most like the heading of a quotation."""
    best: tuple[int, Sheet | None, int] = (0, None, 0)
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:HEADING_WITHIN_ROWS]):
            score = _score(row)
            if score > best[0]:
                best = (score, sheet, place)
    return best[1], best[2]


def _score(row: list[Cell]) -> int:
    found = {heading_key(cell) for cell in row if isinstance(cell, str)} - {""}
    has_money = not found.isdisjoint({"amount", "amount_with_tax", "unit_price", "unit_price_with_tax"})
    has_what = not found.isdisjoint({"name", "category"})
    return len(found) if has_money and has_what else 0


def _columns(heading: list[Cell]) -> Columns:
    """Where each column stands; of two with one meaning the first counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        key = heading_key(cell) if isinstance(cell, str) else ""
        if key:
            found.setdefault(key, place)
    return found


def _is_unusable(columns: Columns, reading: _Reading, place: int) -> bool:
    """Whether only figures with tax are there; that is told."""
    if "amount" in columns or "unit_price" in columns:
        return False
    key = "amount_with_tax" if "amount_with_tax" in columns else "unit_price_with_tax"
    cell = Line(reading.file, place + 1, [], columns).cell_name(key)
    ja = "税込の金額しかありません。補助額は税抜の金額で計算します。「金額（税抜）」の列を加えてください。"
    en = "Only amounts with tax are here. The subsidy is computed without tax: add a column 金額（税抜）."
    reading.problems.append(Problem(cell, "tax_inclusive", Text(ja, en)))
    return True


def _note_other_sheets(sheets: list[Sheet], chosen: Sheet, reading: _Reading) -> None:
    others = [each.name for each in sheets if each is not chosen and each.name and _has_heading(each.rows)]
    if others:
        names = "、".join(others)
        reading.notes.append(
            Text(
                f"シート「{chosen.name}」を読みました。ほかのシート（{names}）は読んでいません。",
                f"The sheet {chosen.name!r} was read; others were not: {names}.",
            )
        )


def _has_heading(rows: Rows) -> bool:
    return any(_score(row) for row in rows[:HEADING_WITHIN_ROWS])


def _no_heading() -> Text:
    return Text(
        "見出しの行が見つかりません。「品名」「区分」「金額（税抜）」などの見出しを1行に並べてください"
        "（ひな形: hojokin estimate --template quote.xlsx）。",
        "No heading row was found. Put headings such as 品名, 区分 and 金額（税抜） into one row "
        "(a template: hojokin estimate --template quote.xlsx).",
    )


def _no_lines() -> Text:
    return Text("見出しの下に明細の行がありません。", "There are no lines below the heading.")
