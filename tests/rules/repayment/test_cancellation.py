"""Grounds of cancellation, and the tool that was stopped too early."""

from datetime import date

import pytest

from hojokin.rules.shared.cancellation import (
    STOPPED_TOO_EARLY,
    CancellationGround,
    cancellation_grounds,
    stopped_too_early,
)


@pytest.fixture
def ground() -> CancellationGround:
    return next(each for each in cancellation_grounds("fy2026", "normal") if each.code == STOPPED_TOO_EARLY)


def test_before_settlement_all_ten_items_apply() -> None:
    assert sorted({each.item for each in cancellation_grounds("fy2026", "normal")}) == list(range(1, 11))


def test_after_settlement_the_items_on_carrying_out_the_project_no_longer_apply() -> None:
    settled = cancellation_grounds("fy2026", "normal", settled=True)

    assert sorted({each.item for each in settled}) == [1, 2, 3, 4, 8, 9, 10]


def test_only_changed_circumstances_bear_no_surcharge() -> None:
    grounds = cancellation_grounds("fy2026", "normal")

    assert [each.item for each in grounds if not each.bears_surcharge] == [9]


def test_only_a_tool_stopped_early_excepts_the_blameless() -> None:
    grounds = cancellation_grounds("fy2026", "normal")

    assert [each.code for each in grounds if each.blameless_excepted] == [STOPPED_TOO_EARLY]


def test_a_group_answers_for_its_supplier_instead_of_a_registered_vendor() -> None:
    single = {each.code for each in cancellation_grounds("fy2026", "normal")}
    group = {each.code for each in cancellation_grounds("fy2026", "consortium")}

    assert single - group == {"vendor_deregistered"}
    assert group - single == {"supplier_unfit"}


def test_the_regulations_of_groups_number_the_article_otherwise() -> None:
    clauses = [cancellation_grounds("fy2026", track)[0].clause for track in ("normal", "consortium")]

    assert clauses == ["交付規程 27条1項一号", "交付規程 25条1項一号"]


@pytest.mark.parametrize(
    ("stopped_on", "reported_until", "too_early"),
    [
        (date(2027, 7, 22), None, True),
        (date(2027, 7, 23), None, False),
        (date(2028, 7, 21), date(2028, 7, 22), True),
        (date(2028, 7, 22), date(2028, 7, 22), False),
        (date(2027, 7, 22), date(2027, 1, 31), True),
    ],
)
def test_a_tool_is_used_for_a_year_and_for_the_reported_period(
    ground: CancellationGround, stopped_on: date, reported_until: date | None, too_early: bool
) -> None:
    answer = stopped_too_early(ground, date(2026, 7, 23), stopped_on, reported_use_until=reported_until)

    assert answer is too_early


def test_a_tool_may_stop_early_without_the_recipients_fault(ground: CancellationGround) -> None:
    answer = stopped_too_early(ground, date(2026, 7, 23), date(2026, 8, 1), not_attributable=True)

    assert answer is False
