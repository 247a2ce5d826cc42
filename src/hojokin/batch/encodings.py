"""Encodings of a CSV file, told from its bytes: UTF-8 with or without BOM, UTF-16, CP932."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = 8 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Encoding:
    """How a file is written; ``skip`` is the length of its byte order mark."""

    name: str
    skip: int = 0

    @property
    def plain(self) -> bool:
        """UTF-8 without a mark, which needs no second thought when an answer is written."""
        return self.name == "utf-8" and not self.skip


def encoding_of(source: Path) -> Encoding:
    """Tell the encoding; the whole file is looked at, because kana may come late in it."""
    with source.open("rb") as file:
        start = file.read(1024)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return Encoding(name, len(mark))
    if start[1::2].count(0) * 2 > len(start[1::2]) or start[::2].count(0) * 2 > len(start[::2]):
        return Encoding("utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be")
    return Encoding("utf-8" if _is_utf8(source) else "cp932")


def _is_utf8(source: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def utf8_blocks(source: Path, encoding: Encoding) -> Iterator[tuple[bytes, int]]:
    """The file in UTF-8, block by block, each with the bytes of the file read so far.

    A byte that the encoding does not know becomes U+FFFD.
    """
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    with source.open("rb") as file:
        file.seek(encoding.skip)
        while block := file.read(BLOCK):
            made = block if encoding.name == "utf-8" else decoder.decode(block).encode()
            yield made, file.tell()
        yield b"" if encoding.name == "utf-8" else decoder.decode(b"", final=True).encode(), file.tell()
