"""One estimate with its full explanation, through the Python API, against one OpenFisca simulation of the same case.

``python -m benchmarks.one_estimate --track normal``
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from benchmarks import applicants
from benchmarks.measuring import Goal, in_turn, machine, print_goals
from benchmarks.peers import programme as peer
from hojokin.rules import Estimate, estimate

TARGET = 50
TIMES_A_ROUND = 20
QUESTIONS: Mapping[str, dict[str, Any]] = {
    "normal": {
        "track": "normal",
        "applicant": {"size": "medium"},
        "costs": [
            {"category": "software", "amount_yen": 2_400_000, "processes": ["P-01", "P-04"]},
            {"category": "setup_training", "amount_yen": 300_000},
        ],
    },
    "invoice": {
        "track": "invoice",
        "applicant": {"size": "small"},
        "costs": [
            {
                "category": "software",
                "amount_yen": 1_000_000,
                "functions": ["accounting", "ordering"],
                "invoice_ready": True,
            },
            {"category": "pc_tablet", "amount_yen": 180_000},
        ],
    },
}


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--track", choices=QUESTIONS, action="append")
    parser.add_argument("--rounds", type=int, default=60)
    asked = parser.parse_args()
    print(machine())
    print_goals([measured(track, asked.rounds) for track in asked.track or QUESTIONS])


def measured(track: str, rounds: int) -> Goal:
    """Measure one question, and print it. Raises ValueError when the two engines do not agree on the yen."""
    question = QUESTIONS[track]
    facts = _facts(estimate(question))
    built = peer.system(import_module(f"benchmarks.peers.{track}"), int)
    ours, theirs = estimate(question).amount_yen, peer.one_case(built, facts)
    if ours != theirs:
        raise ValueError(f"{track}: {ours:,} yen here, {theirs:,} there")
    contenders = {
        "OpenFisca, from its dictionary": lambda: peer.one_case(built, facts),
        "estimate, explained": _repeated(lambda: explained(question)),
        "estimate, as a dictionary with what-if": _repeated(lambda: estimate(question).as_dict()),
        "estimate, the amount alone": _repeated(lambda: estimate(question).amount_yen),
    }
    times = in_turn(contenders, rounds)
    print(f"\n{track}, {ours:,} yen: median of {rounds} in turn (least to most), microseconds for one")
    for name, each in times.items():
        share = 1000 / (1 if name.startswith("OpenFisca") else TIMES_A_ROUND)
        print(
            f"  {name:<40}{each.median * share:9.1f}  ({each.least * share:.1f} to {max(each.all) / 1e6 * share:.1f})"
        )
    slow, fast = times["OpenFisca, from its dictionary"], times["estimate, explained"]
    return Goal(
        f"{track}, one explained estimate: faster than OpenFisca",
        TARGET,
        slow.median / fast.median * TIMES_A_ROUND,
        slow.least / fast.least * TIMES_A_ROUND,
    )


def explained(question: Mapping[str, Any]) -> Estimate:
    """An estimate with its amount, refusals, parts and every line of the explanation made."""
    made = estimate(question)
    made.amount_yen, made.refusals, made.parts, made.lines  # noqa: B018 - made when they are asked for
    return made


def _repeated(action: Callable[[], object]) -> Callable[[], object]:
    def run() -> None:
        for _ in range(TIMES_A_ROUND):
            action()

    return run


def _facts(made: Estimate) -> dict[str, int | bool]:
    """What the estimate gathered, as far as the peer asks for it."""
    _, given = applicants.asked(made.question.track)
    known = {each.name: made.gathered.facts.get(each.name, each.default) for each in given}
    known["requested_amount"] = (
        applicants.NO_REQUEST if made.question.requested_yen is None else made.question.requested_yen
    )
    return {name: value for name, value in known.items() if value is not None}


if __name__ == "__main__":
    main()
