"""Duties: what a grantee owes on any date, and who is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hojokin.flow.duties import (
    DutyState,
    Filed,
    GrantFacts,
    Reporter,
    Request,
    duties,
    report_code,
    silent,
    use_ends_on,
)
from hojokin.rules.engine.facts import Text

GRANT = GrantFacts(
    edition="fy2026",
    track="normal",
    applied_on=date(2026, 5, 1),
    granted_on=date(2026, 6, 18),
    report_limit=date(2026, 12, 25),
    fiscal_year_end_month=3,
    wage_plan=True,
)
DAY = timedelta(days=1)


def state_of(code: str, today: date, grant: GrantFacts = GRANT, *filed: Filed) -> DutyState:
    return next(each.state for each in duties(grant, filed, today) if each.code == code)


@pytest.mark.parametrize(
    ("track", "wage_plan", "reports"),
    [
        ("normal", False, [0, 1, 2, 3]),
        ("invoice", True, [0, 1, 3]),
        ("invoice", False, [0, 1]),
        ("security", False, [0, 1, 3]),
        ("consortium", False, [1, 2]),
    ],
)
def test_each_track_owes_its_number_of_effect_reports(
    track: str, wage_plan: bool, reports: list[int]
) -> None:
    grant = replace(GRANT, track=track, wage_plan=wage_plan)

    codes = sorted(
        each.code for each in duties(grant, (), date(2027, 1, 1)) if each.code.startswith("effect")
    )

    assert codes == [f"effect_report_{year}" for year in reports]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 11, 24), DutyState.OPEN),
        (date(2026, 11, 25), DutyState.SOON),
        (date(2026, 12, 25), DutyState.SOON),
        (date(2026, 12, 26), DutyState.LATE),
    ],
)
def test_a_performance_report_grows_urgent_and_then_late(today: date, state: DutyState) -> None:
    assert state_of("performance_report", today) is state


@pytest.mark.parametrize(
    ("filed", "state"), [(date(2026, 12, 25), DutyState.DONE), (date(2026, 12, 26), DutyState.DONE_LATE)]
)
def test_what_was_filed_is_done_in_time_or_late(filed: date, state: DutyState) -> None:
    assert (
        state_of("performance_report", date(2027, 1, 1), GRANT, Filed("performance_report", filed)) is state
    )


def test_a_filing_of_tomorrow_is_not_known_today() -> None:
    filed = Filed("performance_report", date(2026, 12, 1))

    assert state_of("performance_report", date(2026, 11, 30), GRANT, filed) is DutyState.SOON


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2028, 3, 31), DutyState.AHEAD),
        (date(2028, 4, 1), DutyState.OPEN),
        (date(2029, 1, 31), DutyState.SOON),
        (date(2029, 2, 1), DutyState.LATE),
    ],
)
def test_an_effect_report_keeps_to_its_window(today: date, state: DutyState) -> None:
    assert state_of("effect_report_1", today) is state


def test_the_silent_are_those_past_their_day_with_nothing_done() -> None:
    filed = (Filed("performance_report", date(2026, 12, 1)), Filed("effect_report_0", date(2027, 3, 5)))

    found = silent(duties(GRANT, filed, date(2030, 2, 1)))

    assert [each.code for each in found] == ["effect_report_1", "effect_report_2"]


def test_a_withdrawn_grant_owes_no_report_but_the_books() -> None:
    grant = replace(GRANT, ended_on=date(2027, 5, 1), completed_on=date(2026, 11, 1))

    states = {each.code: each.state for each in duties(grant, (), date(2027, 5, 1))}

    assert states["effect_report_1"] is DutyState.RELEASED
    assert states["keep_books"] is DutyState.OPEN


def test_after_a_return_no_further_effect_report_is_owed() -> None:
    grant = replace(GRANT, reports_ended_on=date(2029, 6, 1))

    assert state_of("effect_report_3", date(2029, 5, 31), grant) is DutyState.AHEAD
    assert state_of("effect_report_3", date(2029, 6, 1), grant) is DutyState.RELEASED


@pytest.mark.parametrize(
    ("completed", "until"), [(date(2027, 3, 31), date(2032, 3, 31)), (date(2027, 4, 1), date(2033, 3, 31))]
)
def test_books_are_kept_five_years_after_the_state_year_of_completion(completed: date, until: date) -> None:
    grant = replace(GRANT, completed_on=completed)

    books = next(each for each in duties(grant, (), until + DAY) if each.code == "keep_books")

    assert (books.due, books.state) == (until, DutyState.DONE)
    assert state_of("keep_books", until, grant) is DutyState.OPEN


@pytest.mark.parametrize(
    ("use_until", "last"),
    [(None, date(2027, 8, 31)), (date(2027, 3, 1), date(2027, 8, 31)), (date(2028, 9, 1), date(2028, 8, 31))],
)
def test_a_tool_is_kept_for_a_year_or_the_reported_period(use_until: date | None, last: date) -> None:
    grant = replace(GRANT, introduced_on=date(2026, 9, 1), use_until=use_until)

    assert use_ends_on(grant) == last


def test_a_request_of_the_secretariat_carries_its_own_date() -> None:
    asked = [
        Request("report_correction", date(2026, 12, 1), date(2026, 12, 10)),
        Request("report_correction", date(2026, 12, 12), date(2026, 12, 20), 2),
        Request("return_money", date(2026, 12, 1), date(2026, 12, 31)),
    ]
    filed = (Filed("report_correction_1", date(2026, 12, 9)), Filed("performance_report", date(2026, 11, 1)))
    grant = replace(GRANT, ended_on=date(2026, 12, 21))

    states = {each.code: each.state for each in duties(grant, filed, date(2027, 1, 1), asked)}

    assert states["report_correction_1"] is DutyState.DONE
    assert states["report_correction_2"] is DutyState.RELEASED
    assert states["return_money_1"] is DutyState.LATE


def test_duties_come_in_the_order_of_their_days() -> None:
    dues = [each.due or date.max for each in duties(GRANT, (), date(2027, 1, 1))]

    assert dues == sorted(dues)


def test_each_member_of_a_group_owes_a_report_of_its_own_until_the_office_goes_on_without_it() -> None:
    on = date(2027, 1, 10)
    members = (
        Reporter(1, Text("商店", "Shop")),
        Reporter(2, Text("二番店", "Second")),
        Reporter(3, Text("三番店", "Third"), left_out_on=on),
    )
    grant = replace(GRANT, track="consortium", reporters=members)
    filed = (Filed(report_code(1), date(2026, 12, 1)),)

    found = silent(duties(grant, filed, on))

    assert [(each.code, each.label.ja, each.label.en) for each in found] == [
        ("performance_report_2", "実績報告を提出する（二番店）", "Submit the performance report (Second)")
    ]
    assert [each.code for each in silent(duties(grant, filed, on - DAY))] == [
        "performance_report_2",
        "performance_report_3",
    ]


def test_a_correction_that_is_asked_of_a_member_names_it() -> None:
    asked = Request("report_correction", date(2027, 1, 4), date(2027, 1, 18), 2, Text("二番店", "Second"))

    found = [each for each in duties(GRANT, (), date(2027, 1, 5), [asked]) if "correction" in each.code]

    assert [each.label.ja for each in found] == ["実績報告を訂正して再提出する（二番店）"]
