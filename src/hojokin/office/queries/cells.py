"""Cells of a CSV file (CSVのセル): what a spreadsheet program would run as a formula is shown as text."""

from __future__ import annotations

# Japanese spreadsheets take the wide signs as well.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def as_cell[Cell](value: Cell) -> Cell | str:
    """The value with an apostrophe before what would begin a formula; figures stay figures."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
