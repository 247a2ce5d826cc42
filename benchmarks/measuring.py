"""Measuring: several ways to do one thing, in turn, round after round, so that a busy machine is busy for all."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

MILLION = 1_000_000
FEW = 10  # below it a ratio is told with two places


@dataclass(frozen=True)
class Times:
    """The times of one contender, in nanoseconds."""

    all: tuple[int, ...]

    @property
    def median(self) -> float:
        """The median, in milliseconds."""
        return median(self.all) / MILLION

    @property
    def least(self) -> float:
        """The least, in milliseconds."""
        return min(self.all) / MILLION

    def __str__(self) -> str:
        return f"{self.median:9.3f} ms  ({self.least:.3f} to {max(self.all) / MILLION:.3f})"


def in_turn(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Times]:
    """Time every contender once a round, each right after a turn of its own that does not count.

    Without that turn whoever comes after a contender that fills the caches would pay for it.
    """
    for contender in contenders.values():
        contender()
    times: dict[str, list[int]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            contender()
            start = time.perf_counter_ns()
            contender()
            times[name].append(time.perf_counter_ns() - start)
    return {name: Times(tuple(each)) for name, each in times.items()}


@dataclass(frozen=True)
class Goal:
    """A ratio that was aimed at, and what was reached; ``at_most`` turns the comparison round."""

    subject: str
    target: float
    reached: float
    best: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether the medians reached the goal."""
        return self.reached <= self.target if self.at_most else self.reached >= self.target

    def __str__(self) -> str:
        sign = "<=" if self.at_most else ">="
        word = "reached" if self.met else "missed"
        reached, best = _figure(self.reached), _figure(self.best)
        return f"{self.subject:<70} {sign} {self.target:>6,g} {reached:>8} {best:>8}   {word}"


def _figure(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < FEW else f"{ratio:.1f}"


def print_goals(goals: Sequence[Goal]) -> None:
    """The closing table."""
    print(f"\n{'ratio':<70} {'target':>9} {'medians':>8} {'least':>8}")
    for goal in goals:
        print(goal)


def machine() -> str:
    """The machine in one line, with how busy it is."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "polars", "openfisca-core"))
    return (
        f"{_processor()}, {os.cpu_count()} cores, load {load}; Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def peak_memory(*arguments: str) -> int:
    """Peak memory in bytes of a benchmark module run in a process of its own."""
    made = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=True)
    return int(made.stdout.split()[-1])


def own_peak() -> int:
    """Peak memory of this process in bytes; getrusage would count what its parent held when it was started."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
