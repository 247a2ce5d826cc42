"""Running a batch: the file is read in pieces, each piece answered in columns, and written as it comes.

Bad rows get no amount; they are listed with row, line, column and reason in ``<output>.problems.csv``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from hojokin.batch.asked import Present, asked_of
from hojokin.batch.cells import BadCell, bad_cells, read_column
from hojokin.batch.judging import COMPILE_FROM, Judge
from hojokin.batch.reading import Piece, Source, opened
from hojokin.batch.writing import ProblemList, refuse_target, write
from hojokin.rules.editions import CURRENT
from hojokin.rules.engine.columns import Column

SCHEMA: dict[str, pl.DataType] = {
    "row": pl.Int64(),
    "eligible": pl.Boolean(),
    "amount_yen": pl.Int64(),
    "refusals": pl.String(),
}
Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What a batch did: rows read, those that could not be used, eligible rows and the yen granted."""

    rows: int = 0
    bad_rows: int = 0
    bad_cells: int = 0
    eligible: int = 0
    amount: int = 0
    problems: Path | None = None

    def as_dict(self) -> dict[str, int | str | None]:
        """The report for programs."""
        return {
            "rows": self.rows,
            "bad_rows": self.bad_rows,
            "bad_cells": self.bad_cells,
            "eligible": self.eligible,
            "amount_yen": self.amount,
            "problems": None if self.problems is None else str(self.problems),
        }


def run(
    source: Path,
    target: Path,
    *,
    track: str,
    edition: str = CURRENT,
    progress: Progress = lambda *_: None,
) -> Report:
    """Answer a CSV or Parquet file of applicants, one row each, into another, in the file's order.

    Columns named like the track's inputs are read, all others are carried over. ``progress`` is told how much
    of how much is done after each piece. Memory is bounded by the piece, whatever the size of the file.
    Raises BatchError when it cannot start.
    """
    always = asked_of(track, edition)
    refuse_target(source, target)
    file = opened(source)
    asked = always.asking(file.names)
    present = asked.present(file.names)
    judge = Judge(asked, present.known, compiled=file.rows >= COMPILE_FROM)
    with ProblemList(target) as problems:
        batch = _Batch(file, present, judge, problems, progress)
        schema = {name: file.schema[name] for name in batch.kept} | SCHEMA
        write(batch.answers(), schema, target, marked=file.marked)
        batch.report.problems = problems.path if problems.written else None
    return batch.report


class _Batch:
    def __init__(
        self, file: Source, present: Present, judge: Judge, problems: ProblemList, progress: Progress
    ) -> None:
        self.file = file
        self.present = present
        self.judge = judge
        self.report = Report()
        self.kept = [name for name in file.schema if name not in present.read]
        self._problems = problems
        self._progress = progress

    def answers(self) -> Iterator[pl.DataFrame]:
        """Every piece of the file with its answers."""
        for piece in self.file.pieces():
            answer = self._answered(piece)
            yield (
                pl.concat([piece.frame.select(self.kept), answer], how="horizontal") if self.kept else answer
            )
            self._progress(piece.done, self.file.total)

    def _answered(self, piece: Piece) -> pl.DataFrame:
        size, first_row = len(piece.frame), self.report.rows + 1
        columns, bad = self._read(piece, first_row)
        amount, refused = self.judge.judged(columns, size)
        eligible = (refused == 0) & ~bad
        amount = np.where(eligible, amount, 0)
        report = self.report
        report.rows += size
        report.bad_rows += int(bad.sum())
        report.eligible += int(eligible.sum())
        report.amount += int(amount.sum())
        frame = pl.DataFrame(
            {
                "row": np.arange(first_row, first_row + size),
                "eligible": eligible,
                "amount_yen": amount,
                "refusals": self.judge.codes(refused, bad),
            },
            schema=SCHEMA,
        )
        unread = pl.Series(bad)
        blank = [
            pl.when(unread).then(None).otherwise(pl.col(name)).alias(name)
            for name in ("eligible", "amount_yen")
        ]
        return frame.with_columns(blank) if bad.any() else frame

    def _read(self, piece: Piece, first_row: int) -> tuple[dict[str, Column], NDArray[np.bool_]]:
        """The inputs' columns, and the rows that something is wrong with."""
        frame = piece.frame
        bad = np.zeros(len(frame), np.bool_)
        bad[list(piece.broken)] = True
        broken = bad.copy()
        self._tell(
            (BadCell(first_row + row, "", "", why) for row, why in sorted(piece.broken.items())),
            broken,
            first_row,
            all_rows=True,
        )
        columns: dict[str, Column] = {}
        if self.present.size is not None:
            derived = self.present.size.derived(frame, first_row)
            columns |= derived.columns
            bad |= derived.bad
            self._tell(derived.cells, broken, first_row)
        for declared in self.judge.given:
            if declared.name not in columns:
                column = frame[self.present.inputs[declared.name]]
                read = read_column(column, declared)
                columns[declared.name] = read.values
                if read.bad.any():
                    bad |= read.bad
                    self._tell(bad_cells(column, read, declared, first_row), broken, first_row)
        return {each.name: columns[each.name] for each in self.judge.given}, bad

    def _tell(
        self, cells: Iterable[BadCell], broken: NDArray[np.bool_], first_row: int, *, all_rows: bool = False
    ) -> None:
        """List bad cells; those of a line that is no row are told once, as the line."""
        for cell in cells:
            if all_rows or not broken[cell.row - first_row]:
                self.report.bad_cells += 1
                self._problems.write(cell, is_csv=self.file.is_csv)
