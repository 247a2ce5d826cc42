"""Growth of a ratio (年平均成長率) in whole numbers: yen per hour or yen per head, never rounded on the way."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

TENTHS_PER_ONE = 1000  # one tenth of a percentage point is the thousandth part


def tenths_of_growth(first: Fraction, last: Fraction, years: int) -> int | None:
    """Yearly mean growth in tenths of a percentage point, cut off towards minus infinity; 29 is 2.9 %.

    The largest whole t with first × (1000 + t)^years <= last × 1000^years. None where no growth is defined: a
    base or an end of zero or less. Source: the calculation workbook's ROUNDDOWN to three decimals (N-75, F-43).
    """
    if first <= 0 or last <= 0:
        return None
    wanted = Fraction(last.numerator * first.denominator, last.denominator * first.numerator)
    wanted *= TENTHS_PER_ONE**years
    low, high = 0, TENTHS_PER_ONE * 2
    while high**years <= wanted:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**years <= wanted else (low, middle)
    return low - TENTHS_PER_ONE


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean of some exact ratios (F-42). Raises ValueError when there are none."""
    if not values:
        raise ValueError("the mean of nothing is not defined")
    return sum(values, Fraction(0)) * Fraction(1, len(values))
