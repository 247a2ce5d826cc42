"""How long cases stay in each state, from the steps that the record tells of."""

from datetime import UTC, datetime, timedelta

import pytest

from hojokin.flow.durations import Spread, Stay, Step, percentile, spread, spreads, stays

AT = datetime(2026, 8, 25, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_stay_ends_with_the_next_step_of_the_same_case() -> None:
    steps = [
        Step("AP1", AT, "draft"),
        Step("AP1", AT + 2 * DAY, "submitted"),
        Step("AP1", AT + 5 * DAY, "granted"),
        Step("AP2", AT, "draft"),
        Step("AP2", AT + DAY, "submitted"),
    ]

    assert list(stays(steps)) == [
        Stay("AP1", "draft", AT + 2 * DAY, 2 * DAY),
        Stay("AP1", "submitted", AT + 5 * DAY, 3 * DAY),
        Stay("AP2", "draft", AT + DAY, DAY),
    ]


def test_a_case_that_has_not_moved_has_no_stay_yet() -> None:
    assert list(stays([Step("AP1", AT, "draft"), Step("AP2", AT, "draft")])) == []


def test_a_state_that_is_entered_twice_counts_twice() -> None:
    states = ["draft", "submitted", "draft", "submitted"]
    steps = [Step("AP1", AT + place * DAY, state) for place, state in enumerate(states)]

    found = spreads((each.state, each.lasted) for each in stays(steps))

    assert found == {"draft": Spread(2, DAY, DAY), "submitted": Spread(1, DAY, DAY)}


@pytest.mark.parametrize(
    ("count", "median", "ninetieth"), [(1, 1, 1), (2, 1, 2), (3, 2, 3), (9, 5, 9), (10, 5, 9), (11, 6, 10)]
)
def test_the_middle_one_and_the_one_that_nine_of_ten_do_not_exceed(
    count: int, median: int, ninetieth: int
) -> None:
    lasted = [("draft", day * DAY) for day in range(count, 0, -1)]

    assert spreads(lasted) == {"draft": Spread(count, median * DAY, ninetieth * DAY)}


def test_no_percent_at_all_is_the_shortest() -> None:
    assert percentile([1, 2], 0) == 1


def test_without_any_duration_there_is_no_spread() -> None:
    with pytest.raises(ValueError, match="no duration"):
        spread([])
