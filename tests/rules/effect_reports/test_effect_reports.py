"""Effect reports: how many, when, and on which business year."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.shared.effect_reports import (
    Consequence,
    Period,
    check_windows,
    judged_month,
    plan_year,
    report_windows,
    reports_due,
)

TRACKS = ("normal", "invoice", "electronic_transaction", "security", "consortium")


def test_the_official_example_gives_calendar_2028_as_year_three() -> None:
    assert plan_year(date(2025, 10, 1), 12, 3) == Period(date(2028, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("applied_on", "end_month", "n", "start", "end"),
    [
        (date(2025, 10, 1), 12, 0, date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 10, 1), 12, 1, date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 5, 12), 12, 1, date(2027, 1, 1), date(2027, 12, 31)),
        (date(2026, 3, 31), 3, 1, date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 4, 1), 3, 1, date(2027, 4, 1), date(2028, 3, 31)),
        (date(2026, 4, 1), 3, 3, date(2029, 4, 1), date(2030, 3, 31)),
        (date(2026, 6, 15), 2, 1, date(2027, 3, 1), date(2028, 2, 29)),
        (date(2026, 6, 15), 2, 2, date(2028, 3, 1), date(2029, 2, 28)),
        (date(2028, 2, 29), 2, 1, date(2028, 3, 1), date(2029, 2, 28)),
    ],
)
def test_plan_years_follow_the_year_of_application(
    applied_on: date, end_month: int, n: int, start: date, end: date
) -> None:
    assert plan_year(applied_on, end_month, n) == Period(start, end)


def test_plan_years_join_without_a_gap() -> None:
    for month in range(1, 13):
        years = [plan_year(date(2026, 8, 25), month, n) for n in range(5)]

        assert [each.start for each in years[1:]] == [each.end + timedelta(days=1) for each in years[:-1]]
        assert years[0].start <= date(2026, 8, 25) <= years[0].end


def test_a_negative_plan_year_is_refused() -> None:
    with pytest.raises(ValueError, match="0以上"):
        plan_year(date(2026, 4, 1), 3, -1)


@pytest.mark.parametrize(
    ("track", "wage_plan", "years"),
    [
        ("normal", False, [0, 1, 2, 3]),
        ("normal", True, [0, 1, 2, 3]),
        ("invoice", False, [0, 1]),
        ("invoice", True, [0, 1, 3]),
        ("electronic_transaction", False, [0, 1]),
        ("electronic_transaction", True, [0, 1, 3]),
        ("security", False, [0, 1, 3]),
        ("consortium", False, [1, 2]),
    ],
)
@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_each_track_asks_for_its_reports(edition: str, track: str, wage_plan: bool, years: list[int]) -> None:
    due = reports_due(edition, track, date(2026, 1, 7), 3, wage_plan=wage_plan)

    assert [each.window.plan_year for each in due] == years


def test_the_windows_of_2025_are_those_published() -> None:
    windows = [(each.opens, each.closes, each.standing) for each in report_windows("fy2025", "normal")]

    assert windows == [
        (date(2026, 3, 1), None, Standing.CONFIRMED),
        (date(2027, 4, 1), date(2028, 1, 31), Standing.CONFIRMED),
        (date(2028, 4, 1), date(2029, 1, 31), Standing.CONFIRMED),
        (date(2029, 4, 1), date(2030, 1, 31), Standing.CONFIRMED),
    ]


@pytest.mark.parametrize("track", TRACKS)
def test_the_windows_of_2026_are_a_year_later_and_unconfirmed(track: str) -> None:
    before, after = report_windows("fy2025", track), report_windows("fy2026", track)

    assert [each.opens.replace(year=each.opens.year + 1) for each in before] == [each.opens for each in after]
    assert [each.closes and each.closes.year + 1 for each in before] == [
        each.closes and each.closes.year for each in after
    ]
    assert {each.standing for each in after} == {Standing.UNCONFIRMED}


def test_a_group_reports_on_the_fixed_years_whatever_its_own_year_is() -> None:
    due = reports_due("fy2025", "consortium", date(2025, 6, 16), 12)

    assert [each.covers for each in due] == [
        Period(date(2026, 4, 1), date(2027, 3, 31)),
        Period(date(2027, 4, 1), date(2028, 3, 31)),
    ]
    assert {each.window.consequence for each in due} == {Consequence.PUBLICATION}


def test_the_report_before_the_plan_covers_no_year() -> None:
    before, first, *_ = reports_due("fy2025", "normal", date(2025, 10, 1), 12)

    assert before.covers is None
    assert before.year_ends_in_time
    assert first.covers == Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(("month", "in_time"), [(1, True), (2, False), (3, False)])
def test_a_year_that_ends_after_the_window_is_told(month: int, in_time: bool) -> None:
    # Applied in the year that ends in 2027, so year 1 ends in 2028; the window of year 1 closes in January.
    first = reports_due("fy2025", "normal", date(2026, 4, 1), month)[1]

    assert first.year_ends_in_time is in_time
    assert (first.note is None) is in_time


def test_the_month_before_the_report_is_judged_by_the_minimum_of_the_window() -> None:
    window = report_windows("fy2025", "normal")[1]

    assert judged_month(date(2027, 4, 20)) == date(2027, 3, 1)
    assert judged_month(date(2028, 1, 31)) == date(2027, 12, 1)
    assert window.regional_minimum_on == date(2027, 4, 1)


def test_a_table_with_a_window_that_closes_too_soon_is_refused() -> None:
    window = report_windows("fy2025", "normal")[1]

    problems = check_windows(
        [replace(window, closes=date(2027, 3, 31)), window, replace(window, facts=("X-0",))]
    )

    assert problems == [
        "normal year 1 stands in the table twice",
        "normal year 1 stands in the table twice",
        "normal year 1 closes before it opens",
        "no fact X-0",
    ]


@pytest.mark.parametrize(("edition", "track"), [("fy2024", "normal"), ("fy2026", "norml")])
def test_an_unknown_edition_or_track_is_refused(edition: str, track: str) -> None:
    with pytest.raises(UnknownCodeError):
        report_windows(edition, track)
