"""Calendar feed (カレンダー配信): the deadlines as iCalendar (RFC 5545), for a calendar program to follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from hojokin.office.portals.public.choices import track_name
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.portals.templatetags.words import moment
from hojokin.office.queries.schedule import Calendar, RoundLine
from hojokin.rules.schedule import JST
from hojokin.rules.years import CURRENT

LONGEST_LINE = 75  # octets, without the line break
IN_JAPAN = "Asia/Tokyo"
# Japan has kept one offset since 1951; a calendar program need not know its zones to place a deadline.
ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{IN_JAPAN}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar_feed(calendars: list[Calendar], at: datetime, page: str) -> str:
    """The rounds of every calendar as events. ``at`` is when the feed is read, ``page`` the address of the page."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hojokin//Schedule//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(_('デジタル化・AI導入補助金の締切'))}",
        f"X-WR-TIMEZONE:{IN_JAPAN}",
        *ZONE,
        *(line for each in calendars for line in _events(each, at, page)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _events(calendar: Calendar, at: datetime, page: str) -> Iterator[str]:
    tracks = _("・").join(track_name(code) for code in calendar.tracks)
    for line in calendar.lines:
        each = line.round
        # Tracks that share a calendar share its events; the first one's name is part of their identity.
        uid = f"{CURRENT}-{calendar.tracks[0]}-{each.number}"
        said = {"n": each.number, "tracks": tracks}
        if each.deadline:
            title = _("第%(n)s回 申請の締切（%(tracks)s）") % said
            yield from _event(f"{uid}-deadline", title, each.deadline, line, at, page)
        if each.decision_on:
            title = _("第%(n)s回 交付決定の予定日（%(tracks)s）") % said
            yield from _event(f"{uid}-decision", title, each.decision_on, line, at, page)
        if each.report_limit:
            title = _("第%(n)s回 実績報告の期限（%(tracks)s）") % said
            yield from _event(f"{uid}-report", title, each.report_limit, line, at, page)


def _event(uid: str, title: str, when: date, line: RoundLine, at: datetime, page: str) -> Iterator[str]:
    of = line.round
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@hojokin"
    yield f"DTSTAMP:{_utc(at)}"
    yield from _times(when)
    yield f"SUMMARY:{_escaped((_('【未確認】') if of.unconfirmed else '') + title)}"
    if said := "\n".join(_said(line, when)):
        yield f"DESCRIPTION:{_escaped(said)}"
    # A program that has the event already takes the one with the higher number.
    yield f"SEQUENCE:{line.changes}"
    if line.changed_at:
        yield f"LAST-MODIFIED:{_utc(line.changed_at)}"
    yield f"STATUS:{'TENTATIVE' if of.unconfirmed else 'CONFIRMED'}"
    yield f"URL:{page}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _said(line: RoundLine, when: date) -> Iterator[str]:
    """What has to be known of a day besides itself: that it was put later, and why; that it is not certain."""
    if when == line.round.deadline:
        for each in line.extensions:
            said = {"before": moment(each.promised), "to": moment(each.to), "why": told(each.reason)}
            yield _("締切を %(before)s から %(to)s に延長しました。理由：%(why)s") % said
    if line.round.unconfirmed:
        yield _("公式の資料で日付を確かめられていません。公式サイトで確認してください。")


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _times(when: date) -> Iterator[str]:
    if isinstance(when, datetime):
        # A deadline is an instant: without an end, the event takes no time.
        yield f"DTSTART;TZID={IN_JAPAN}:{when.astimezone(JST):%Y%m%dT%H%M%S}"
        return
    yield f"DTSTART;VALUE=DATE:{when:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{when + timedelta(days=1):%Y%m%d}"


def _escaped(text: str) -> str:
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(mark, written)
    return text


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, none of which cuts a character; later ones begin with a space."""
    piece, room = "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST_LINE - 1
        piece += character
        room -= size
    yield piece
