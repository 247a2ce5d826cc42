"""Feed of duties (義務の予定表の配信): iCalendar (RFC 5545) at an address that only its owner knows.

Nothing secret is stored: the address is signed with the site's key, and a renewed one makes the old one worthless.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from hojokin.flow.duties import Duty, DutyState
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.duties import Calendar
from hojokin.office.records.models import Grant

SALT = "hojokin.duties"
LONGEST_LINE = 75  # octets, without the line break
DONE = (DutyState.DONE, DutyState.DONE_LATE, DutyState.RELEASED)


def token_of(grant: Grant) -> str:
    """The secret part of a grant's address."""
    return Signer(salt=SALT).sign(f"{grant.filing.number}.{grant.calendar_turn}").replace(":", ".")


def grant_of_token(token: str) -> str | None:
    """The number of the grant that a token names; None when it was not signed here or has been renewed."""
    said, _dot, signature = token.rpartition(".")
    try:
        number, _dot, turn = Signer(salt=SALT).unsign(f"{said}:{signature}").rpartition(".")
    except BadSignature:
        return None
    known = Grant.objects.filter(filing__number=number, calendar_turn=int(turn)).exists()
    return number if known else None


def duty_feed(calendar: Calendar, at: datetime, page: str) -> str:
    """Every duty with a day that is not done, as events of one day."""
    number = calendar.grant.filing.number
    name = _("%(number)s の予定") % {"number": number}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hojokin//Duties//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for each in calendar.duties for line in _event(each, number, at, page)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(duty: Duty, number: str, at: datetime, page: str) -> Iterator[str]:
    if duty.due is None or duty.state in DONE:
        return
    title = _("期限：%(duty)s") if not duty.lasts else _("この日まで：%(duty)s")
    yield "BEGIN:VEVENT"
    yield f"UID:{number}-{duty.code}@hojokin"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from _day(duty.due)
    yield f"SUMMARY:{_escaped(title % {'duty': told(duty.label)})}"
    yield f"URL:{page}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(on: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}"


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
