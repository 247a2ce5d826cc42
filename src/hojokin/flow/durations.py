"""Durations (処理期間): how long cases stay in each state, in whole tenths of a day, and what is usual among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

MEDIAN, NINETIETH = 50, 90  # percent
TENTH = timedelta(days=1) // 10


@dataclass(frozen=True, slots=True)
class Spread:
    """Durations in short (期間の分布): how many, the middle one, and the one that nine of ten do not exceed."""

    count: int
    median: int
    ninetieth: int


def tenths(lasted: timedelta) -> int:
    """Whole tenths of a day; what is begun does not count."""
    return lasted // TENTH


def spreads[Key](counted: Iterable[tuple[Key, int, int]]) -> Mapping[Key, Spread]:
    """The spread of the durations of each key, such as a state or a month; each comes with how often it was."""
    found: dict[Key, Counter[int]] = {}
    for key, lasted, count in counted:
        found.setdefault(key, Counter())[lasted] += count
    return {key: spread(each) for key, each in found.items()}


def spread(counts: Mapping[int, int]) -> Spread:
    """The spread of some durations, each with how often it was. Raises ValueError where there is none."""
    count = sum(counts.values())
    if not count:
        raise ValueError("no duration")
    return Spread(count, percentile(counts, MEDIAN), percentile(counts, NINETIETH))


def percentile(counts: Mapping[int, int], percent: int) -> int:
    """The smallest value that at least so many percent do not exceed (nearest rank)."""
    ordered = sorted(counts)
    reached = list(accumulate(counts[each] for each in ordered))
    rank = max(-(-percent * reached[-1] // 100), 1)
    return next(value for value, among in zip(ordered, reached, strict=True) if among >= rank)
