"""Site: worklists and case pages against a bare signed-in page, submissions against a bare audited POST, exports by row.

All in one run, at 300 and at 30,000 applications of the same database, the peers in turn with ours.
``python -m benchmarks site`` takes some minutes; HOJOKIN_BENCH_DATABASE_URL measures PostgreSQL (an empty database).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring import MILLION, Goal, Times, in_turn, machine, print_goals

SIZES = (300, 30_000)
EXPORTED = 100_000
ROUNDS = 15
PAGE_TARGET, POST_TARGET = 0.6, 0.25  # of the peer's rate
FLAT_TARGET = 0.8  # of the rate at the smaller size; our own reading of "about the same"
MEMORY_TARGET = 150  # MB
ROW_TARGET, SLOW_ROW = 200, 15 * MILLION  # times faster a row than 15 ms
MEGABYTE = 2**20
DATABASE = "HOJOKIN_BENCH_DATABASE_URL"
OURS, FIRST, STOCK, STOCK_KEPT, ONE_ROW, AS_MANY, SAME_QUERIES, SUBMISSION, BARE_POST = (
    "ours",
    "first look",
    "plain Django",
    "plain, kept",
    "one row",
    "as many",
    "same queries",
    "submission",
    "bare POST",
)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--exported", type=int, default=EXPORTED)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--export", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.export:
        _export(asked.data, asked.export)
    elif asked.data:
        _child(asked.data, asked.sizes, asked.rounds, asked.exported)
    else:
        print(machine())
        print_goals(measured(asked.sizes, asked.rounds, asked.exported))


def measured(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS, exported: int = EXPORTED) -> list[Goal]:
    """Measure in a process of its own, whose settings are read once, and print it."""
    with tempfile.TemporaryDirectory(prefix="hojokin-site-") as folder:
        told = _run(folder, "--sizes", *map(str, sizes), "--rounds", str(rounds), "--exported", str(exported))
    times: Mapping[str, Mapping[str, Mapping[str, Sequence[int]]]] = told["times"]
    _print(times, told["queries"])
    goals = [
        goal
        for size, pages in times.items()
        for page, each in pages.items()
        for goal in _of_page(size, page, each)
    ]
    goals += _flat(times)
    return goals + [goal for name, each in told["exports"].items() for goal in _of_export(name, *each)]


def _of_page(size: str, page: str, times: Mapping[str, Sequence[int]]) -> list[Goal]:
    """The rate of ours as a share of the peer's: the peer's time over ours."""
    if BARE_POST in times:
        return [Goal(f"{size}: {page}, of the bare audited POST", POST_TARGET, *_share(times, BARE_POST))]
    peers = {
        STOCK: "plain Django with as many queries",
        STOCK_KEPT: "plain Django that keeps its connection",
        AS_MANY: "as many queries behind our middleware",
        SAME_QUERIES: "the same queries by raw cursor",
        ONE_ROW: "one query behind our middleware",
    }
    goals = [
        Goal(f"{size}: {page}, of {said}", PAGE_TARGET, *_share(times, peer)) for peer, said in peers.items()
    ]
    first = [
        Goal(f"{size}: {page}, first look, of {peers[peer]}", PAGE_TARGET, *_share(times, peer, FIRST))
        for peer in (STOCK, STOCK_KEPT, AS_MANY)
    ]
    return [*goals, *first]


def _share(times: Mapping[str, Sequence[int]], peer: str, of: str = OURS) -> tuple[float, float]:
    ours, theirs = Times(tuple(times[of])), Times(tuple(times[peer]))
    return theirs.median / ours.median, theirs.least / ours.least


def _flat(times: Mapping[str, Mapping[str, Mapping[str, Sequence[int]]]]) -> list[Goal]:
    """The rate at the largest size over that at the smallest, each as a share of the same peer's, busy as the machine was."""
    small, *_others, large = times if len(times) > 1 else (*times, *times)
    found = []
    for page, each in times[large].items():
        peer = BARE_POST if BARE_POST in each else ONE_ROW
        (median, least), (before, least_before) = _share(each, peer), _share(times[small][page], peer)
        subject = f"{page}: rate at {large} of that at {small}"
        found.append(Goal(subject, FLAT_TARGET, median / before, least / least_before))
    return found


def _of_export(name: str, rows: int, taken: int, own: int, peak: int) -> list[Goal]:
    """By the clock, and as the best of it the time of the process alone, which a busy machine leaves as it is."""
    faster, own_faster, memory = SLOW_ROW * rows / taken, SLOW_ROW * rows / own, peak / MEGABYTE
    return [
        Goal(f"{name}, {rows:,} rows: times faster a row than 15 ms", ROW_TARGET, faster, own_faster),
        Goal(f"{name}, {rows:,} rows: peak memory in MB", MEMORY_TARGET, memory, memory, at_most=True),
    ]


def _print(
    times: Mapping[str, Mapping[str, Mapping[str, Sequence[int]]]], queries: Mapping[str, int]
) -> None:
    for size, pages in times.items():
        print(f"\n{size} applications, milliseconds a request, median (least to most)")
        for page, contenders in pages.items():
            asked = f", {queries[page]} queries" if page in queries else ""
            for name, each in contenders.items():
                print(f"  {f'{page}{asked}' if name == OURS else '':<36}{name:<14}{Times(tuple(each))}")


def _run(folder: str, *arguments: str) -> Any:
    command = [sys.executable, "-m", "benchmarks.site", "--data", folder, *arguments]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ran.stdout)


def _child(data: Path, sizes: Sequence[int], rounds: int, exported: int) -> None:
    _start(data)
    from django.core.management import call_command

    from benchmarks.exports import EXPORTS
    from benchmarks.site_cases import add_plain, begin, grow_to

    call_command("collectstatic", verbosity=0, interactive=False)
    begin()
    times: dict[str, Any] = {}
    queries: dict[str, int] = {}
    for size in sizes:
        start = time.perf_counter()
        grow_to(size)
        print(f"{size:,} applications made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        times[f"{size:,}"], queries = _measure(rounds)
    add_plain(exported)
    exports = {name: _run(str(data), "--export", name) for name in EXPORTS}
    print(json.dumps({"times": times, "queries": queries, "exports": exports}))


def _measure(rounds: int) -> tuple[dict[str, dict[str, Sequence[int]]], dict[str, int]]:
    from benchmarks.site_pages import pages, site, submissions

    handler = site()
    times: dict[str, dict[str, Sequence[int]]] = {}
    queries = {}
    for page in pages(handler, 2 * rounds + 2):
        contenders = {
            OURS: page.ours,
            FIRST: page.first,
            STOCK: page.stock,
            STOCK_KEPT: page.stock_kept,
            ONE_ROW: page.one_row,
            AS_MANY: page.as_many,
            SAME_QUERIES: page.same_queries,
        }
        times[page.name] = {name: each.all for name, each in in_turn(contenders, rounds).items()}
        queries[page.name] = page.queries
    ours, peer = submissions(handler, 2 * rounds + 1)
    times[SUBMISSION] = {
        name: each.all for name, each in in_turn({OURS: ours, BARE_POST: peer}, rounds).items()
    }
    return times, queries


def _export(data: Path, name: str) -> None:
    _start(data)
    from benchmarks.exports import run

    print(json.dumps(run(name)))


def _start(data: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "hojokin.office.config.settings",
        "HOJOKIN_DATA": str(data),
        "HOJOKIN_SECRET_KEY": "for measuring only",
        "HOJOKIN_HTTPS": "0",
        "HOJOKIN_LOCAL_GBIZID": "1",
        "HOJOKIN_DATABASE_URL": os.environ.get(DATABASE, ""),
    }
    if (data / "secret_key").exists():
        import django

        django.setup()
        return
    from hojokin.office.config.starting import start

    start()


if __name__ == "__main__":
    main()
