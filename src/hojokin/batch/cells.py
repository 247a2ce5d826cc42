"""Cells of a batch file: whole numbers and flags read exactly, every unreadable one named with its reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from hojokin.rules.engine.facts import Input, Text

TRUE_WORDS = ("true", "1", "yes", "はい", "○")
FALSE_WORDS = ("false", "0", "no", "いいえ", "×")
SHOWN = 80
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be used: its row (the first row of data is 1), column, text and reason."""

    row: int
    column: str
    value: str
    reason: Text


@dataclass(frozen=True)
class Read:
    """One column as numbers or flags; ``bad`` rows could not be read and hold a harmless value."""

    values: NDArray[np.generic]
    bad: NDArray[np.bool_]


def read_column(column: pl.Series, declared: Input) -> Read:
    """Read one column; an empty cell takes the default, and is bad where there is none."""
    if column.dtype == pl.String:
        text = column.str.strip_chars()
        column = text.set(text == "", None)
    if declared.kind == "flag":
        numbers = _flags(column)
    elif declared.choices is not None and column.dtype == pl.String:
        numbers = _choices(column, declared)
    elif declared.kind == "day" and column.dtype in (pl.String, pl.Date):
        numbers = _days(column)
    else:
        numbers = _whole_numbers(column)
    return _filled(column, numbers, declared)


def _flags(column: pl.Series) -> pl.Series:
    if column.dtype == pl.Boolean:
        return column
    known = {**dict.fromkeys(TRUE_WORDS, True), **dict.fromkeys(FALSE_WORDS, False)}
    words = column.cast(pl.String).str.to_lowercase()
    return words.replace_strict(known, default=None, return_dtype=pl.Boolean)


def _choices(column: pl.Series, declared: Input) -> pl.Series:
    members = [] if declared.choices is None else list(declared.choices)
    named = {member.name.lower(): int(member) for member in members} | {
        str(int(each)): int(each) for each in members
    }
    return column.str.to_lowercase().replace_strict(named, default=None, return_dtype=pl.Int64)


def _days(column: pl.Series) -> pl.Series:
    dates = column if column.dtype == pl.Date else column.str.to_date("%Y-%m-%d", strict=False)
    return dates.cast(pl.Int32).cast(pl.Int64) + EPOCH


def _whole_numbers(column: pl.Series) -> pl.Series:
    if column.dtype.is_signed_integer() and column.dtype != pl.Int128:
        return column  # a narrow column stays narrow: the compiled loop is faster on it
    if column.dtype.is_integer() or column.dtype == pl.String:
        return column.cast(pl.Int64, strict=False)
    if column.dtype.is_numeric():  # other programs store whole numbers with gaps as floats or decimals
        whole = column.cast(pl.Int64, strict=False)
        return whole.set(whole.cast(column.dtype, strict=False) != column, None)
    return pl.Series(column.name, [None] * len(column), dtype=pl.Int64)


def _filled(column: pl.Series, numbers: pl.Series, declared: Input) -> Read:
    bad = numbers.is_null() if declared.default is None else numbers.is_null() & column.is_not_null()
    if declared.kind != "flag":
        low, high = numbers.min(), numbers.max()
        if low is not None and (int(low) < declared.lowest or int(high) > declared.highest):  # type: ignore[arg-type]  # whole numbers
            bad |= ((numbers < declared.lowest) | (numbers > declared.highest)).fill_null(value=False)
    harmless = declared.lowest if declared.default is None else declared.default
    if numbers.null_count() or bad.any():
        wide = numbers if declared.kind == "flag" else numbers.cast(pl.Int64)
        numbers = wide.set(bad | wide.is_null(), bool(harmless) if declared.kind == "flag" else int(harmless))
    return Read(numbers.to_numpy(), bad.to_numpy())


def bad_cells(column: pl.Series, read: Read, declared: Input, first_row: int) -> Sequence[BadCell]:
    """The reasons of the bad cells of one column."""
    return [
        BadCell(first_row + int(place), column.name, shown(value), _reason(value, declared))
        for place in np.flatnonzero(read.bad)
        for value in (column[int(place)],)
    ]


def shown(value: object) -> str:
    """A cell as the list of problems shows it."""
    text = "" if value is None else str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _reason(value: object, declared: Input) -> Text:
    label = declared.label
    if value is None or str(value).strip() == "":
        return Text(f"{label.ja}が空欄です。", f"{label.en} is empty.")
    if declared.choices is not None and isinstance(value, str):
        names = ", ".join(member.name.lower() for member in declared.choices)
        return Text(f"{label.ja}: 次から選んでください: {names}。", f"{label.en}: choose one of {names}.")
    if declared.kind == "flag":
        return Text(f"{label.ja}: true か false で書いてください。", f"{label.en}: write true or false.")
    if declared.kind == "day":
        return Text(
            f"{label.ja}: 2026-08-25 のような日付で書いてください。",
            f"{label.en}: write a date like 2026-08-25.",
        )
    number = _as_number(value)
    if number is not None and (problem := declared.problem_with(number)) is not None:
        return problem.message
    meant = _meant(str(value))
    ja = f"{meant} と書いてください" if meant else "小数や文字ではなく、区切りのない整数で書いてください"
    en = f"write {meant}" if meant else "write a whole number without separators, not a decimal or a text"
    return Text(f"{label.ja}: {ja}。", f"{label.en}: {en}.")


def _as_number(value: object) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None


def _meant(text: str) -> str:
    """The digits that a written amount such as ``１，２００円`` or ``¥1,200`` means, or nothing."""
    plain = (
        unicodedata.normalize("NFKC", text).replace(",", "").replace("円", "").strip().lstrip("¥\\").strip()
    )
    return plain if plain.isascii() and plain.isdecimal() else ""
