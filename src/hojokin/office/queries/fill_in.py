"""Filled in by the office (自動で入る欄): cells that follow from another one, taken from the register, never typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from hojokin.office.queries.entries import Entry
from hojokin.office.queries.option_sets import sellable
from hojokin.office.records.models import Filing, Tool

type TypedRow = Mapping[str, Sequence[str]]
type Rows = Sequence[TypedRow]

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FillIn:
    """What the office fills in of a table (自動入力): which cells of a row, and with what."""

    columns: Callable[[TypedRow], Set[str]]
    fill: Callable[[Filing, Rows], Rows]


def filled_in(filing: Filing, name: str, typed: Rows | Sequence[str]) -> Rows | Sequence[str]:
    """What was typed, with the office's cells as the register has them now."""
    rule = FILL_IN.get((filing.kind, name))
    rows = [each for each in typed if isinstance(each, Mapping)]
    return rule.fill(filing, rows) if rule and len(rows) == len(typed) else typed


def filled_columns(kind: str, name: str, row: TypedRow) -> Set[str]:
    """The cells of a row that nobody types."""
    rule = FILL_IN.get((kind, name))
    return rule.columns(row) if rule else NOTHING


def filled_cells(kind: str, entry: Entry | None) -> Sequence[Mapping[str, Sequence[str]]]:
    """Those cells of an entry with what stands in them, row by row."""
    rows: Rows = entry.typed if entry and (kind, entry.name) in FILL_IN else []
    return (
        [{each: row.get(each, []) for each in filled_columns(kind, entry.name, row)} for row in rows]
        if entry
        else []
    )


def _of_tool(tool: Tool) -> dict[str, list[str]]:
    return {
        "name": [tool.name],
        "price_min": [str(tool.price_min)],
        "price_standard": [str(tool.price_standard)],
        "processes": tool.processes.split(),
        "functions": tool.functions.split(),
        "cloud": [_answer(tool.is_cloud)],
        "invoice_ready": [_answer(tool.is_invoice_ready)],
        "ai": [tool.ai_kind],
    }


def _answer(holds: bool) -> str:
    return "yes" if holds else "no"


TOOL_CELLS = frozenset(_of_tool(Tool()))


def _chosen(row: TypedRow) -> str:
    return next(iter(row.get("tool", ())), "")


def _tool_cells(row: TypedRow) -> Set[str]:
    """All of them once a tool is chosen; what bears no registration, such as hardware, is named by its seller."""
    return TOOL_CELLS if _chosen(row) else TOOL_CELLS - {"name"}


def _with_tools(filing: Filing, rows: Rows) -> Rows:
    numbers = {_chosen(row) for row in rows} - {""}
    known = {each.number: each for each in sellable(filing).filter(number__in=numbers)} if numbers else {}
    return [_with_tool(row, known.get(_chosen(row))) for row in rows]


def _with_tool(row: TypedRow, tool: Tool | None) -> TypedRow:
    empty: dict[str, list[str]] = {column: [] for column in _tool_cells(row)}
    return {**row, **empty, **(_of_tool(tool) if tool else {})}


FILL_IN: Mapping[tuple[str, str], FillIn] = {
    ("application", "tools"): FillIn(_tool_cells, _with_tools),
}
