"""How long cases stay in each state: the middle one, and the one that nine of ten do not exceed."""

from datetime import timedelta

import pytest

from hojokin.flow.durations import Spread, percentile, spread, spreads, tenths

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("lasted", "expected"),
    [
        (timedelta(), 0),
        (timedelta(hours=2, minutes=23, seconds=59), 0),
        (timedelta(hours=2, minutes=24), 1),
        (3 * DAY, 30),
    ],
)
def test_a_tenth_of_a_day_counts_once_it_is_full(lasted: timedelta, expected: int) -> None:
    assert tenths(lasted) == expected


def test_each_key_has_its_own_spread_and_counts_of_one_duration_add_up() -> None:
    counted = [("draft", 10, 2), ("submitted", 30, 1), ("draft", 90, 1), ("draft", 10, 6)]

    assert spreads(counted) == {"draft": Spread(9, 10, 90), "submitted": Spread(1, 30, 30)}


@pytest.mark.parametrize(
    ("count", "median", "ninetieth"), [(1, 1, 1), (2, 1, 2), (3, 2, 3), (9, 5, 9), (10, 5, 9), (11, 6, 10)]
)
def test_the_middle_one_and_the_one_that_nine_of_ten_do_not_exceed(
    count: int, median: int, ninetieth: int
) -> None:
    assert spread(dict.fromkeys(range(count, 0, -1), 1)) == Spread(count, median, ninetieth)


def test_a_duration_weighs_as_often_as_it_was() -> None:
    assert spread({1: 4, 2: 5, 7: 1}) == Spread(10, 2, 2)


def test_no_percent_at_all_is_the_shortest() -> None:
    assert percentile({1: 1, 2: 1}, 0) == 1


def test_without_any_duration_there_is_no_spread() -> None:
    with pytest.raises(ValueError, match="no duration"):
        spread({})
