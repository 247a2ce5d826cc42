"""Views of a picture (画像の見方): turned by quarters, and without what was put round it.

A copy that was turned shows its original in one of its turns; one that was framed shows it inside the frame.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image

STAINED = 24  # grey levels by which compression may stain an even border
ACROSS = 80  # percent of a side along which an edge must run to be that of a window
STEP = 8  # grey levels of such an edge
DEEPEST = 30  # percent of a side that a border or a window's title may take
LEAST_INSIDE = 8  # percent of the whole that must remain
MOST_INNER = 4
NARROWEST = 16  # pixels
ROUNDS = 3  # a picture in a window on a desk

type _Grey = npt.NDArray[np.int16]
type _Box = tuple[int, int, int, int]  # left, top, right, bottom


def turns_of(grey: Image.Image) -> list[Image.Image]:
    """The picture turned back by one, two and three quarters."""
    turns = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    return [grey.transpose(each) for each in turns]


def inner_of(grey: Image.Image) -> list[Image.Image]:
    """What may have been put into a frame or a page: without borders, bars and what stands apart; the largest first."""
    levels = np.asarray(grey, dtype=np.int16)
    whole = (0, 0, grey.width, grey.height)
    found: dict[_Box, None] = {}
    waiting = [whole]
    for _ in range(ROUNDS):
        waiting = list(dict.fromkeys(inner for each in waiting for inner in _inside(levels, each)))
        found.update(dict.fromkeys(waiting))
    large = [each for each in found if each != whole and 100 * _area(each) >= LEAST_INSIDE * _area(whole)]
    return [grey.crop(each) for each in sorted(large, key=_area, reverse=True)[:MOST_INNER]]


def _inside(levels: _Grey, box: _Box) -> Iterator[_Box]:
    """The part without its even border; without its bar; and the highest block of what is not as even as its edge."""
    trimmed = _trimmed(levels, box)
    if trimmed != box:
        yield trimmed
    left, top, right, bottom = trimmed
    part = levels[top:bottom, left:right]
    if min(part.shape) < NARROWEST:
        return
    bar = _bar(part)
    if bar:
        yield _trimmed(levels, (left, top + bar, right, bottom))
    first, last = _block(part)
    if last - first < len(part):
        yield _trimmed(levels, (left, top + first, right, top + last))


def _trimmed(levels: _Grey, box: _Box) -> _Box:
    """The part without its even border, however many layers that has."""
    left, top, right, bottom = box
    while right - left >= NARROWEST and bottom - top >= NARROWEST:
        part = levels[top:bottom, left:right]
        above, below = _even(part)
        before, after = _even(part.T)
        if not (above or below or before or after):
            break
        left, top, right, bottom = left + before, top + above, right - after, bottom - below
    return left, top, right, bottom


def _block(part: _Grey) -> tuple[int, int]:
    """The first row of the highest block without an even row in it, and the row behind its last."""
    edge = np.median(np.concatenate([part[:, 0], part[:, -1]]))
    filled = (np.abs(part - edge) >= STEP).any(axis=1)
    ends = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(np.int8)))
    if not len(ends):
        return 0, len(part)
    longest = int((ends[1::2] - ends[::2]).argmax())
    return int(ends[2 * longest]), int(ends[2 * longest + 1])


def _even(part: _Grey) -> tuple[int, int]:
    """How many rows from the top and from the bottom are as even as a border."""
    ends = []
    for rows in (part, part[::-1]):
        differs = np.abs(rows - np.median(rows[0])).max(axis=1) >= STAINED
        ends.append(int(differs.argmax()) if differs.any() else 0)  # an even whole has no border
    return ends[0], ends[1]


def _bar(part: _Grey) -> int:
    """How high the bar of a window is: down to the lowest edge across it, near the top; 0 where there is none."""
    deepest = len(part) * DEEPEST // 100
    edges = (np.abs(np.diff(part[: deepest + 1], axis=0)) >= STEP).sum(axis=1)
    rows = np.nonzero(edges * 100 >= part.shape[1] * ACROSS)[0]
    return int(rows[0]) + 1 if len(rows) else 0


def _area(box: _Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
