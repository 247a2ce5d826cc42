"""Finishing: a case is over with its last report, and not while anything else is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hojokin.flow.duties import DutyState, assets_bound_until, duties, effect_reports_owed
from hojokin.flow.finishing import Left, Standing, open_matters, unreported
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.records import books_kept_until
from tests.flow.test_duties import GRANT

LATE = date(2031, 2, 1)
DAY = timedelta(days=1)
LABEL = Text("届", "Filing")
TRACKS = [
    ("normal", False, [0, 1, 2, 3]),
    ("invoice", True, [0, 1, 3]),
    ("invoice", False, [0, 1]),
    ("electronic_transaction", True, [0, 1, 3]),
    ("electronic_transaction", False, [0, 1]),
    ("security", False, [0, 1, 3]),
    ("consortium", False, [1, 2]),
]


@pytest.mark.parametrize(("track", "wage_plan", "years"), TRACKS)
def test_each_track_is_finished_with_its_own_last_report(
    track: str, wage_plan: bool, years: list[int]
) -> None:
    grant = replace(GRANT, track=track, wage_plan=wage_plan)
    all_of_them = dict.fromkeys(years, "accepted")

    assert [each.window.plan_year for each in effect_reports_owed(grant)] == years
    assert open_matters(grant, Standing(all_of_them), LATE) == []
    assert open_matters(grant, Standing(all_of_them | {9: "applicant_editing"}), LATE) == []
    for year in years:
        below = {each: state for each, state in all_of_them.items() if each != year}
        assert [each.kind for each in open_matters(grant, Standing(below), LATE)] == [Left.REPORT]


@pytest.mark.parametrize(
    ("year", "state", "left"),
    [
        (3, "submitted", 1),
        (3, "correction", 1),
        (3, "waiting", 1),
        (3, "missing", 1),  # nobody has reported at the end: a person decides
        (3, "ended", 0),
        (2, "missing", 0),  # its consequence is a return, which is a matter of its own
        (2, "applicant_editing", 1),
        (2, "ended", 0),
    ],
)
def test_only_an_earlier_report_may_be_missing(year: int, state: str, left: int) -> None:
    reports = dict.fromkeys(range(4), "accepted") | {year: state}

    assert len(open_matters(GRANT, Standing(reports), LATE)) == left


@pytest.mark.parametrize(("ended", "left"), [(LATE + DAY, 4), (LATE, 0), (LATE - DAY, 0)])
def test_after_a_return_no_report_is_left(ended: date, left: int) -> None:
    grant = replace(GRANT, reports_ended_on=ended)

    assert len(unreported(grant, {}, LATE)) == left
    assert len(open_matters(grant, Standing(), LATE)) == left


@pytest.mark.parametrize(("after", "left"), [(-1, [Left.USE]), (0, [Left.USE]), (1, [])])
def test_the_tools_are_used_until_the_last_day_of_their_period(after: int, left: list[Left]) -> None:
    grant = replace(GRANT, introduced_on=date(2026, 9, 1), use_until=date(2031, 6, 1))
    reports = dict.fromkeys(range(4), "accepted")

    found = open_matters(grant, Standing(reports), date(2031, 5, 31) + timedelta(days=after))

    assert [each.kind for each in found] == left


def test_everything_that_is_open_is_told_at_once() -> None:
    standing = Standing({}, filings=(LABEL,), alerts=2, is_return_undecided=True)

    found = [each.kind for each in open_matters(GRANT, standing, LATE)]

    assert found == [*[Left.REPORT] * 4, Left.FILING, Left.ALERT, Left.RETURN]


@pytest.mark.parametrize(("price", "bound"), [(499_999, None), (500_000, date(2031, 9, 14))])
def test_an_asset_of_value_is_bound_for_its_useful_life(price: int, bound: date | None) -> None:
    grant = replace(GRANT, introduced_on=date(2026, 9, 15), dearest=price)

    assert assets_bound_until(grant) == bound
    kept = [each for each in duties(grant, (), date(2030, 1, 1)) if each.code == "keep_assets"]
    assert [(each.due, each.state) for each in kept] == ([(bound, DutyState.OPEN)] if bound else [])


@pytest.mark.parametrize("month", range(1, 13))
def test_the_books_outlast_every_limit_on_disposal(month: int) -> None:
    """So the erasure of a case, which goes by the books, never comes too early for its assets."""
    day = date(2027, month, 1)
    bound = assets_bound_until(replace(GRANT, introduced_on=day, dearest=10**6))

    assert bound is not None
    assert bound < books_kept_until(rulebook("records", GRANT.edition), day)
