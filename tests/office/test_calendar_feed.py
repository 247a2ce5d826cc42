"""Calendar feed: stable events in Japanese time, in lines that every calendar program can read."""

import re
from datetime import datetime

from django.test import Client

from hojokin.office.portals.public.calendar_feed import calendar_feed
from hojokin.office.queries.schedule import calendars
from hojokin.rules.schedule import JST

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
