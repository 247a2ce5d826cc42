"""What is planted is found at a small size too, and one seed makes the same cases. No test asserts a time."""

from __future__ import annotations

from benchmarks import guards
from benchmarks.planted import programme


def test_every_pattern_is_planted_and_found_at_a_small_size() -> None:
    found = guards.measured(4_000)

    assert [each.pattern for each in found if not each.planted or 10 * each.found < 9 * each.planted] == []
    assert len(guards.goals(found)) == 2


def test_a_seed_makes_the_same_cases() -> None:
    assert programme(500, 3) == programme(500, 3)
