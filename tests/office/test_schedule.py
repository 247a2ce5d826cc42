"""The schedule at an instant: what is past, what comes next, what is not confirmed."""

from datetime import datetime

from hojokin.office.queries.schedule import calendars, last_known, nearest
from hojokin.rules.schedule import JST


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
