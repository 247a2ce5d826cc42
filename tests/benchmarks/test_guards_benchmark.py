"""What is planted is found at a small size too, and one seed makes the same cases. No test asserts a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import drawn_copies, guards
from benchmarks.drawn_pages import COPIES
from benchmarks.planted import programme


def test_every_pattern_is_planted_and_found_at_a_small_size() -> None:
    found = guards.measured(4_000)

    assert [each.pattern for each in found if not each.planted or 10 * each.found < 9 * each.planted] == []
    assert len(guards.goals(found)) == 2


def test_a_seed_makes_the_same_cases() -> None:
    assert programme(500, 3) == programme(500, 3)


def test_turned_pictures_are_planted_among_the_synthetic_cases_and_found() -> None:
    made = programme(4_000, 2)
    told = {case for each in guards.raised(made) for case in each.cases if each.pattern == "same_picture"}

    turned = made.disguises["turned"]
    assert 10 * len(turned & told) >= 9 * len(turned) > 0


def test_drawn_copies_are_counted_by_their_disguise_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    made = drawn_copies.drawn(1, 4, kept)

    drawn_copies.print_found(made)

    assert drawn_copies.drawn(1, 4, kept) == made
    lines = capsys.readouterr().out.splitlines()
    assert [each.split("  ")[0] for each in lines[-6:]] == list(COPIES)
