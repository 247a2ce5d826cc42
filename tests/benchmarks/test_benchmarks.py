"""The benchmarks run at tiny sizes, and the engines they compare agree on the yen. No test asserts a time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks import applicants, growth, one_estimate, rules_in_columns


@pytest.mark.parametrize("track", applicants.TRACKS)
def test_ours_has_no_wrong_yen(track: str) -> None:
    made = rules_in_columns.measured(track, 3_000, 1, memory=False)

    assert [count for name, count in made.wrong.items() if name.startswith("ours")] == [0, 0]
    assert len(made.goals) == 2


@pytest.mark.parametrize("track", one_estimate.QUESTIONS)
def test_one_estimate_agrees_with_its_peer(track: str) -> None:
    assert one_estimate.measured(track, 1).reached > 0  # it raises when the yen differ


def test_growth_is_measured_at_a_tiny_size() -> None:
    assert growth.measured("normal", 2_000, 1).reached == 1


def test_peak_memory_is_that_of_the_engine_alone() -> None:
    arguments = [sys.executable, "-m", "benchmarks.rules_in_columns", "--rows", "1000", "--peak", "ours"]

    made = subprocess.run(arguments, capture_output=True, text=True, check=True)

    assert int(made.stdout.split()[-1]) > 2**20
