"""Scales (目盛): round ticks for an axis, and where a value stands on it."""

from __future__ import annotations

STEPS = (1, 2, 5)
MOST_TICKS = 5
HUNDREDTHS = 10_000  # of a percent in a whole


def tick_step(top: int) -> int:
    """The smallest round step (1, 2 or 5 with zeros) that leaves no more than MOST_TICKS ticks above zero."""
    power = 1
    while True:
        for each in STEPS:
            if each * power * MOST_TICKS >= top:
                return each * power
        power *= 10


def ticks(top: int) -> list[int]:
    """The ticks from zero up to the first that is not below the top."""
    step = tick_step(top)
    return list(range(0, top + step, step)) if top % step else list(range(0, top + 1, step))


def share(value: int, whole: int) -> str:
    """A share as SVG writes it: ``12.5%``."""
    hundredths = (2 * HUNDREDTHS * value + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".") + "%"


def height_of(value: int, top: int, height: int) -> int:
    """How many pixels a value takes of a height; a value that is not zero is seen."""
    pixels = (2 * value * height + top) // (2 * top)
    return max(pixels, 1) if value else 0
