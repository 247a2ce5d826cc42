"""Writing a batch's answers: under a temporary name until the last row is there, and no half file stays."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import polars as pl
from polars.io.plugins import register_io_source

from hojokin.batch.asked import BatchError
from hojokin.batch.cells import BadCell
from hojokin.rules.engine.facts import Text

LISTED = 1_000_000  # a list of problems longer than this helps nobody
KINDS = (".parquet", ".csv")


def write(
    frames: Iterator[pl.DataFrame], schema: Mapping[str, pl.DataType], target: Path, *, marked: bool
) -> None:
    """Write frames to a Parquet or CSV file by its ending; it appears under its name when it is whole."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.suffix.lower() == ".parquet":
            lazy = register_io_source(lambda *_: frames, schema=pl.Schema(schema))
            lazy.sink_parquet(part, maintain_order=True)
        else:
            _write_csv(frames, schema, part, marked=marked)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write_csv(
    frames: Iterator[pl.DataFrame], schema: Mapping[str, pl.DataType], part: Path, *, marked: bool
) -> None:
    with part.open("wb") as file:
        pl.DataFrame(schema=schema).write_csv(file, include_bom=marked)
        for frame in frames:
            frame.write_csv(file, include_header=False)


def refuse_target(source: Path, target: Path) -> None:
    """Raise BatchError when the answers cannot be written there."""
    problems = []
    if target.suffix.lower() not in KINDS:
        problems.append(
            Text(
                f"{target.name}: 出力の名前は .parquet か .csv で終えてください。",
                f"{target.name}: end the output's name in .parquet or .csv.",
            )
        )
    if source.resolve() == target.resolve():
        problems.append(
            Text(
                "出力が入力を上書きします。別の名前にしてください。",
                "The output would overwrite the input: give another name.",
            )
        )
    if not target.parent.is_dir():
        problems.append(
            Text(f"フォルダー {target.parent} がありません。", f"There is no folder {target.parent}.")
        )
    elif not os.access(target.parent, os.W_OK):
        problems.append(
            Text(
                f"フォルダー {target.parent} に書けません。",
                f"The folder {target.parent} cannot be written to.",
            )
        )
    if problems:
        raise BatchError(*problems)


class ProblemList:
    """The list of bad cells beside the answers; it is there after a run exactly when there are some."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(f"{target.name}.problems.csv")
        self._part = target.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._file: IO[str] | None = None
        self._writer: Any = None
        self.written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        if kind is None:
            self.path.unlink(missing_ok=True)
            if self._file is not None:
                self._part.replace(self.path)
        self._part.unlink(missing_ok=True)

    def write(self, cell: BadCell, *, is_csv: bool) -> None:
        """Add one bad cell; a CSV file's line is told too. Beyond the bound only one more line says so."""
        if self._file is None:
            self._file = self._part.open("w", newline="", encoding="utf-8-sig")
            self._writer = csv.writer(self._file)
            self._writer.writerow(["row", "line", "column", "value", "reason", "reason_en"])
        self.written += 1
        if self.written <= LISTED:
            line = cell.row + 1 if is_csv else ""
            self._writer.writerow(
                [cell.row, line, cell.column, _safe(cell.value), cell.reason.ja, cell.reason.en]
            )
        elif self.written == LISTED + 1:
            ja, en = (
                f"これより後は記録していません（{LISTED:,}件まで）。",
                f"Nothing after this is listed ({LISTED:,} at most).",
            )
            self._writer.writerow([cell.row, "", "", "", ja, en])


def _safe(text: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
