"""Rounds: the second of the deadline is in time, a missed round moves on, and extensions count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hojokin.flow.rounds import RoundChange, next_round, round_for, round_to_move_to, rounds_with
from hojokin.rules.schedule import JST

FIRST, SECOND = "normal-2026-R1", "normal-2026-R2"
DEADLINE = datetime(2026, 5, 12, 17, 0, 0, tzinfo=JST)
EXTENDED = DEADLINE + timedelta(hours=2)
EXTENSION = RoundChange(FIRST, given_at=DEADLINE, deadline=EXTENDED)


def id_at(at: datetime, *changes: RoundChange) -> str | None:
    """The id of the round of an instant."""
    found = round_for("fy2026", "normal", at, changes)
    return found.id if found else None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (DEADLINE - timedelta(seconds=1), FIRST),
        (DEADLINE, FIRST),
        (DEADLINE + timedelta(microseconds=999_999), FIRST),
        (DEADLINE + timedelta(seconds=1), SECOND),
        (DEADLINE.astimezone(UTC), FIRST),
    ],
)
def test_the_whole_second_of_the_deadline_is_in_time(at: datetime, expected: str) -> None:
    assert id_at(at) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(-1, None), (0, FIRST), (1, FIRST)])
def test_nothing_is_accepted_before_reception_opens(seconds: int, expected: str | None) -> None:
    opens = datetime(2026, 3, 30, 10, 0, 0, tzinfo=JST)

    assert id_at(opens + timedelta(seconds=seconds)) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(-1, FIRST), (0, FIRST), (1, SECOND)])
def test_an_extension_moves_the_deadline_to_its_own_second(seconds: int, expected: str) -> None:
    assert id_at(EXTENDED + timedelta(seconds=seconds), EXTENSION) == expected


def test_the_change_given_last_wins() -> None:
    later = RoundChange(
        FIRST, given_at=DEADLINE + timedelta(minutes=1), deadline=EXTENDED + timedelta(hours=1)
    )

    made = rounds_with("fy2026", "normal", [later, EXTENSION])

    assert made[0].deadline == EXTENDED + timedelta(hours=1)
    assert made[1] == rounds_with("fy2026", "normal")[1]


def test_a_missed_round_moves_to_the_next_that_accepts() -> None:
    assert moved(1, DEADLINE) == 1
    assert moved(1, DEADLINE + timedelta(seconds=1)) == 2
    assert moved(1, datetime(2026, 8, 1, tzinfo=JST)) == 4


def test_after_the_last_known_round_there_is_none() -> None:
    assert moved(6, datetime(2026, 10, 30, 17, 0, 1, tzinfo=JST)) is None
    assert next_round("fy2026", "normal", 6) is None


def test_the_next_round_follows_by_number() -> None:
    found = next_round("fy2026", "normal", 1)

    assert found is not None
    assert found.id == SECOND


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises((TypeError, ValueError)):
        round_for("fy2026", "normal", datetime(2026, 5, 12))  # noqa: DTZ001 - the fault under test


def moved(number: int, at: datetime) -> int | None:
    """The number of the round that an application of a round moves to."""
    found = round_to_move_to("fy2026", "normal", number, at)
    return found.number if found else None
