"""Which letters the fonts of the papers can draw, read from the fonts themselves."""

from __future__ import annotations

import functools
import struct
from pathlib import Path

import pylopdf_fonts_jp

GETA = "〓"  # what Japanese printing sets where a letter is missing
_TABLE = 16  # bytes of a table's entry in a font's directory
_GROUP = 12  # bytes of a range of letters in a character map
_FULL_UNICODE = 12  # the format that lists ranges over all of Unicode


def font_folder() -> Path:
    """Where Noto Sans JP and Noto Serif JP lie."""
    return pylopdf_fonts_jp.sans_path().parent


def drawable(text: str) -> str:
    """The text in letters that can be drawn: 〓 stands for any other, and for the marks that join an emoji nothing."""
    known = _known()
    return "".join(
        letter if ord(letter) in known or letter in "\n\u200b" else _instead(letter) for letter in text
    )


def _instead(letter: str) -> str:
    if letter == "\t":
        return " "
    return GETA if letter.isprintable() and letter not in "\ufe0e\ufe0f" else ""


@functools.cache
def _known() -> frozenset[int]:
    """Letters that both fonts have."""
    paths = (pylopdf_fonts_jp.sans_path(), pylopdf_fonts_jp.serif_path())
    return frozenset.intersection(*(_letters(path.read_bytes()) for path in paths))


def _letters(font: bytes) -> frozenset[int]:
    start = _offset_of(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for at in range(start + 4, start + 4 + count * 8, 8):
        (offset,) = struct.unpack_from(">I", font, at + 4)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == _FULL_UNICODE:
            return _ranges(font, start + offset)
    raise ValueError("the font has no character map over all of Unicode")


def _ranges(font: bytes, start: int) -> frozenset[int]:
    (groups,) = struct.unpack_from(">I", font, start + 12)
    found: set[int] = set()
    for at in range(start + 16, start + 16 + groups * _GROUP, _GROUP):
        first, last, _glyph = struct.unpack_from(">III", font, at)
        found.update(range(first, last + 1))
    return frozenset(found)


def _offset_of(font: bytes, table: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(12, 12 + count * _TABLE, _TABLE):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", font, at)
        if name == table:
            return int(offset)
    raise ValueError(f"the font has no {table.decode()} table")
