"""Schedule: deadlines to the second, in Japanese time whatever the clock of the caller."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hojokin.rules.citations import Scope, facts
from hojokin.rules.reference import TableError, UnknownCodeError
from hojokin.rules.reference.reading import parse_table
from hojokin.rules.schedule import (
    JST,
    claimed_facts,
    editions,
    events,
    next_deadline,
    round_by_id,
    round_open_at,
    round_results,
    rounds,
)
from hojokin.rules.schedule.rounds import TRACKS, check_rounds, parse_instant
from hojokin.rules.schedule.statistics import check_results

SECOND = timedelta(seconds=1)


def jst(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


@pytest.mark.parametrize(
    ("round_id", "deadline", "decision", "report"),
    [
        ("normal-2026-R1", "2026-05-12T17:00", "2026-06-18", "2026-12-25T17:00"),
        ("invoice-2026-R2", "2026-06-15T17:00", "2026-07-23", "2027-01-29T17:00"),
        ("electronic_transaction-2026-R3", "2026-07-21T17:00", "2026-09-02", "2027-02-26T17:00"),
        ("security-2026-R4", "2026-08-25T17:00", "2026-10-07", "2027-03-31T17:00"),
        ("normal-2026-R5", "2026-09-29T17:00", "2026-11-09", "2027-04-30T17:00"),
        ("consortium-2026-R1", "2026-06-15T17:00", "2026-07-23", "2027-01-29T17:00"),
        ("consortium-2026-R2", "2026-08-25T17:00", "2026-10-07", "2027-03-31T17:00"),
    ],
)
def test_the_published_dates_of_a_round(round_id: str, deadline: str, decision: str, report: str) -> None:
    found = round_by_id(round_id)

    assert found.deadline == jst(deadline)
    assert found.decision_on == date.fromisoformat(decision)
    assert found.report_limit == jst(report)
    assert not found.unconfirmed


def test_a_round_with_unpublished_dates_leaves_them_open_and_is_unconfirmed() -> None:
    found = round_by_id("normal-2026-R6")

    assert (found.deadline, found.decision_on, found.report_limit) == (jst("2026-10-30T17:00"), None, None)
    assert found.unconfirmed
    assert found.accepts_report(jst("2030-01-01")) is None


@pytest.mark.parametrize(
    ("at", "accepted"),
    [
        ("2026-05-12T16:59:59", True),
        ("2026-05-12T17:00:00", True),
        ("2026-05-12T17:00:00.999999", True),
        ("2026-05-12T17:00:01", False),
    ],
)
def test_a_deadline_includes_its_own_second_and_nothing_more(at: str, accepted: bool) -> None:
    first = round_by_id("normal-2026-R1")

    assert first.accepts(jst(at)) is accepted
    assert first.accepts(jst(at).astimezone(UTC)) is accepted


def test_the_inclusive_second_is_a_setting_of_the_round() -> None:
    strict = replace(round_by_id("normal-2026-R1"), inclusive_seconds=0)

    assert not strict.accepts(jst("2026-05-12T17:00:00"))
    assert strict.accepts(jst("2026-05-12T16:59:59"))


def test_a_report_limit_closes_the_same_way() -> None:
    first = round_by_id("normal-2026-R1")

    assert first.accepts_report(jst("2026-12-25T17:00:00")) is True
    assert first.accepts_report(jst("2026-12-25T17:00:01")) is False


@pytest.mark.parametrize(
    ("at", "number"),
    [
        ("2026-03-30T09:59:59", None),
        ("2026-03-30T10:00:00", 1),
        ("2026-05-12T17:00:00", 1),
        ("2026-05-12T17:00:01", 2),
        ("2026-09-29T17:00:00", 5),
        ("2026-09-29T17:00:01", 6),
        ("2026-10-30T17:00:01", None),
    ],
)
def test_reception_runs_on_from_round_to_round(at: str, number: int | None) -> None:
    found = round_open_at("fy2026", "normal", jst(at))

    assert (found and found.number) == number


def test_the_next_deadline_is_known_before_reception_opens() -> None:
    found = next_deadline("fy2026", "consortium", jst("2026-01-01"))

    assert found is not None
    assert found.id == "consortium-2026-R1"
    assert next_deadline("fy2026", "consortium", jst("2026-08-25T17:00:01")) is None


def test_a_round_without_a_known_deadline_is_never_the_open_one() -> None:
    assert round_open_at("fy2025", "consortium", jst("2025-06-01")) is None
    assert round_by_id("consortium-2025-R1").decision_on == date(2025, 7, 24)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        round_open_at("fy2026", "normal", datetime(2026, 5, 1))  # noqa: DTZ001 - the fault under test


def test_an_unknown_edition_track_or_round_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownCodeError, match="choose one of fy2024, fy2025, fy2026"):
        rounds("fy2030", "normal")
    with pytest.raises(UnknownCodeError, match="choose one of normal, invoice"):
        rounds("fy2026", "general")
    with pytest.raises(UnknownCodeError, match='like "normal-2026-R1"'):
        round_by_id("normal-R1")


def test_days_from_deadline_to_decision_run_from_37_to_49() -> None:
    lags = {
        (each.decision_on - each.deadline.date()).days
        for edition in ("fy2025", "fy2026")
        for track in TRACKS
        for each in rounds(edition, track)
        if each.deadline and each.decision_on
    }

    assert (min(lags), max(lags)) == (37, 49)


def test_days_from_decision_to_report_limit_run_from_172_to_190_in_2026() -> None:
    spans = {
        (each.report_limit.date() - each.decision_on).days
        for track in TRACKS
        for each in rounds("fy2026", track)
        if each.report_limit and each.decision_on
    }

    assert spans == {190, 177, 175, 172}


def test_a_day_without_an_hour_is_its_first_instant_in_japan_and_an_hour_needs_its_offset() -> None:
    assert parse_instant("2025-03-31") == jst("2025-03-31T00:00")
    assert parse_instant("2026-03-30T01:00:00+00:00") == jst("2026-03-30T10:00")
    with pytest.raises(ValueError, match=r"\+09:00"):
        parse_instant("2026-03-30T10:00:00")


def test_a_schedule_out_of_order_is_found() -> None:
    first, second, *_ = rounds("fy2026", "normal")
    late = replace(second, decision_on=date(2026, 6, 14))

    assert check_rounds([second, first]) == ["normal-2026-R1 does not follow on normal-2026-R2"]
    assert check_rounds([first, first]) == [
        "normal-2026-R1 stands in the table twice",
        "normal-2026-R1 does not follow on normal-2026-R1",
    ]
    assert check_rounds([first, late]) == [
        "normal-2026-R2: opening, deadline, decision, report limit are out of order"
    ]
    assert check_rounds([replace(first, track="general")]) == ["normal-2026-R1: there is no track general"]


def test_every_round_event_and_result_names_a_registered_fact_with_its_confidence() -> None:
    dated = [each for edition in editions() for track in TRACKS for each in rounds(edition, track)]

    assert [each.id for each in dated if facts()[each.fact].confidence is not each.confidence] == []
    assert [
        each.fact for each in round_results() if facts()[each.fact].confidence is not each.confidence
    ] == []
    assert [each.key for edition in editions() for each in events(edition) if each.fact not in facts()] == []


def test_events_come_in_the_order_of_their_days() -> None:
    keys = [each.key for each in events("fy2026")]

    assert keys[0] == "regulations_first"
    assert keys[-1] == "guidelines_revised"
    (span,) = [each for each in events("fy2026") if each.ends_on]
    assert (span.key, span.starts_on, span.ends_on) == (
        "vendor_preregistration",
        date(2026, 1, 30),
        date(2026, 2, 20),
    )
    assert span.unconfirmed


def test_the_normal_track_of_2025_adds_up_to_the_published_totals() -> None:
    normal = [each for each in round_results() if (each.year, each.track) == (2025, "normal")]
    to_round_5 = [each for each in normal if each.round_number <= 5]

    assert sum(each.applications or 0 for each in to_round_5) == 16_069
    assert sum(each.grants or 0 for each in to_round_5) == 6_170
    assert sum(each.applications or 0 for each in normal if each.round_number <= 6) == 18_693
    assert sum(each.grants or 0 for each in normal if each.round_number <= 6) == 7_101


def test_round_7_of_2025_adds_up_over_the_tracks() -> None:
    seventh = [each for each in round_results() if (each.year, each.round_number) == (2025, 7)]

    assert sum(each.applications or 0 for each in seventh) == 8_676
    assert sum(each.grants or 0 for each in seventh) == 3_780


def test_a_rate_that_does_not_fit_its_counts_is_found() -> None:
    first = next(each for each in round_results() if each.fact == "STAT.normal-2025-R1")

    assert first.computed_rate_tenths_percent == 507
    assert check_results([replace(first, rate_tenths_percent=508)]) == []
    assert check_results([replace(first, rate_tenths_percent=509)]) == [
        "STAT.normal-2025-R1: the counts give 507, published is 509"
    ]
    assert check_results([replace(first, grants=2980, rate_tenths_percent=None)]) == [
        "STAT.normal-2025-R1: more grants than applications"
    ]


def test_a_schedule_cell_that_is_no_instant_is_reported_with_its_line() -> None:
    from hojokin.rules.schedule.rounds import _round

    text = (
        "id,track,round,opens,deadline,inclusive_seconds,decision_on,report_limit,fact,confidence,note\n"
        "x,normal,1,2026-03-30T10:00:00,tomorrow,1,,,SCH.C-01,official,\n"
    )

    with pytest.raises(TableError) as raised:
        parse_table("fy2026.csv", text, _round)

    assert raised.value.problems == (
        "line 2: opens '2026-03-30T10:00:00': an hour needs its offset, +09:00",
        "line 2: deadline 'tomorrow': Invalid isoformat string: 'tomorrow'",
    )


def test_rounds_and_events_answer_for_every_fact_of_the_schedule() -> None:
    wanted = {each.id for each in facts().values() if each.scope is Scope.SCHEDULE}

    assert wanted - claimed_facts() == set()
