"""Watching: one failed question is no outage, a run of them is; what a silent watcher missed, and when it cannot wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hojokin.flow.outages import Outage
from hojokin.flow.watching import (
    Seen,
    after,
    closes_within,
    concerns,
    is_watched,
    opens,
    silence,
    unnoted,
)

AT = datetime(2026, 6, 15, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
CLOSE = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def told(answers: str) -> tuple[Seen | None, list[tuple[int, int]]]:
    """What is known after questions a minute apart (``o`` answered, ``x`` not), and the outages in minutes."""
    seen, found = None, []
    for n, each in enumerate(answers):
        seen, ended = after(seen, AT + n * MINUTE, is_up=each == "o")
        if ended:
            found.append(((ended.started - AT) // MINUTE, (ended.ended - AT) // MINUTE))
    return seen, found


@pytest.mark.parametrize(
    ("answers", "outages"),
    [
        ("ooooo", []),
        ("oxooo", []),
        ("oxxoo", []),  # one failure fewer than an outage has
        ("oxxxoo", [(0, 4)]),  # from the last answer to the first one after it
        ("oxoxoxoxo", []),  # flapping, never three in a row
        ("oxxoxxoxxo", []),
        ("oxxxoxxxoo", [(0, 8)]),  # one answer in an outage does not end it
        ("oxxxo", []),  # not over yet
        ("oxxxooxxxoo", [(0, 4), (5, 9)]),
        ("xxxxxoo", []),  # what never answered may be asked wrongly
    ],
)
def test_an_outage_is_a_run_of_failures_that_ends_with_a_run_of_answers(
    answers: str, outages: list[tuple[int, int]]
) -> None:
    assert told(answers)[1] == outages


@pytest.mark.parametrize(("answers", "lasting"), [("oxx", None), ("oxxx", (0, 3)), ("oxxxxo", (0, 5))])
def test_a_lasting_outage_is_known_as_far_as_it_was_seen(
    answers: str, lasting: tuple[int, int] | None
) -> None:
    seen, _found = told(answers)

    assert seen is not None
    known = seen.lasting and (seen.lasting.started - AT, seen.lasting.ended - AT)
    assert known == (lasting and (lasting[0] * MINUTE, lasting[1] * MINUTE))


def test_the_doubt_before_the_first_failure_is_no_longer_than_one_turn() -> None:
    seen = Seen(AT - DAY, AT - DAY)
    for n in range(3):
        seen, _ended = after(seen, AT + n * MINUTE, is_up=False)

    assert seen.lasting == Outage(AT - MINUTE, AT + 2 * MINUTE)


@pytest.mark.parametrize(("minutes", "goes_on"), [(4, True), (5, False)])
def test_an_outage_is_not_gone_on_from_after_a_silence_but_kept_as_far_as_it_was_seen(
    minutes: int, goes_on: bool
) -> None:
    seen, _found = told("oxxx")

    later, ended = after(seen, AT + (3 + minutes) * MINUTE, is_up=False)

    assert (ended is None, later.is_down) == (goes_on, goes_on)
    assert ended in {None, Outage(AT, AT + 3 * MINUTE)}


@pytest.mark.parametrize(
    ("length", "is_one"),
    [
        (5 * MINUTE - SECOND, False),
        (5 * MINUTE, True),
        (DAY, True),
        (DAY + SECOND, False),  # people decide about more than a day
    ],
)
def test_a_silence_of_the_watcher_is_an_outage_within_bounds(length: timedelta, is_one: bool) -> None:
    assert silence(AT, AT + length) == (Outage(AT, AT + length) if is_one else None)


@pytest.mark.parametrize(
    ("at", "watched"),
    [
        (CLOSE - DAY - SECOND, False),
        (CLOSE - DAY, True),
        (CLOSE + timedelta(minutes=10), True),
        (CLOSE + timedelta(minutes=10) + SECOND, False),
    ],
)
def test_a_round_is_watched_through_the_hours_that_the_rule_counts(at: datetime, watched: bool) -> None:
    assert is_watched(CLOSE, CLOSE, at) is watched


def test_an_extended_round_is_watched_to_its_new_closing() -> None:
    assert is_watched(CLOSE, CLOSE + DAY, CLOSE + DAY)
    assert opens(CLOSE) == CLOSE - DAY


@pytest.mark.parametrize(
    ("started", "ended", "touches"),
    [
        (CLOSE - 2 * DAY, CLOSE - DAY, False),
        (CLOSE - 2 * DAY, CLOSE - DAY + SECOND, True),
        (CLOSE - SECOND, CLOSE + DAY, True),
        (CLOSE, CLOSE + DAY, False),
    ],
)
def test_an_outage_concerns_the_rounds_whose_last_hours_it_touches(
    started: datetime, ended: datetime, touches: bool
) -> None:
    assert concerns(Outage(started, ended), CLOSE, CLOSE) is touches


@pytest.mark.parametrize(("before", "cannot_wait"), [(2 * MINUTE + SECOND, False), (2 * MINUTE, True)])
def test_a_lasting_outage_cannot_wait_once_the_round_may_close_before_the_next_question(
    before: timedelta, cannot_wait: bool
) -> None:
    assert closes_within(CLOSE, CLOSE - before) is cannot_wait


def test_of_an_outage_that_was_noted_in_part_the_rest_remains() -> None:
    outage = Outage(AT, AT + 9 * MINUTE)

    assert unnoted(outage, None) == outage
    assert unnoted(outage, AT + 4 * MINUTE) == Outage(AT + 4 * MINUTE, AT + 9 * MINUTE)
    assert unnoted(outage, AT + 9 * MINUTE) is None
