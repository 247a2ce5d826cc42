"""Lines of a CSV file: one line is one row, checked before parsing, so that a broken one spoils no other.

A cell cannot hold a line break here. Otherwise a single quote that is never closed would swallow the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.rules.engine.facts import Text

NEWLINE, QUOTE = 10, 34
UNREADABLE_CHARACTER = "\ufffd".encode()
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Checked:
    """Some lines: the text of the sound ones, which these are, and what is wrong with the others by place."""

    sound: bytes
    is_sound: NDArray[np.bool_]
    problems: dict[int, Text]


def check_lines(block: bytes, separator: int, columns: int) -> Checked:
    """Check whole lines, each ended by a newline, for their number of cells and their quotes."""
    letters = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(letters == NEWLINE)
    starts = np.concatenate([[0], ends[:-1] + 1])
    separators = np.flatnonzero(letters == separator)
    problems: dict[int, Text] = {}
    if b'"' in block:
        quotes = np.flatnonzero(letters == QUOTE)
        problems |= dict.fromkeys(_wild(letters, quotes, starts, ends, separator), _STRAY)
        separators = separators[~_quoted(separators, quotes, starts, ends)]
        odd = np.diff(np.searchsorted(quotes, np.append(starts, len(letters)))) % 2 == 1
        problems |= dict.fromkeys(np.flatnonzero(odd).tolist(), _UNCLOSED)
    cells = np.diff(np.searchsorted(separators, np.append(starts, len(letters)))) + 1
    for place in np.flatnonzero(cells != columns).tolist():
        problems.setdefault(
            place, _EMPTY if starts[place] == ends[place] else _ragged(int(cells[place]), columns)
        )
    if UNREADABLE_CHARACTER in block:
        for place in _with_unreadable_characters(block, ends):
            problems.setdefault(place, _CHARACTER)
    is_sound = np.ones(len(ends), np.bool_)
    is_sound[list(problems)] = False
    sound = block if not problems else letters[np.repeat(is_sound, ends - starts + 1)].tobytes()
    return Checked(sound, is_sound, problems)


def _place_in_line(places: Places, starts: Places, ends: Places) -> tuple[Places, Places]:
    """For each quote its line, and how many quotes stand before it there."""
    lines = np.searchsorted(ends, places)
    before_line = np.searchsorted(places, starts)
    return lines, np.arange(len(places)) - before_line[lines]


def _wild(letters: NDArray[Any], quotes: Places, starts: Places, ends: Places, separator: int) -> list[int]:
    """The lines with a quote that neither opens nor closes a cell and is not doubled."""
    lines, places = _place_in_line(quotes, starts, ends)
    opens = places % 2 == 0
    neighbours = np.where(opens, letters[quotes - 1], letters[quotes + 1])
    neighbours[opens & (quotes == 0)] = NEWLINE
    at_edge = (neighbours == separator) | (neighbours == NEWLINE) | (neighbours == QUOTE)
    first_inside = (
        opens & (neighbours == QUOTE) & (places == 0)
    )  # the quote before it belongs to another line
    found: list[int] = np.unique(lines[~at_edge | first_inside]).tolist()
    return found


def _quoted(separators: Places, quotes: Places, starts: Places, ends: Places) -> NDArray[np.bool_]:
    """Which separators stand inside quotes."""
    lines = np.searchsorted(ends, separators)
    before = np.searchsorted(quotes, separators) - np.searchsorted(quotes, starts)[lines]
    return np.asarray(before % 2 == 1)


def _with_unreadable_characters(block: bytes, ends: Places) -> list[int]:
    places, at = [], block.find(UNREADABLE_CHARACTER)
    while at >= 0:
        places.append(at)
        at = block.find(UNREADABLE_CHARACTER, at + 1)
    found: list[int] = np.unique(np.searchsorted(ends, np.array(places))).tolist()
    return found


_EMPTY = Text("空の行です。", "The line is empty.")
_UNCLOSED = Text(
    '引用符 " がこの行の中で閉じていません。セルの中の改行は空白に変えてください（行が長すぎる場合も）。',
    'A quote " is not closed within this line (or it is far too long). Replace line breaks inside cells.',
)
_STRAY = Text(
    '引用符 " がセルの途中にあります。セル全体を引用符で囲み、中の引用符は "" と重ねてください。',
    'A quote " stands inside a cell. Put the whole cell in quotes and double the quotes inside.',
)
_CHARACTER = Text(
    "読み取れない文字があります。UTF-8で保存し直してください。",
    "Some characters cannot be read. Save as UTF-8.",
)


def _ragged(cells: int, columns: int) -> Text:
    return Text(
        f"列の数が{cells}です（見出しは{columns}列）。区切りの過不足を確かめてください。",
        f"The line has {cells} cells, the header {columns}. Look for a separator too many or too few.",
    )
