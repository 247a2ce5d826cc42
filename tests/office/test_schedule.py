"""The schedule at an instant: what is past, what comes next, what is not confirmed, what the office has changed."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.actions.edit_round import RoundTerms, add_round, edit_round, seed_rounds
from hojokin.office.actions.extend_deadline import extend_round, note_downtime
from hojokin.office.queries.schedule import RoundLine, calendars, last_known, nearest
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Person, Round
from hojokin.rules.schedule import JST

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


def test_tracks_with_the_same_dates_share_a_calendar() -> None:
    shared = [calendar.tracks for calendar in calendars(at("2026-04-01T12:00"))]

    assert shared == [("normal", "invoice", "electronic_transaction", "security"), ("consortium",)]


def test_a_round_is_open_to_the_second_of_its_deadline() -> None:
    calendar = calendars(at("2026-05-12T17:00:00"))[0]

    assert (calendar.lines[0].is_next, calendar.lines[0].is_past) == (True, False)


def test_a_round_is_past_one_second_later() -> None:
    calendar = calendars(at("2026-05-12T17:00:01"))[0]

    assert (calendar.lines[0].is_next, calendar.lines[0].is_past) == (False, True)
    assert calendar.lines[1].is_next


def test_the_nearest_deadline_is_the_earliest_of_all_tracks() -> None:
    coming = nearest(at("2026-05-13T00:00"))

    assert coming is not None
    assert coming.next is not None
    assert coming.next.deadline == at("2026-06-15T17:00")


def test_after_the_last_known_round_nothing_is_promised() -> None:
    late = at("2027-01-01T00:00")

    assert nearest(late) is None
    last = last_known(late)
    assert last is not None
    assert (last.deadline, last.unconfirmed) == (at("2026-10-30T17:00"), True)


def test_before_the_first_deadline_nothing_is_past() -> None:
    assert last_known(at("2026-01-01T00:00")) is None


def administrator() -> Actor:
    person = Person.objects.create_user("a@example.jp", name="管理 一郎", joined_at=at("2026-01-01T00:00"))
    return Actor(person, Role.ADMINISTRATOR, None)


def taken_over(code: str) -> Round:
    seed_rounds("fy2026", by=SYSTEM, at=at("2026-03-01T09:00"))
    return Round.objects.get(code=code)


def the_page(site: Client, monkeypatch: pytest.MonkeyPatch, when: str, path: str = "/schedule/") -> str:
    monkeypatch.setattr("hojokin.office.clock.now", lambda: at(when))
    return " ".join(site.get(path).content.decode().split())


def test_rounds_taken_over_without_a_change_are_shown_as_published() -> None:
    published = calendars(at("2026-04-01T12:00"))
    taken_over("normal-2026-R1")

    known = calendars(at("2026-04-01T12:00"))

    assert [(each.tracks, each.next) for each in known] == [(each.tracks, each.next) for each in published]
    assert [[(line.round, line.changes) for line in each.lines] for each in known] == [
        [(line.round, 0) for line in each.lines] for each in published
    ]


def test_an_extended_round_stands_alone_with_both_times_and_the_reason(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = taken_over("invoice-2026-R1")
    to = row.closes_at + 26 * HOUR
    extend_round(row, to, "大雪による交通の乱れ", by=administrator(), at=at("2026-05-12T09:00"))

    shown = the_page(site, monkeypatch, "2026-05-13T18:00")
    home = the_page(site, monkeypatch, "2026-05-13T18:00", "/")

    alone = next(each for each in calendars(at("2026-05-13T18:00")) if each.tracks == ("invoice",))
    assert alone.next is not None
    assert (alone.next.id, alone.next.deadline) == ("invoice-2026-R1", at("2026-05-13T19:00"))
    told = "2026年5月12日（火）17:00 から 2026年5月13日（水）19:00 に延長しました。"
    assert [told in page and "大雪による交通の乱れ" in page for page in (shown, home)] == [True, True]
    assert shown.count(told) == 2  # the next deadline above, and its line in the table


def test_what_an_outage_gave_back_is_told_in_the_language_of_the_page(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = taken_over("normal-2026-R1")
    ended = row.closes_at - HOUR
    note_downtime(row, ended - HOUR, ended, "このサイト", by=SYSTEM, at=ended)

    japanese = the_page(site, monkeypatch, "2026-05-12T17:30")
    english = the_page(site, monkeypatch, "2026-05-12T17:30", "/en/schedule/")

    assert "2026-05-12 15:00から16:00まで障害があったため、決まりにより延長しました。" in japanese
    assert "Extended by rule for an outage from 2026-05-12 15:00 to 16:00 (Japan time)." in english
    assert calendars(at("2026-05-12T18:00:00"))[0].lines[0].is_next


def test_two_extensions_are_told_one_after_the_other() -> None:
    row, by = taken_over("normal-2026-R1"), administrator()
    for hours in (2, 5):
        extend_round(row, row.closes_at + hours * HOUR, f"理由{hours}", by=by, at=at("2026-05-12T09:00"))

    lines = next(each for each in calendars(at("2026-05-12T09:00")) if "normal" in each.tracks).lines

    assert [(each.promised, each.to, each.reason.ja) for each in lines[0].extensions] == [
        (at("2026-05-12T17:00"), at("2026-05-12T19:00"), "理由2"),
        (at("2026-05-12T19:00"), at("2026-05-12T22:00"), "理由5"),
    ]


def test_a_deadline_that_was_put_sooner_is_a_new_promise() -> None:
    row, by = taken_over("normal-2026-R1"), administrator()
    extend_round(row, row.closes_at + HOUR, "停電", by=by, at=at("2026-05-01T09:00"))
    row.refresh_from_db()
    sooner = RoundTerms(row.opens_at, at("2026-05-11T17:00"), row.decides_on, row.report_by)
    edit_round(row, sooner, "会議の結果", by=by, at=at("2026-05-02T09:00"))
    announced = line_of("normal-2026-R1").extensions
    extend_round(row, at("2026-05-11T19:00"), "大雪", by=by, at=at("2026-05-03T09:00"))

    extended = line_of("normal-2026-R1").extensions

    assert announced == ()
    assert [(each.promised, each.to) for each in extended] == [
        (at("2026-05-11T17:00"), at("2026-05-11T19:00"))
    ]


def test_a_round_that_the_office_added_is_shown_with_its_days(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_over("normal-2026-R1")
    last = Round.objects.filter(track="normal").order_by("number").last()
    assert last is not None
    closes = at("2026-12-18T17:00")
    terms = RoundTerms(None, closes, date(2027, 1, 29), at("2027-07-30T17:00"))
    add_round("fy2026", "normal", terms, "追加公募", by=administrator(), at=at("2026-11-01T09:00"))

    shown = the_page(site, monkeypatch, "2026-11-22T09:00")
    coming = nearest(at("2026-11-22T09:00"))

    assert coming is not None
    assert coming.next is not None
    assert (coming.tracks, coming.next.number, coming.next.deadline) == (("normal",), last.number + 1, closes)
    assert coming.next.unconfirmed is False
    assert all(told in shown for told in ("2026年12月18日（金）17:00", "2027年1月29日（金）"))
    assert "延長しました" not in shown


def test_an_edited_day_counts_as_confirmed_and_money_alone_changes_nothing() -> None:
    row, by = taken_over("normal-2026-R1"), administrator()
    last = Round.objects.filter(track="normal").order_by("number").last()
    assert last is not None
    old = RoundTerms(last.opens_at, last.closes_at, last.decides_on, last.report_by)
    before = line_of(last.code).round.unconfirmed
    edit_round(
        last,
        RoundTerms(old.opens_at, old.closes_at, old.decides_on, old.report_by, 7),
        "予算",
        by=by,
        at=row.promised_since,
    )
    money = line_of(last.code)
    moved = RoundTerms(old.opens_at, old.closes_at + HOUR, date(2026, 12, 24), old.report_by, 7)
    edit_round(last, moved, "会議の結果", by=by, at=at("2026-06-01T09:00"))

    after = line_of(last.code)

    assert (before, money.round.unconfirmed, after.round.unconfirmed) == (True, True, False)
    assert (money.changes, after.changes) == (0, 1)
    assert (after.round.deadline, after.round.decision_on) == (old.closes_at + HOUR, date(2026, 12, 24))
    assert [each.reason.ja for each in after.extensions] == ["会議の結果"]


def line_of(code: str) -> RoundLine:
    found = [line for each in calendars(at("2026-06-01T12:00")) for line in each.lines]
    return next(line for line in found if line.round.id == code)
