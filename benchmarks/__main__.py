"""Every benchmark in one run, and the closing table of what was aimed at and what was reached.

``python -m benchmarks`` takes some ten minutes; ``--full`` adds ten million rows, ``--quick`` shows that it works.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import applicants, growth, guards, notices, one_estimate, rules_in_columns, site, tool_search
from benchmarks.measuring import Goal, machine, print_goals


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="ten million rows against OpenFisca as well")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: the figures mean nothing")
    parser.add_argument("only", nargs="?", choices=["guards", "notices", "site"], help="one benchmark alone")
    asked = parser.parse_args()
    cases = 2_000 if asked.quick else guards.CASES
    pages = ((60,), 1, 100) if asked.quick else (site.SIZES, site.ROUNDS, site.EXPORTED)
    alone: dict[str, Callable[[], list[Goal]]] = {
        "guards": lambda: guards.goals(guards.measured(cases)),
        "notices": lambda: notices.measured(400 if asked.quick else notices.COUNT),
        "site": lambda: site.measured(*pages),
    }
    if asked.only:
        print(machine())
        print_goals(alone[asked.only]())
        return
    sizes = (
        (1_000,) if asked.quick else (100_000, 1_000_000, 10_000_000) if asked.full else (100_000, 1_000_000)
    )
    rounds = 1 if asked.quick else 9
    print(machine())
    goals = []
    for rows in sizes:
        tracks = applicants.TRACKS if rows in (1_000, 1_000_000) else ("normal",)
        for track in tracks:
            goals += rules_in_columns.measured(track, rows, rounds, memory=rows >= 1_000_000).goals
    goals += [one_estimate.measured(track, 1 if asked.quick else 60) for track in one_estimate.QUESTIONS]
    goals.append(growth.measured("normal", 1_000 if asked.quick else 10_000_000, rounds))
    with tempfile.TemporaryDirectory() as folder:
        count, words, turns = (500, 2, 1) if asked.quick else (100_000, 30, 5)
        goals += tool_search.measured(count, words, turns, Path(folder)).goals
    for measure in alone.values():
        goals += measure()
    print_goals(goals)
    print(machine())


if __name__ == "__main__":
    main()
