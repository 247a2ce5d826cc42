"""The demo's clock goes ahead, in the demo alone, and what falls due on the way is done in the order of time."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.move_clock import SET_OUT, move_clock, set_out
from hojokin.office.config import worker
from hojokin.office.config.travel import TRIES, travel
from hojokin.office.config.worker import Job, jobs
from hojokin.office.queries.coming import coming
from hojokin.office.queries.demo_programme import PROGRAMME_MARK
from hojokin.office.queries.time_ahead import furthest, midnight, next_stop
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import AuditRow, Filing, Invitation, Notice, OutboxMessage
from tests.office.grants.granted import LATER, granted, ordered, results, to_fixed
from tests.office.rounds.scene import CLOSE, actor, application, the_round

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)  # noon in Japan, when these tests are
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture(autouse=True)
def demo(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo whose programme is whole, at a fixed moment of real time."""
    settings.DATA = tmp_path
    settings.DEMO = True
    monkeypatch.setattr(timezone, "now", lambda: AT)
    (tmp_path / PROGRAMME_MARK).touch()
    return tmp_path


def walk(*more: Job, stop: threading.Event | None = None) -> int:
    """What the worker does in its next turn; at how many moments it stopped."""
    return travel(stop or threading.Event(), [*(each for each in jobs() if not each.is_apart), *more])


def go(to: datetime, *more: Job) -> int:
    """Set out and walk."""
    set_out(to, by=SYSTEM, at=clock.now())
    return walk(*more)


def noting(turns: list[datetime]) -> Job:
    """A job that writes down when it was done."""

    def run(at: datetime) -> int:
        turns.append(at)
        return 0

    return Job("noting", DAY, run)


def test_outside_of_the_demo_nobody_moves_the_clock_and_no_file_does(settings: Any, demo: Path) -> None:
    before = Client().get("/time/").status_code
    (demo / clock.AHEAD).write_text("86400")
    (demo / clock.JOURNEY).write_text(f"{AT.isoformat()} {(AT + DAY).isoformat()}")
    settings.DEMO = False

    with pytest.raises(NotAllowed):
        set_out(AT + DAY, by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        move_clock(AT + DAY)

    assert (clock.now(), clock.journey(), walk()) == (AT, None, 0)
    assert (before, Client().get("/time/").status_code) == (200, 404)
    assert not AuditRow.objects.filter(what=SET_OUT).exists()


@pytest.mark.parametrize("to", [AT, AT - DAY])
def test_the_clock_never_goes_back(to: datetime) -> None:
    move_clock(AT + DAY)

    with pytest.raises(Unmet, match="ahead only"):
        set_out(to + DAY, by=SYSTEM, at=clock.now())
    move_clock(to + DAY)

    assert clock.now() == AT + DAY
    assert clock.journey() is None


def test_the_clock_goes_up_to_the_day_on_which_the_last_duty_ends() -> None:
    end = midnight(furthest() + DAY)

    with pytest.raises(Unmet, match="2033-03-31"):
        set_out(end, by=SYSTEM, at=AT)
    set_out(end - SECOND, by=SYSTEM, at=AT)

    assert clock.journey() == clock.Journey(AT, end - SECOND)


def test_it_waits_until_the_programme_is_whole(demo: Path, settings: Any) -> None:
    (demo / PROGRAMME_MARK).unlink()

    with pytest.raises(NotAllowed, match="are being made"):
        set_out(AT + DAY, by=SYSTEM, at=AT)
    settings.DEMO_CROWD = False  # then nobody else is to come
    set_out(AT + DAY, by=SYSTEM, at=AT)

    assert clock.journey() is not None


def test_of_two_who_set_out_one_goes_and_is_on_record() -> None:
    set_out(AT + DAY, by=SYSTEM, at=AT)

    with pytest.raises(NotAllowed, match="Somebody else"):
        set_out(AT + 300 * DAY, by=SYSTEM, at=AT)
    walk()

    row = AuditRow.objects.get(what=SET_OUT)
    assert (row.changes["from"], row.changes["to"]) == (
        "2026-06-01T03:00:00.000000Z",
        "2026-06-02T03:00:00.000000Z",
    )
    assert (clock.now(), clock.journey()) == (AT + DAY, None)


def test_a_draft_is_recalled_three_times_and_moves_on_in_the_second_after_its_deadline() -> None:
    the_round()
    draft = application("applicant_editing")
    actor("申請 花", Role.APPLICANT, draft.owner)

    go(CLOSE + 5 * DAY)

    recalled = Notice.objects.filter(event="deadline", filing=draft).order_by("at")
    moved = AuditRow.objects.get(what="round.moved", subject=draft.number)
    assert [timezone.localdate(each.at) for each in recalled] == [date(2026, 6, day) for day in (8, 12, 14)]
    assert moved.at == CLOSE + SECOND
    assert Filing.objects.get(pk=draft.pk).round_code == "normal-2026-R3"
    assert {each.sent_at for each in OutboxMessage.objects.all()} == {
        *(each.at for each in recalled),
        moved.at,
    }


def test_what_happens_is_recorded_in_the_order_of_time() -> None:
    the_round()
    for _ in range(3):
        draft = application("applicant_editing")
        actor("申請 花", Role.APPLICANT, draft.owner)

    go(AT + 40 * DAY)

    times = list(AuditRow.objects.order_by("sequence").values_list("at", flat=True))
    told = list(Notice.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times)
    assert (told, len(set(told))) == (sorted(told), 4)


def test_an_invitation_that_nobody_used_ends_on_the_way() -> None:
    filing = application("invited", due_at=None)
    by = actor("販売 一", Role.VENDOR, filing.partner).person
    assert by is not None
    Invitation.objects.create(
        secret_hash="x",
        email="a@example.jp",
        role="applicant",
        filing=filing,
        invited_by=by,
        invited_at=AT,
        expires_at=AT + 3 * DAY,
    )

    go(AT + 30 * DAY)

    filing.refresh_from_db()
    assert (filing.state, filing.state_since) == ("expired", AT + 3 * DAY)


def test_years_open_the_reports_that_they_owe_on_their_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    here = to_fixed(granted())
    results(here, ordered(here))
    monkeypatch.setattr(timezone, "now", lambda: LATER)

    go(datetime(2029, 6, 1, tzinfo=UTC))

    reports = here.filing.children.filter(kind="effect_report").order_by("opened_at")
    assert [timezone.localdate(each.opened_at) for each in reports] == [
        date(2027, 3, 1),
        date(2028, 4, 1),
        date(2029, 4, 1),
    ]


def test_a_walk_that_was_cut_off_is_gone_on_with() -> None:
    the_round()
    stop = threading.Event()

    def end(at: datetime) -> int:
        stop.set()
        return 0

    set_out(AT + 30 * DAY, by=SYSTEM, at=AT)
    first = walk(Job("end", DAY, end), stop=stop)
    half = clock.now()
    rest = walk()

    assert (first, half) == (1, CLOSE + SECOND)
    assert (rest > 0, clock.now(), clock.journey()) == (True, AT + 30 * DAY, None)


def test_a_job_that_fails_is_tried_again_at_the_same_moment_and_holds_nothing_up() -> None:
    tried: list[datetime] = []

    def fails(at: datetime) -> int:
        tried.append(at)
        raise RuntimeError

    assert go(AT + DAY, Job("fails", DAY, fails)) == 2
    assert tried == [*[AT] * TRIES, *[AT + DAY] * TRIES]


def test_the_walk_stops_where_something_is_due_and_nowhere_else() -> None:
    the_round()
    turns: list[datetime] = []

    go(AT + 21 * DAY, noting(turns))

    assert turns == [AT, CLOSE + SECOND, AT + 21 * DAY]


def test_without_anything_due_there_is_no_next_stop_but_a_period_of_reports() -> None:
    assert next_stop(AT) == midnight(date(2027, 3, 1))
    assert next_stop(midnight(date(2032, 1, 1))) is None


def test_only_the_worker_that_does_everything_travels() -> None:
    some = worker.start_in_background("expire_invitations")
    some.set()

    every = worker._jobs_and_journeys(threading.Event())

    assert (every[0].name, len(every)) == ("travel", len(jobs()) + 1)


def test_what_comes_next_is_told_with_the_moment_to_go_to() -> None:
    the_round()

    found = {each.what: each for each in coming(AT)}

    assert (found["closing"].at, found["closing"].to) == (CLOSE, CLOSE + SECOND)
    assert "第2回" in found["closing"].about.ja
    assert found["decision"].to == midnight(found["decision"].at)
    assert set(found) == {"closing", "decision"}


def test_duties_and_payments_come_with_how_many_others_share_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    here = to_fixed(granted())
    ordered(here)

    found = {each.what: each for each in coming(LATER)}

    assert found["payment"].at == date(2026, 12, 25)
    assert (found["opening"].at, found["opening"].more) == (date(2027, 3, 1), 0)


@pytest.mark.parametrize(
    ("step", "to"),
    [
        ("day", datetime(2026, 6, 2, 3, tzinfo=UTC)),
        ("week", datetime(2026, 6, 8, 3, tzinfo=UTC)),
        ("month", datetime(2026, 7, 1, 3, tzinfo=UTC)),
        ("year", datetime(2027, 6, 1, 3, tzinfo=UTC)),
    ],
)
def test_a_button_goes_so_far(site: Client, step: str, to: datetime) -> None:
    answer = site.post("/time/", {"step": step})

    under_way = clock.journey()
    assert answer.status_code == 302
    assert under_way is not None
    assert under_way.to == to


def test_a_visitor_goes_to_a_day_sees_the_progress_and_then_the_new_date_on_every_page(site: Client) -> None:
    before = site.get("/").content.decode()
    site.post("/time/", {"on": "2028-04-01"})
    on_the_way = site.get("/time/").content.decode()
    walk()
    there = site.get("/time/").content.decode()

    assert "お試しの時計" not in before
    assert "<progress" in on_the_way
    assert 'name="step"' not in on_the_way
    assert "2028年4月1日（土）00:00" in there
    assert "<progress" not in there
    assert "お試しの時計は 2028年4月1日（土）00:00 です" in site.get("/").content.decode()


def test_the_next_thing_is_gone_to_by_its_button(site: Client) -> None:
    the_round()
    page = site.get("/time/").content.decode()

    site.post("/time/", {"to": (CLOSE + SECOND).isoformat()})
    walk()

    assert (CLOSE + SECOND).isoformat() in page
    assert clock.now() == CLOSE + SECOND


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "のように入力してください"),
        ({"on": "来年"}, "のように入力してください"),
        ({"to": "2026-07-01T00:00:00"}, "のように入力してください"),
        ({"on": "2026-05-31"}, "時計は先へだけ進みます"),
        ({"on": "9999-12-31"}, "2033-03-31"),
        ({"step": "century"}, "のように入力してください"),
    ],
)
def test_where_it_cannot_go_is_told_and_what_was_typed_stays(
    site: Client, typed: dict[str, str], said: str
) -> None:
    page = site.post("/time/", typed)

    text = page.content.decode()
    assert (page.status_code, clock.journey()) == (422, None)
    assert said in text
    assert f'value="{typed.get("on", "")}"' in text


def test_while_it_goes_somebody_else_is_told_so(site: Client) -> None:
    site.post("/time/", {"step": "year"})

    page = Client().post("/time/", {"step": "day"})

    assert page.status_code == 422
    assert "ほかの人の操作で進んでいます" in page.content.decode()


def test_while_the_programme_is_being_made_there_are_no_buttons(site: Client, demo: Path) -> None:
    (demo / PROGRAMME_MARK).unlink()

    page = site.get("/time/").content.decode()

    assert "そろってから、時計を進められます" in page
    assert 'name="step"' not in page


def test_who_signed_in_before_three_years_stays_signed_in_and_others_come_in(site: Client) -> None:
    person = actor("審査 一郎", Role.REVIEWER).person
    other = actor("審査 二郎", Role.REVIEWER).person
    assert person is not None
    assert other is not None
    site.force_login(person)
    move_clock(AT + 3 * 365 * DAY)
    late = Client()
    late.force_login(other)

    assert [each.get("/desk/").status_code for each in (site, late)] == [200, 200]
