"""Durations (処理期間): how long cases stay in each state, from the steps that the record tells of."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MEDIAN, NINETIETH = 50, 90  # percent
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case as it was recorded (遷移の記録): the state that it led to; an opening leads to the first."""

    case: str
    at: datetime
    to: str


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a case was in a state (滞在), once it has left it, and when it left."""

    case: str
    state: str
    left_at: datetime
    lasted: timedelta


@dataclass(frozen=True, slots=True)
class Spread:
    """Durations in short (期間の分布): how many, the middle one, and the one that nine of ten do not exceed."""

    count: int
    median: timedelta
    ninetieth: timedelta


def stays(steps: Iterable[Step]) -> Iterator[Stay]:
    """Every stay that ended. The steps come case by case, each case's in the order of time."""
    before: Step | None = None
    for each in steps:
        if before is not None and before.case == each.case:
            yield Stay(each.case, before.to, each.at, each.at - before.at)
        before = each


def spreads[Key](lasted: Iterable[tuple[Key, timedelta]]) -> Mapping[Key, Spread]:
    """The spread of the durations of each key, such as a state or a month."""
    # A programme has a million steps: they are held and sorted as plain numbers.
    found: dict[Key, array[int]] = {}
    for key, each in lasted:
        found.setdefault(key, array("q")).append(each // MICROSECOND)
    return {key: spread(each) for key, each in found.items()}


def spread(microseconds: Iterable[int]) -> Spread:
    """The spread of some durations. Raises ValueError where there is none."""
    ordered = sorted(microseconds)
    if not ordered:
        raise ValueError("no duration")
    median, ninetieth = (percentile(ordered, each) * MICROSECOND for each in (MEDIAN, NINETIETH))
    return Spread(len(ordered), median, ninetieth)


def percentile(ordered: Sequence[int], percent: int) -> int:
    """The smallest value that at least so many percent do not exceed (nearest rank)."""
    rank = -(-percent * len(ordered) // 100)
    return ordered[max(rank, 1) - 1]
