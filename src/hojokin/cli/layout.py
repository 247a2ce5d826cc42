"""Layout (表示の体裁): lines and tables that keep their columns with Japanese text, which is two cells wide."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from shutil import get_terminal_size

NARROWEST = 40
WIDEST = 120
NO_LINE_START = "、。，．）」』】〕・ー％々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)]%-"
MARK = re.compile(r"(?:[-←○×？]|[0-9]+\.) ")


def display_width(text: str) -> int:
    """Cells that a text takes in a terminal."""
    return sum(_cells(each) for each in text)


def fitted(text: str) -> str:
    """The text folded to the terminal's width; unchanged when it goes to a file or a pipe."""
    if sys.stdout is None or not sys.stdout.isatty():
        return text
    width = max(NARROWEST, min(WIDEST, get_terminal_size().columns))
    return "\n".join(part for line in text.split("\n") for part in folded(line, width))


def folded(line: str, width: int) -> Iterator[str]:
    """A line in parts of at most ``width`` cells, the later ones indented like the first one's text."""
    indent = _hanging_indent(line)
    while display_width(line) > width:
        cut = _cut(line, width, indent)
        yield line[:cut].rstrip()
        line = " " * indent + line[cut:].lstrip()
    yield line


def table(heading: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """A table with aligned columns; ``right`` are the numbers of the columns that hold figures."""
    lines = [heading, *rows]
    widths = [max(display_width(line[place]) for line in lines) for place in range(len(heading))]
    rule = "  ".join("─" * width for width in widths)
    printed = ["  ".join(_padded(line, widths, right)).rstrip() for line in lines]
    return "\n".join([printed[0], rule, *printed[1:]])


def _padded(line: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> Iterator[str]:
    for place, (cell, width) in enumerate(zip(line, widths, strict=True)):
        room = " " * (width - display_width(cell))
        yield room + cell if place in right else cell + room


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _hanging_indent(line: str) -> int:
    text = line.lstrip(" ")
    indent = len(line) - len(text)
    mark = MARK.match(text)
    return indent + (display_width(mark[0]) if mark else 0)


def _cut(line: str, width: int, indent: int) -> int:
    """Where to cut: after a space if one is near, never before a mark that may not begin a line."""
    ends = accumulate(_cells(character) for character in line)
    cut = sum(1 for _ in takewhile(lambda end: end <= width, ends))
    space = line.rfind(" ", indent + width // 2, cut)
    if space > 0 and line[cut].isascii() and line[cut - 1].isascii():
        return space
    while cut > indent + 1 and line[cut] in NO_LINE_START:
        cut -= 1
    return max(cut, indent + 1)
