"""Growth: the time per row of the compiled loop must not depend on how many rows there are.

Each size is answered on successive parts of one large table, so that the small ones find the caches as cold as the
large ones do. ``python -m benchmarks.growth --largest 10000000``
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from benchmarks import applicants
from benchmarks.measuring import MILLION, Goal, in_turn, machine, print_goals
from hojokin.rules.engine.columns import Column
from hojokin.rules.engine.fused import FusedRules, fuse_expressions

TARGET = 1.1
SIZES = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--track", choices=applicants.TRACKS, default="normal")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    print(machine())
    print_goals([measured(asked.track, asked.largest, asked.rounds)])


def measured(track: str, largest: int, rounds: int) -> Goal:
    """Measure every size up to the largest on one thread, and print it."""
    made, given = applicants.asked(track)
    columns = applicants.columns(given, largest)
    fused = fuse_expressions(made.expressions(each.name for each in given), given)
    sizes = [size for size in SIZES if size <= largest] or [largest]
    times = in_turn({f"{size:,}": _parts(fused, columns, size, largest) for size in sizes}, rounds)
    print(
        f"\n{track}, {largest:,} rows answered in parts on one thread: nanoseconds a row, median of {rounds} (least)"
    )
    per_row = {
        name: (each.median * MILLION / largest, each.least * MILLION / largest)
        for name, each in times.items()
    }
    for name, (median, least) in per_row.items():
        print(f"  in parts of {name:>12} rows  {median:7.3f}  ({least:.3f})")
    medians, least_ones = zip(*per_row.values(), strict=True)
    spread, best = max(medians) / min(medians), max(least_ones) / min(least_ones)
    return Goal(f"{track}, slowest size against quickest, by row", TARGET, spread, best, at_most=True)


def _parts(fused: FusedRules, columns: dict[str, Column], size: int, largest: int) -> Callable[[], object]:
    spans = [(start, min(start + size, largest)) for start in range(0, largest, size)]
    parts = [{name: column[start:end] for name, column in columns.items()} for start, end in spans]

    def run() -> None:
        for part in parts:
            fused(part, threads=1)

    return run


if __name__ == "__main__":
    main()
