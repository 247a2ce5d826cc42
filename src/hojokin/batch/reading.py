"""Reading a batch file: Parquet or CSV in pieces of bounded size, every row at its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import polars as pl

from hojokin.batch.asked import BatchError
from hojokin.batch.csv_lines import check_lines
from hojokin.batch.encodings import Encoding, encoding_of, utf8_blocks
from hojokin.rules.engine.facts import Text

PIECE = 250_000
LINE_BOUND = 1024 * 1024
SEPARATORS = (",", "\t", ";")


@dataclass(frozen=True)
class Piece:
    """Some rows; ``broken`` tells by place which are no rows. ``done`` counts up to the total."""

    frame: pl.DataFrame
    done: int
    broken: dict[int, Text] = field(default_factory=dict)


class Source(Protocol):
    """A file of applicants: its columns, how much there is to do, and for a CSV file how it is marked.

    ``rows`` is a guess for a CSV file; ``marked`` says whether its readers expect a byte order mark.
    """

    names: list[str]
    schema: dict[str, pl.DataType]
    total: int
    rows: int
    is_csv: bool
    marked: bool

    def pieces(self) -> Iterator[Piece]:
        """The rows in order."""


def opened(path: Path) -> Source:
    """A file by its ending. Raises BatchError when it cannot be read."""
    if not path.is_file():
        raise BatchError(Text(f"ファイル {path} がありません。", f"There is no file {path}."))
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            return ParquetSource(path)
        if kind in (".csv", ".tsv", ".txt"):
            return CsvSource(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        told = str(error).splitlines()[0]
        ja = (
            f"{path.name} を読めません（{told}）。壊れていないか、.parquet か .csv の形式か確かめてください。"
        )
        en = f"{path.name} cannot be read ({told}). Check that it is whole, and what its name says."
        raise BatchError(Text(ja, en)) from None
    raise BatchError(
        Text(
            f"{path.name}: .parquet か .csv のファイルを指定してください。",
            f"{path.name}: give a .parquet or .csv file.",
        )
    )


class ParquetSource:
    """A Parquet file."""

    is_csv = False
    marked = False

    def __init__(self, path: Path) -> None:
        self._frame = pl.scan_parquet(path)
        self.schema = dict(self._frame.collect_schema())
        self.names = list(self.schema)
        self.total = self.rows = int(self._frame.select(pl.len()).collect().item())

    def pieces(self) -> Iterator[Piece]:
        """The rows in order."""
        done = 0
        for frame in self._frame.collect_batches(chunk_size=PIECE, maintain_order=True):
            for start in range(0, len(frame), PIECE):
                part = frame[start : start + PIECE]
                done += len(part)
                yield Piece(part, done)


class CsvSource:
    """A CSV file of any of the encodings that offices use; every cell is a text."""

    is_csv = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding: Encoding = encoding_of(path)
        self.marked = not self._encoding.plain
        self.total = path.stat().st_size
        self.names, self._separator = _header(next(self._blocks(), (b"", 0))[0])
        self.schema: dict[str, pl.DataType] = {name: pl.String() for name in self.names}
        self.rows = self.total // (8 * len(self.names))

    def _blocks(self) -> Iterator[tuple[bytes, int]]:
        """Whole lines ended by newlines; a line beyond the bound becomes a quote, which is told as broken."""
        rest = b""
        for block, done in utf8_blocks(self._path, self._encoding):
            text = rest + block
            cut = text.rfind(b"\n") + 1
            whole, rest = text[:cut], text[cut:]
            while whole.endswith((b"\n\n", b"\n\r\n")):  # blank lines at the very end are no rows
                shorter = whole[:-1].removesuffix(b"\r")
                whole, rest = shorter, whole[len(shorter) :] + rest
            if not whole.strip():
                whole, rest = b"", whole + rest
            rest = b'"' if len(rest) > LINE_BOUND else rest
            if whole:
                yield whole.replace(b"\r\n", b"\n"), done
        last = rest.replace(b"\r\n", b"\n").rstrip(b"\n")
        if last:
            yield last + b"\n", self.total

    def pieces(self) -> Iterator[Piece]:
        """The rows in order."""
        header = True
        for lines, done in self._blocks():
            text = lines.partition(b"\n")[2] if header else lines
            header = False
            if text:
                yield self._piece(text, done)

    def _piece(self, text: bytes, done: int) -> Piece:
        checked = check_lines(text, ord(self._separator), len(self.names))
        frame = self._parsed(checked.sound, int(checked.is_sound.sum()))
        if checked.problems:
            places = np.where(checked.is_sound, np.cumsum(checked.is_sound) - 1, -1)
            index = pl.Series(places, dtype=pl.Int64)
            frame = frame.select(pl.all().gather(index.set(index < 0, None)))
        return Piece(frame, done, checked.problems)

    def _parsed(self, text: bytes, rows: int) -> pl.DataFrame:
        if not rows:
            return pl.DataFrame(schema=self.schema).clear(1)
        frame = pl.read_csv(
            io.BytesIO(text),
            has_header=False,
            schema=self.schema,
            separator=self._separator,
            raise_if_empty=False,
        )
        if len(frame) != rows:
            raise RuntimeError(f"{len(frame):,} rows were parsed from {rows:,} lines")
        return frame


def _header(start: bytes) -> tuple[list[str], str]:
    line = start.partition(b"\n")[0].decode("utf-8", "replace")
    if not line.strip() or len(line) > LINE_BOUND:
        raise BatchError(Text("1行目に列の見出しがありません。", "The first line has no names of columns."))
    separator = max(SEPARATORS, key=line.count)
    return [name.strip() for name in next(csv.reader([line], delimiter=separator))], separator
