"""All amount rules of a track over columns: the compiled loop against OpenFisca-Core, and against the limit.

``python -m benchmarks.rules_in_columns --rows 1000000 --track normal``
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import applicants
from benchmarks.limit import reading
from benchmarks.measuring import Goal, Times, in_turn, machine, own_peak, peak_memory, print_goals
from benchmarks.peers import programme as peer
from hojokin.batch.asked import Asked
from hojokin.rules.engine.columns import evaluate_expressions
from hojokin.rules.engine.facts import Input
from hojokin.rules.engine.fused import FusedRules, fuse_expressions
from hojokin.rules.engine.graph import Expr

CORES = os.cpu_count() or 1
SAMPLE = 2_000
PEER_TARGET, LIMIT_TARGET = 200, 2


@dataclass(frozen=True)
class Measured:
    """What one track took at one size, and how many yen were wrong."""

    track: str
    rows: int
    times: Mapping[str, Times]
    wrong: Mapping[str, int]
    goals: list[Goal] = field(default_factory=list)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--track", choices=applicants.TRACKS, action="append")
    parser.add_argument(
        "--peak", choices=("ours", "peer"), help="print the peak memory of one engine and stop"
    )
    asked = parser.parse_args()
    tracks = asked.track or list(applicants.TRACKS)
    if asked.peak:
        _run_once(asked.peak, tracks[0], asked.rows)
        print(own_peak())
        return
    print(machine())
    goals = [goal for track in tracks for goal in measured(track, asked.rows, asked.rounds).goals]
    print_goals(goals)


def measured(track: str, rows: int, rounds: int, *, memory: bool = True) -> Measured:
    """Measure one track at one size, and print it."""
    asked, given = applicants.asked(track)
    roots = asked.expressions(each.name for each in given)
    columns = applicants.columns(given, rows)
    fused = fuse_expressions(roots, given)
    built = peer.system(import_module(f"benchmarks.peers.{track}"), int)
    formulas = [name for name in built.variables if built.get_variable(name).formulas]
    prepared = peer.simulated(built, columns)

    def whole() -> object:
        return peer.answered(peer.simulated(built, columns))

    def calculate() -> object:
        for name in formulas:  # OpenFisca remembers what it has calculated
            prepared.delete_arrays(name)
        return peer.answered(prepared)

    wide = applicants.columns(given, rows, wide=True)
    outputs = [column.dtype for column in fused(columns).values()]
    arrays, wide_arrays = ([each[one.name] for one in given] for each in (columns, wide))
    contenders = {
        "OpenFisca, whole run": whole,
        "OpenFisca, calculate() alone": calculate,
        "compiled loop": lambda: fused(columns),
        "compiled loop, one thread": lambda: fused(columns, threads=1),
        "limit": reading(arrays, outputs, CORES if rows >= 500_000 else 1),
        "limit, one thread": reading(arrays, outputs, 1),
        "compiled loop, 64-bit columns": lambda: fused(wide),
        "limit, 64-bit columns": reading(wide_arrays, outputs, CORES if rows >= 500_000 else 1),
        "NumPy in blocks": lambda: evaluate_expressions(roots, given, columns),
    }
    times = in_turn(contenders, rounds)
    made = Measured(
        track, rows, times, _wrong(asked, roots, fused, columns, track), _goals(track, rows, times)
    )
    _print(made, memory=memory)
    return made


def _goals(track: str, rows: int, times: Mapping[str, Times]) -> list[Goal]:
    size = f"{track}, {rows:,} rows"
    return [
        _ratio(
            f"{size}: faster than OpenFisca's whole run",
            PEER_TARGET,
            times,
            "OpenFisca, whole run",
            "compiled loop",
        ),
        _ratio(f"{size}: times the limit", LIMIT_TARGET, times, "compiled loop", "limit", at_most=True),
    ]


def _ratio(
    subject: str, target: float, times: Mapping[str, Times], slow: str, fast: str, *, at_most: bool = False
) -> Goal:
    reached = times[slow].median / times[fast].median
    return Goal(subject, target, reached, times[slow].least / times[fast].least, at_most)


def _wrong(
    asked: Asked,
    roots: Mapping[str, Expr],
    fused: FusedRules,
    columns: Mapping[str, NDArray[Any]],
    track: str,
) -> dict[str, int]:
    """Rows whose yen differ: ours from NumPy's 64 bits everywhere and from plain Python in a sample; the peer's from ours."""
    ours = fused(columns)
    by_numpy = evaluate_expressions(roots, fused.given, columns)
    rows = len(ours["amount"])
    some = np.unique(np.linspace(0, rows - 1, min(SAMPLE, rows)).astype(np.int64))
    plain = [_plain(asked, fused.given, columns, int(row)) for row in some]
    wrong = {
        "ours, against NumPy's 64-bit integers on every row": int(
            np.count_nonzero(
                (ours["amount"] != by_numpy["amount"]) | (ours["refused"] != by_numpy["refused"])
            )
        ),
        f"ours, against plain Python on {len(some):,} rows": sum(
            int(ours["amount"][row]) != amount for row, amount in zip(some, plain, strict=True)
        ),
    }
    for money in (int, float):
        built = peer.system(import_module(f"benchmarks.peers.{track}"), money)
        theirs = peer.answered(peer.simulated(built, columns))
        wrong[f"OpenFisca with yen as {money.__name__}"] = int(
            np.count_nonzero(theirs.astype(np.int64) != ours["amount"])
        )
    return wrong


def _plain(asked: Asked, given: tuple[Input, ...], columns: Mapping[str, NDArray[Any]], row: int) -> int:
    answer = asked.book.evaluate({each.name: columns[each.name][row].item() for each in given}, asked.targets)
    return int(answer["grant_amount"]) if all(answer[name] for name in asked.criteria) else 0


def _run_once(engine: str, track: str, rows: int) -> None:
    asked, given = applicants.asked(track)
    columns = applicants.columns(given, rows)
    if engine == "ours":
        fuse_expressions(asked.expressions(each.name for each in given), given)(columns)
    else:
        peer.answered(peer.simulated(peer.system(import_module(f"benchmarks.peers.{track}"), int), columns))


def _print(made: Measured, *, memory: bool) -> None:
    print(
        f"\n{made.track}, {made.rows:,} applicants: median of {len(made.times['limit'].all)} in turn (least to most)"
    )
    fastest = made.times["compiled loop"].median
    for name, times in made.times.items():
        print(f"  {name:<32}{times}   {times.median / fastest:7.2f} x the compiled loop")
    for name, count in made.wrong.items():
        print(f"  wrong yen, {name:<52} {count:,} of {made.rows:,} rows")
    if memory:
        arguments = ("benchmarks.rules_in_columns", "--rows", str(made.rows), "--track", made.track, "--peak")
        ours, theirs = (peak_memory(*arguments, engine) // 2**20 for engine in ("ours", "peer"))
        print(
            f"  peak memory of a process that holds the columns and answers once: ours {ours:,} MB, OpenFisca {theirs:,} MB"
        )


if __name__ == "__main__":
    main()
