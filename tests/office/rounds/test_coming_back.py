"""Drafts whose reception ended with the year's last round come back when that round is lengthened, and no longer than that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import get_resolver

from hojokin.flow.roles import Role
from hojokin.flow.table import Refused
from hojokin.office.actions.edit_round import RoundTerms, edit_round
from hojokin.office.actions.extend_deadline import extend_round, note_downtime
from hojokin.office.actions.move_to_next_round import move_to_next_round
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.watch_service import watch_service
from hojokin.office.records.models import AuditRow, Filing, Notice, Round
from hojokin.rules.schedule import JST
from tests.office.rounds.scene import Office, actor, application, browser, office, the_round

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
STATES = ["invited", "expired", "applicant_editing", "vendor_editing", "applicant_confirming"]


@pytest.fixture
def last() -> Round:
    """The last round of the year."""
    the_round()
    found = Round.objects.filter(track="normal").order_by("number").last()
    assert found is not None
    Round.objects.filter(pk=found.pk).update(is_last=True)
    return Round.objects.get(pk=found.pk)


def draft(last: Round, state: str = "vendor_editing", **more: Any) -> Filing:
    """One that aims at it, with a person on each side."""
    filing = application(state, **{"round_code": last.code, "due_at": last.closes_at, **more})
    for role, party in ((Role.APPLICANT, filing.owner), (Role.VENDOR, filing.partner)):
        actor("当事者", role, party)
    return filing


def lapsed(last: Round, state: str = "vendor_editing", **more: Any) -> Filing:
    """The same, a second too late."""
    filing = draft(last, state, **more)
    assert move_to_next_round(last.closes_at + SECOND) == 1
    filing.refresh_from_db()
    assert filing.state == "lapsed"
    return filing


def confirm(last: Round, people: Office, at: Any) -> timedelta:
    """Half an hour was lost before the closing, as the office confirms now."""
    closing = last.closes_at
    return note_downtime(last, closing - 30 * MINUTE, closing, "gBizID", by=people.administrator, at=at)


@pytest.mark.parametrize(
    ("after", "state"),
    [(HOUR - SECOND, "vendor_editing"), (HOUR, "vendor_editing"), (HOUR + SECOND, "lapsed")],
)
def test_a_draft_comes_back_while_the_lengthened_round_accepts_and_not_a_second_later(
    last: Round, after: timedelta, state: str
) -> None:
    filing = lapsed(last)

    longer = confirm(last, office(), last.closes_at + after)

    filing.refresh_from_db()
    assert (longer, filing.state) == (HOUR, state)
    assert filing.due_at == last.closes_at + (HOUR if state != "lapsed" else timedelta())


@pytest.mark.parametrize("state", STATES)
def test_it_stands_where_it_stood_and_what_the_other_side_had_confirmed_still_counts(
    last: Round, state: str
) -> None:
    filing = lapsed(last, state, sworn_revision=None)

    confirm(last, office(), last.closes_at + MINUTE)

    filing.refresh_from_db()
    assert (filing.state, filing.round_code, filing.due_at) == (state, last.code, last.closes_at + HOUR)


def test_a_group_s_application_comes_back_too(last: Round) -> None:
    filing = lapsed(last, "applicant_confirming", kind="consortium_application", partner=None)

    confirm(last, office(), last.closes_at + MINUTE)

    filing.refresh_from_db()
    assert filing.state == "applicant_confirming"


def test_both_sides_are_told_once_until_when_and_why(last: Round) -> None:
    filing = lapsed(last)
    Notice.objects.all().delete()

    confirm(last, office(), last.closes_at + MINUTE)

    told = Notice.objects.filter(filing=filing)
    assert [each.event for each in told] == ["came_back"] * 2
    assert all("障害があったため" in each.data["reason"][0] for each in told)
    closes = (last.closes_at + HOUR).astimezone(JST)
    assert all(f"{closes:%H:%M}" in each.data["due"][0] for each in told)
    rows = AuditRow.objects.filter(subject=filing.number).order_by("sequence").values_list("what", "person")
    assert [each for each, _person in rows] == [
        "application.lapse",
        "application.resume_vendor_editing",
        "came_back",
    ]


@pytest.mark.parametrize(
    ("after", "moved", "state"),
    [(HOUR - SECOND, 0, "vendor_editing"), (HOUR, 0, "vendor_editing"), (HOUR + SECOND, 1, "lapsed")],
)
def test_reception_ends_again_with_the_lengthening(
    last: Round, after: timedelta, moved: int, state: str
) -> None:
    filing = lapsed(last)
    confirm(last, office(), last.closes_at + MINUTE)

    done = move_to_next_round(last.closes_at + after)

    filing.refresh_from_db()
    assert (done, filing.state) == (moved, state)


def test_a_second_outage_in_the_lengthening_brings_it_back_again(last: Round) -> None:
    people, filing = office(), lapsed(last, "applicant_editing")
    confirm(last, people, last.closes_at + MINUTE)
    take_step(filing, "hand_over", by=_applicant(filing), at=last.closes_at + 2 * MINUTE)
    later = last.closes_at + HOUR
    move_to_next_round(later + SECOND)

    note_downtime(last, later - 31 * MINUTE, later, "サイト", by=people.administrator, at=later + MINUTE)

    filing.refresh_from_db()
    # Where it stood the second time: it had been handed over meanwhile.
    assert (filing.state, filing.due_at) == ("vendor_editing", last.closes_at + 2 * HOUR)


def _applicant(filing: Filing) -> Any:
    return actor("申請者", Role.APPLICANT, filing.owner)


def test_four_minutes_lengthen_nothing_and_bring_nothing_back(last: Round) -> None:
    filing = lapsed(last)
    closing = last.closes_at

    longer = note_downtime(
        last, closing - 4 * MINUTE, closing, "gBizID", by=office().administrator, at=closing + MINUTE
    )

    filing.refresh_from_db()
    assert (longer, filing.state) == (timedelta(), "lapsed")


def test_an_extension_by_people_brings_them_back_with_its_reason(last: Round) -> None:
    filing = lapsed(last)
    to = last.closes_at + timedelta(days=2)

    count = extend_round(last, to, "災害のため", by=office().administrator, at=last.closes_at + HOUR)

    filing.refresh_from_db()
    assert (count, filing.state, filing.due_at) == (1, "vendor_editing", to)
    assert {each.data["reason"][0] for each in Notice.objects.filter(event="came_back")} == {"災害のため"}


def test_a_changed_day_of_a_round_that_is_over_brings_nothing_back(last: Round) -> None:
    filing = lapsed(last)
    terms = RoundTerms(
        last.opens_at,
        last.closes_at,
        last.decides_on + timedelta(days=1) if last.decides_on else None,
        None,
        None,
        True,
    )

    edit_round(last, terms, "決定日の変更", by=office().administrator, at=last.closes_at + HOUR)

    filing.refresh_from_db()
    assert filing.state == "lapsed"


@pytest.mark.parametrize("other", ["withdrawn", "rejected", "submitted"])
def test_what_ended_otherwise_or_was_handed_in_stays_where_it_is(last: Round, other: str) -> None:
    filing = draft(last, other)

    confirm(last, office(), last.closes_at + MINUTE)

    filing.refresh_from_db()
    assert filing.state == other


def test_drafts_of_another_track_stay_where_they_are(last: Round) -> None:
    others = Round.objects.filter(track="invoice").order_by("number").last()
    assert others is not None
    Round.objects.filter(pk=others.pk).update(
        is_last=True, closes_at=last.closes_at, promised_at=last.closes_at
    )
    filing = draft(others, track="invoice", due_at=last.closes_at)
    move_to_next_round(last.closes_at + SECOND)

    confirm(last, office(), last.closes_at + MINUTE)

    filing.refresh_from_db()
    assert filing.state == "lapsed"


def test_nobody_takes_the_step_alone(last: Round) -> None:
    filing = lapsed(last)

    for who in (_applicant(filing), office().administrator):
        with pytest.raises(Refused):
            take_step(filing, "resume_vendor_editing", by=who, at=last.closes_at + MINUTE)


def test_an_outage_that_the_watcher_finds_after_the_last_closing_brings_them_back(
    last: Round, settings: Any
) -> None:
    _ = get_resolver().url_patterns  # read as the site under test has them, with the provider of its own
    settings.DEMO = False
    settings.GBIZID_CLIENT_ID = ""
    settings.SITE_URL = "http://127.0.0.1:9"
    filing = draft(last)
    watch_service(last.closes_at - 40 * MINUTE)  # then everything is silent until after the closing
    back = last.closes_at + 5 * MINUTE
    move_to_next_round(back)  # by a worker that came up before the watcher

    watch_service(back)

    filing.refresh_from_db()
    assert (filing.state, filing.due_at) == ("vendor_editing", last.closes_at + HOUR)


def test_the_desk_says_how_many_came_back(last: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    lapsed(last)
    people, at = office(), last.closes_at + MINUTE
    monkeypatch.setattr("hojokin.office.clock.now", lambda: at)
    to = (last.closes_at + 3 * HOUR).astimezone(JST)

    answer = browser(people.administrator).post(
        f"/desk/rounds/{last.code}/extend/",
        {
            "to_date": f"{to:%Y-%m-%d}",
            "to_time": f"{to:%H:%M}",
            "to": f"{to:%Y-%m-%dT%H:%M}",
            "reason": "障害",
        },
        follow=True,
    )

    assert "締切を延ばし、1件の申請の両者に知らせました。" in answer.text
