"""Calendar feed: stable events in Japanese time, in lines that every calendar program can read."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.actions.edit_round import RoundTerms, add_round, seed_rounds
from hojokin.office.actions.extend_deadline import extend_round
from hojokin.office.portals.public.calendar_feed import calendar_feed
from hojokin.office.queries.schedule import calendars
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Person, Round
from hojokin.rules.schedule import JST

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 1, 9, 0, tzinfo=JST)
JUNE = datetime(2026, 6, 1, 9, 0, tzinfo=JST)


def feed(at: datetime) -> str:
    return calendar_feed(calendars(at), at, "https://example.jp/schedule/")


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_the_first_deadline_is_an_instant_in_japan() -> None:
    lines = unfolded(feed(MAY))
    place = lines.index("UID:fy2026-normal-1-deadline@hojokin")

    assert lines[place + 2] == "DTSTART;TZID=Asia/Tokyo:20260512T170000"
    assert lines[place + 3].startswith("SUMMARY:第1回 申請の締切（通常枠・インボイス枠")


def test_a_day_without_a_time_takes_the_whole_day() -> None:
    lines = unfolded(feed(MAY))
    place = lines.index("UID:fy2026-normal-1-decision@hojokin")

    assert lines[place + 2 : place + 4] == ["DTSTART;VALUE=DATE:20260618", "DTEND;VALUE=DATE:20260619"]


def test_events_keep_their_names_from_reading_to_reading() -> None:
    names = [[line for line in unfolded(feed(at)) if line.startswith("UID:")] for at in (MAY, JUNE)]

    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_no_line_is_longer_than_75_octets_and_none_cuts_a_character() -> None:
    lines = feed(MAY).encode().split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)


def test_an_unconfirmed_date_is_tentative_and_says_so() -> None:
    events = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", "\n".join(unfolded(feed(MAY))), re.DOTALL)

    tentative = [event for event in events if "STATUS:TENTATIVE" in event]
    assert tentative == [event for event in events if "SUMMARY:【未確認】" in event]
    assert len(tentative) >= 1


def test_the_feed_is_served_as_a_calendar_in_both_languages(site: Client) -> None:
    japanese, english = site.get("/schedule/deadlines.ics"), site.get("/en/schedule/deadlines.ics")

    assert japanese.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Round 1: application deadline" in "\n".join(unfolded(english.text))


def events_of(text: str) -> dict[str, list[str]]:
    """The lines of each event by its name."""
    found = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", "\n".join(unfolded(text)), re.DOTALL)
    return {re.findall(r"UID:(.*)@hojokin", each)[0]: each.split("\n") for each in found}


def test_an_extension_keeps_its_event_and_makes_it_newer() -> None:
    seed_rounds("fy2026", by=SYSTEM, at=datetime(2026, 3, 1, tzinfo=JST))
    before = events_of(feed(MAY))["fy2026-normal-1-deadline"]
    rows = {each.track: each for each in Round.objects.filter(number=1)}
    person = Person.objects.create_user("a@example.jp", name="管理 一郎", joined_at=MAY)
    by, moment = Actor(person, Role.ADMINISTRATOR, None), datetime(2026, 5, 10, 9, 30, tzinfo=JST)
    for track in ("normal", "security"):
        to = rows[track].closes_at + timedelta(hours=3)
        extend_round(rows[track], to, "大雪, 交通の乱れ", by=by, at=moment)

    after = events_of(feed(JUNE))

    told = after["fy2026-normal-1-deadline"]
    assert ("SEQUENCE:0" in before, [each for each in before if "LAST-MODIFIED" in each]) == (True, [])
    assert "DTSTART;TZID=Asia/Tokyo:20260512T200000" in told
    assert {"SEQUENCE:2", "LAST-MODIFIED:20260510T003000Z"} <= set(told)
    said = next(each for each in told if each.startswith("DESCRIPTION:"))
    assert said == (
        "DESCRIPTION:締切を 2026年5月12日（火）17:00 から 2026年5月12日（火）20:00 に延長しました。"
        "理由：大雪\\, 交通の乱れ"
    )
    # Those who stay are newer too: their line was shared until now, and its title names other tracks.
    stays = after["fy2026-invoice-1-deadline"]
    assert {"SEQUENCE:2", "DTSTART;TZID=Asia/Tokyo:20260512T170000"} <= set(stays)
    assert not any(each.startswith("DESCRIPTION:") for each in after["fy2026-normal-1-decision"])


def test_an_added_round_is_an_event_with_the_day_it_was_added() -> None:
    seed_rounds("fy2026", by=SYSTEM, at=datetime(2026, 3, 1, tzinfo=JST))
    person = Person.objects.create_user("a@example.jp", name="管理 一郎", joined_at=MAY)
    last = Round.objects.filter(track="consortium").order_by("number").last()
    assert last is not None
    terms = RoundTerms(None, datetime(2026, 12, 18, 17, tzinfo=JST), date(2027, 1, 29))
    by = Actor(person, Role.ADMINISTRATOR, None)
    add_round("fy2026", "consortium", terms, "追加公募", by=by, at=datetime(2026, 11, 1, 9, tzinfo=JST))

    told = events_of(feed(JUNE))[f"fy2026-consortium-{last.number + 1}-deadline"]

    assert {"DTSTART;TZID=Asia/Tokyo:20261218T170000", "SEQUENCE:0", "STATUS:CONFIRMED"} <= set(told)
    assert "LAST-MODIFIED:20261101T000000Z" in told
