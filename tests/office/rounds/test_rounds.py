"""Rounds are seeded once, changed with a reason, lengthened for all or one, and missed ones lead to the next."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.edit_round import RoundTerms, add_round, edit_round, seed_rounds
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.extend_deadline import extend_filing, extend_round, note_downtime
from hojokin.office.actions.move_to_next_round import aim_at_round, move_to_next_round
from hojokin.office.queries.rounds import open_round, round_to_aim_at
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import AuditRow, Downtime, Notice, Round
from tests.office.rounds.scene import AFTER, BEFORE, CLOSE, ROUND, actor, application, office, the_round

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
NEXT = "normal-2026-R3"


def terms(round_: Round, **changed: object) -> RoundTerms:
    """The round as it is, with something else."""
    usual = {
        name: getattr(round_, name)
        for name in ("opens_at", "closes_at", "decides_on", "report_by", "budget_yen", "is_last")
    }
    return RoundTerms(**{**usual, **changed})


def test_the_published_rounds_are_taken_over_once_and_nothing_that_was_changed_is_undone() -> None:
    first = seed_rounds("fy2026", by=SYSTEM, at=BEFORE)
    Round.objects.filter(code=ROUND).update(budget_yen=7)

    second = seed_rounds("fy2026", by=SYSTEM, at=BEFORE)

    assert (first > 0, second) == (True, 0)
    assert Round.objects.get(code=ROUND).budget_yen == 7
    assert AuditRow.objects.filter(what="round.add").count() == first


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (CLOSE - SECOND, ROUND),
        (CLOSE, ROUND),
        (CLOSE + timedelta(microseconds=999_999), ROUND),
        (CLOSE + SECOND, NEXT),
        (datetime(2026, 3, 30, 0, 59, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 30, 1, 0, tzinfo=UTC), "normal-2026-R1"),
    ],
)
def test_an_instant_falls_into_the_round_whose_last_second_it_does_not_pass(
    at: datetime, code: str | None
) -> None:
    the_round()

    found = open_round("fy2026", "normal", at)

    assert (found.code if found else None) == code


def test_there_is_no_round_after_the_last_one() -> None:
    the_round()
    last = Round.objects.filter(track="normal").order_by("number").last()
    assert last is not None

    assert round_to_aim_at("fy2026", "normal", last.closes_at) == last
    assert round_to_aim_at("fy2026", "normal", last.closes_at + SECOND) is None


@pytest.mark.parametrize(("at", "code"), [(CLOSE - SECOND, ROUND), (CLOSE, ROUND), (CLOSE + SECOND, NEXT)])
def test_a_draft_moves_on_in_the_second_after_the_deadline_and_both_sides_are_told(
    at: datetime, code: str
) -> None:
    the_round()
    filing = application("vendor_editing")
    for role, party in ((Role.APPLICANT, filing.owner), (Role.VENDOR, filing.partner)):
        actor("当事者", role, party)

    moved = move_to_next_round(at)

    filing.refresh_from_db()
    assert filing.round_code == code
    assert moved == (1 if code == NEXT else 0)
    assert Notice.objects.filter(event="next_round").count() == 2 * moved
    assert filing.due_at == Round.objects.get(code=code).closes_at


def test_what_was_submitted_stays_in_its_round() -> None:
    the_round()
    filing = application("submitted")

    assert move_to_next_round(AFTER) == 0
    filing.refresh_from_db()
    assert filing.round_code == ROUND


def test_a_draft_waits_for_a_round_that_is_not_set_yet_and_lapses_after_the_last_of_the_year() -> None:
    the_round()
    last = Round.objects.filter(track="normal").order_by("number").last()
    assert last is not None
    filing = application("applicant_editing", round_code=last.code, due_at=last.closes_at)

    waiting = move_to_next_round(last.closes_at + SECOND)
    Round.objects.filter(pk=last.pk).update(is_last=True)
    lapsed = move_to_next_round(last.closes_at + SECOND)

    filing.refresh_from_db()
    assert (waiting, lapsed, filing.state) == (0, 1, "lapsed")


def test_a_new_application_aims_at_the_first_round_that_still_accepts() -> None:
    the_round()
    filing = application("applicant_editing", round_code="", due_at=None)

    aim_at_round(filing, by=SYSTEM, at=CLOSE + SECOND)

    filing.refresh_from_db()
    assert (filing.round_code, filing.due_at) == (NEXT, Round.objects.get(code=NEXT).closes_at)


def test_only_an_administrator_changes_a_round_and_not_without_a_reason() -> None:
    people, row = office(), the_round()

    with pytest.raises(NotAllowed):
        edit_round(row, terms(row, budget_yen=1), "予算の決定", by=people.approver, at=BEFORE)
    with pytest.raises(Unmet) as refused:
        edit_round(row, terms(row, budget_yen=1), " ", by=people.administrator, at=BEFORE)

    assert [each.field for each in refused.value.problems] == ["reason"]


def test_a_changed_day_is_recorded_and_told_and_a_budget_is_recorded_alone() -> None:
    people, row = office(), the_round()
    filing = application("vendor_editing")
    actor("申請者", Role.APPLICANT, filing.owner)

    edit_round(row, terms(row, budget_yen=1_000), "予算の決定", by=people.administrator, at=BEFORE)
    told_of_budget = Notice.objects.count()
    edit_round(
        row,
        terms(row, budget_yen=1_000, decides_on=date(2026, 7, 24)),
        "審査の延期",
        by=people.administrator,
        at=BEFORE,
    )

    rows = AuditRow.objects.filter(what="round.edit").order_by("sequence")
    assert [each.changes for each in rows] == [
        {"budget_yen": 1_000} | {"reason": rows[0].changes["reason"]},
        {"decides_on": "2026-07-24"} | {"reason": rows[1].changes["reason"]},
    ]
    assert (told_of_budget, Notice.objects.filter(event="round_changed").count()) == (0, 1)


def test_a_deadline_that_somebody_is_writing_for_may_come_later_and_not_sooner() -> None:
    people, row = office(), the_round()
    filing = application("vendor_editing")

    with pytest.raises(Unmet) as refused:
        edit_round(row, terms(row, closes_at=CLOSE - SECOND), "誤り", by=people.administrator, at=BEFORE)
    edit_round(row, terms(row, closes_at=CLOSE + HOUR), "延長", by=people.administrator, at=BEFORE)

    filing.refresh_from_db()
    assert [each.field for each in refused.value.problems] == ["closes_at"]
    assert filing.due_at == CLOSE + HOUR


def test_every_wrong_figure_of_a_round_is_told_at_once() -> None:
    people, row = office(), the_round()
    wrong = RoundTerms(
        opens_at=AFTER,
        closes_at=row.closes_at - timedelta(days=60),
        decides_on=date(2026, 1, 1),
        report_by=BEFORE - timedelta(days=90),
        budget_yen=-1,
    )

    with pytest.raises(Unmet) as refused:
        edit_round(row, wrong, "", by=people.administrator, at=BEFORE)

    assert [each.field for each in refused.value.problems] == [
        "opens_at",
        "closes_at",
        "decides_on",
        "report_by",
        "budget_yen",
        "reason",
    ]


def test_a_round_is_added_behind_the_last_one() -> None:
    people = office()
    the_round()
    last = Round.objects.filter(track="security").order_by("number").last()
    assert last is not None
    wanted = RoundTerms(None, last.closes_at + timedelta(days=30))

    with pytest.raises(Unmet):
        add_round(
            "fy2026",
            "security",
            RoundTerms(None, last.closes_at),
            "次の回",
            by=people.administrator,
            at=BEFORE,
        )
    made = add_round("fy2026", "security", wanted, "次の回", by=people.administrator, at=BEFORE)

    assert (made.code, made.number) == (f"security-2026-R{last.number + 1}", last.number + 1)


def test_an_extension_for_all_reaches_drafts_that_had_moved_on_already() -> None:
    people, row = office(), the_round()
    writing, moved = application("vendor_editing", due_at=CLOSE + 2 * HOUR), application("vendor_editing")
    move_to_next_round(CLOSE + SECOND)

    count = extend_round(row, CLOSE + HOUR, "回線の障害", by=people.administrator, at=CLOSE + SECOND)

    writing.refresh_from_db()
    moved.refresh_from_db()
    assert count == 2
    assert (moved.round_code, moved.due_at) == (ROUND, CLOSE + HOUR)
    assert (writing.round_code, writing.due_at) == (ROUND, CLOSE + 2 * HOUR)


@pytest.mark.parametrize("to", [CLOSE, CLOSE - SECOND])
def test_an_extension_leads_to_a_later_moment(to: datetime) -> None:
    people, row = office(), the_round()

    with pytest.raises(Unmet) as refused:
        extend_round(row, to, "障害", by=people.administrator, at=BEFORE)

    assert [each.field for each in refused.value.problems] == ["to"]


def test_one_party_is_given_more_time_without_the_others() -> None:
    people = office()
    the_round()
    one, other = application("vendor_editing"), application("vendor_editing")

    extend_filing(one, CLOSE + HOUR, "災害", by=people.administrator, at=BEFORE)
    move_to_next_round(CLOSE + SECOND)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.round_code, other.round_code) == (ROUND, NEXT)


def test_nobody_outside_the_office_extends_anything() -> None:
    people, row = office(), the_round()
    filing = application("vendor_editing")
    applicant = actor("申請者", Role.APPLICANT, filing.owner)

    with pytest.raises(NotAllowed):
        extend_filing(filing, CLOSE + HOUR, "お願い", by=applicant, at=BEFORE)
    with pytest.raises(NotAllowed):
        extend_round(row, CLOSE + HOUR, "お願い", by=people.reviewer, at=BEFORE)


def test_what_waits_for_the_office_has_no_deadline_to_extend() -> None:
    people = office()
    filing = application("under_review")

    with pytest.raises(Unmet):
        extend_filing(filing, CLOSE + HOUR, "延長", by=people.administrator, at=BEFORE)


@pytest.mark.parametrize(("minutes", "given_back"), [(4, timedelta()), (5, HOUR), (60, HOUR), (61, 2 * HOUR)])
def test_an_outage_of_the_last_day_is_given_back_in_whole_hours(minutes: int, given_back: timedelta) -> None:
    people, row = office(), the_round()
    started = CLOSE - 3 * HOUR

    longer = note_downtime(
        row, started, started + timedelta(minutes=minutes), "申請サイト", by=people.administrator, at=CLOSE
    )

    row.refresh_from_db()
    assert (longer, row.closes_at) == (given_back, CLOSE + given_back)
    assert row.promised_at == CLOSE


def test_an_outage_before_the_last_day_is_noted_and_lengthens_nothing() -> None:
    people, row = office(), the_round()
    ended = CLOSE - timedelta(days=1)

    longer = note_downtime(row, ended - HOUR, ended, "gBizID", by=people.administrator, at=CLOSE)

    assert (longer, Downtime.objects.count()) == (timedelta(), 1)


def test_the_same_outage_noted_twice_counts_once_and_two_overlapping_ones_their_union() -> None:
    people, row = office(), the_round()
    started = CLOSE - 3 * HOUR
    for what, minutes in (("サイト", 30), ("サイト", 30), ("gBizID", 50)):
        note_downtime(
            row, started, started + timedelta(minutes=minutes), what, by=people.administrator, at=CLOSE
        )

    row.refresh_from_db()
    assert row.closes_at == CLOSE + HOUR


def test_an_outage_in_the_time_that_was_given_back_is_given_back_too() -> None:
    people, row = office(), the_round()
    note_downtime(row, CLOSE - HOUR, CLOSE, "サイト", by=people.administrator, at=CLOSE)

    note_downtime(row, CLOSE, CLOSE + HOUR, "サイト", by=people.administrator, at=CLOSE + HOUR)

    row.refresh_from_db()
    assert row.closes_at == CLOSE + 2 * HOUR


def test_an_outage_that_people_knew_when_they_set_the_deadline_is_not_counted_again() -> None:
    people, row = office(), the_round()
    note_downtime(row, CLOSE - 2 * HOUR, CLOSE - HOUR, "サイト", by=people.administrator, at=CLOSE - HOUR)
    extend_round(row, CLOSE + 5 * HOUR, "障害", by=people.administrator, at=CLOSE)

    note_downtime(row, CLOSE, CLOSE + HOUR, "gBizID", by=people.administrator, at=CLOSE + HOUR)

    row.refresh_from_db()
    assert row.closes_at == CLOSE + 6 * HOUR
