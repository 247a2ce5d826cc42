"""Notices (通知書): ten thousand of a decided round printed by the worker, killed in the middle and gone on with.

The peer prints the same notice by a compiler that is begun for each, as a program does that calls one a paper.
``python -m benchmarks notices`` takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import MILLION, Goal, own_peak

COUNT = 10_000
PEERS = 20
FASTER_TARGET, MEMORY_TARGET = 1.5, 150  # our own: times the rate of the peer, and MB as for any export
MEGABYTE = 2**20
KILLED = 9
ROUND = "normal-bench"
AT = datetime(2026, 7, 20, 3, tzinfo=UTC)


def main() -> None:
    """One of the processes that ``measured`` starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--killed", action="store_true")
    asked = parser.parse_args()
    if asked.killed:
        _begin_and_die(asked.data, asked.count)
    else:
        print(json.dumps(_go_on(asked.data)))


def measured(count: int = COUNT) -> list[Goal]:
    """Print in a process that is killed after half of them, go on in another, and say what it took."""
    with tempfile.TemporaryDirectory(prefix="hojokin-notices-") as folder:
        if (ended := _run(folder, count, "--killed").returncode) != KILLED:
            raise RuntimeError(f"the process was to be killed, and ended with {ended}")
        told: dict[str, Any] = json.loads(_run(folder, count).stdout)
    if told["names"] != count:
        raise RuntimeError(f"{told['names']} different notices of {count}")
    print(
        f"\n{count:,} notices as PDF: {told['before']:,} when the process was killed, {told['printed']:,} after it,"
        f" {told['own'] / told['printed'] / MILLION:.1f} ms each; all in one file of"
        f" {told['size'] / MEGABYTE:,.0f} MB, taken in {told['taken'] / MILLION / 1000:.1f} s"
    )
    faster = told["peer"] / (told["own"] / told["printed"])
    peak = told["peak"] / MEGABYTE
    return [
        Goal("notices: times the rate of a compiler begun for each", FASTER_TARGET, faster, faster),
        Goal(f"{count:,} notices: peak memory in MB", MEMORY_TARGET, peak, peak, at_most=True),
    ]


def _run(folder: str, count: int, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.notices", "--data", folder, "--count", str(count), *more]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)


def _begin_and_die(data: Path, count: int) -> None:
    """Decide a round, ask for its notices, print half of them, and end as a killed process does."""
    _start(data)
    from hojokin.office.actions import print_notices
    from hojokin.office.queries.printed_notices import printed

    run = _asked_for(count)
    print_notices.A_TURN = 1  # so that it can die in the middle of a few, too
    while printed(run) < count // 2:
        print_notices.carry_on_printing(AT)
    os._exit(KILLED)


def _go_on(data: Path) -> dict[str, Any]:
    """What the killed one left, printed by the worker's job; then everything taken as one file."""
    _start(data)
    from hojokin.office.actions.print_notices import carry_on_printing
    from hojokin.office.queries.printed_notices import as_one_file, printed
    from hojokin.office.records.models import PrintRun

    run = PrintRun.objects.get()
    before, own = printed(run), time.process_time_ns()
    while carry_on_printing(AT):
        pass
    own = time.process_time_ns() - own
    start, size = time.perf_counter_ns(), 0
    with (data / "all.zip").open("wb") as file:
        for piece in as_one_file(run):
            size += file.write(piece)
    taken, peak = time.perf_counter_ns() - start, own_peak()
    return {
        "before": before,
        "printed": printed(run) - before,
        "own": own,
        "taken": taken,
        "size": size,
        "peak": peak,
        "names": _names(data / "all.zip"),
        "peer": _peer(),
    }


def _names(path: Path) -> int:
    import zipfile

    with zipfile.ZipFile(path) as file:
        return len(set(file.namelist()))


def _peer() -> float:
    """Nanoseconds of this process for the same notice by a compiler begun anew."""
    from hojokin.office.adapters import pdf
    from hojokin.office.queries.decision_notice import notice_of
    from hojokin.office.records.models import GrantDecision

    decisions = list(GrantDecision.objects.select_related("filing__owner", "proposal__round")[:PEERS])
    start = time.process_time_ns()
    for each in decisions:
        pdf._compiler.cache_clear()  # noqa: SLF001 - what a program does that starts one for each paper
        notice_of(each)
    return (time.process_time_ns() - start) / len(decisions)


def _asked_for(count: int) -> Any:
    """A decided round of so many firms, and the order for its notices."""
    from hojokin.flow.roles import Role
    from hojokin.office.actions.print_notices import ask_for_notices
    from hojokin.office.records.actor import Actor
    from hojokin.office.records.models import Person

    approver = Person.objects.create_user("approver@example.jp", name="決裁 花子", joined_at=AT)
    return ask_for_notices(_decided(approver, _applications(count)), by=Actor(approver, Role.APPROVER), at=AT)


def _applications(count: int) -> list[Any]:
    """An application of each of so many firms."""
    from hojokin.office.records.models import Filing, Party

    firms = Party.objects.bulk_create(
        Party(name=f"見本商店{n}", prefecture="13", address=f"千代田区一番町{n}", representative=f"見本 {n}")
        for n in range(count)
    )
    told = {"kind": "application", "edition": "fy2026", "track": "normal", "state": "granted"}
    since = {"round_code": ROUND, "opened_at": AT, "state_since": AT}
    return Filing.objects.bulk_create(
        Filing(number=f"AP26-{n:06}", owner=firm, title=firm.name, **told, **since)
        for n, firm in enumerate(firms)
    )


def _decided(approver: Any, filings: Sequence[Any]) -> Any:
    """The proposal of a round by which all of them were granted."""
    from hojokin.office.records.models import DecisionProposal, GrantDecision, Round

    days = {
        "closes_at": AT,
        "decides_on": AT.date(),
        "promised_at": AT,
        "promised_since": AT,
        "report_by": AT,
    }
    row = Round.objects.create(code=ROUND, edition="fy2026", track="normal", number=1, **days)
    made = {"amount_yen": len(filings), "rows": [], "digest": "0" * 64}
    proposal = DecisionProposal.objects.create(
        round=row, state="done", proposed_by=approver, proposed_at=AT, **made
    )
    told = {"outcome": "granted", "place": 1, "score": 60, "rate": "1/2", "edition": "fy2026", "library": ""}
    rest = {"question": {"applied_on": "2026-06-01"}, "explanation": {}, "reasons_are_told": False}
    GrantDecision.objects.bulk_create(
        GrantDecision(
            filing=filing,
            proposal=proposal,
            number=f"GD26-{n:06}",
            amount_yen=450_000 + n,
            eligible_cost_yen=900_000 + 2 * n,
            decided_at=AT,
            **told,
            **rest,
        )
        for n, filing in enumerate(filings)
    )
    return proposal


def _start(data: Path) -> None:
    os.environ["HOJOKIN_DATA"] = str(data)
    from hojokin.office.config.starting import start

    start()


if __name__ == "__main__":
    main()
