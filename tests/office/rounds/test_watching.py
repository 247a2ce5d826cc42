"""The watcher asks real servers: what goes down is noted by itself, once, in every round that it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from hojokin.office.actions.extend_deadline import note_downtime
from hojokin.office.actions.move_to_next_round import move_to_next_round
from hojokin.office.actions.watch_service import watch_service
from hojokin.office.queries.rounds import accepts
from hojokin.office.records.models import AuditRow, Downtime, Filing, Notice, Round, Watch
from tests.office.rounds.scene import CLOSE, ROUND, application, browser, office, the_round
from tests.office.rounds.service import ISSUER, Service

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START = CLOSE - 5 * HOUR
SITE, GBIZID, SILENT = "このサイト", "gBizID（本人確認）", "このサイト（監視を含む全体）"
SHARED = 5  # rounds that close at the same time, one a track


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    """Both services at one address, up."""
    _ = get_resolver().url_patterns  # read as the site under test has them, with the provider of its own
    made = Service()
    settings.DEMO = False
    settings.SITE_URL = made.address
    settings.LOCAL_GBIZID = False
    settings.GBIZID_CLIENT_ID = "hojokin"
    settings.GBIZID_ISSUER = made.address + ISSUER
    yield made
    made.stop()


def watch(since: datetime, until: datetime, ahead: timedelta = timedelta()) -> int:
    """A worker's turns, a minute apart, both ends included; how many downtimes they noted."""
    turns = (until - since) // MINUTE + 1
    return sum(watch_service(since + n * MINUTE, ahead) for n in range(turns))


def noted(code: str = ROUND) -> list[tuple[str, int, int, bool]]:
    """The downtimes of a round: what, from which minute after the start, how many minutes, found by itself."""
    rows = Downtime.objects.filter(round__code=code).order_by("started_at", "pk")
    return [
        (
            each.what,
            (each.started_at - START) // MINUTE,
            (each.ended_at - each.started_at) // MINUTE,
            each.is_watched,
        )
        for each in rows
    ]


def closes() -> timedelta:
    """How much later the round closes."""
    return Round.objects.get(code=ROUND).closes_at - CLOSE


@pytest.mark.parametrize(
    ("down", "what"), [("site", SITE), ("identity", GBIZID)], ids=["the site", "the provider"]
)
def test_an_outage_is_noted_when_it_ends_and_lengthens_every_round_that_closes_today(
    service: Service, down: str, what: str
) -> None:
    the_round()
    filing = application("vendor_editing")
    watch(START, START + 4 * MINUTE)
    service.down = {down}
    during = watch(START + 5 * MINUTE, START + 14 * MINUTE)
    service.down = set()

    after = watch(START + 15 * MINUTE, START + 20 * MINUTE)

    assert (during, after) == (0, SHARED)
    assert noted() == [(what, 4, 11, True)]
    assert closes() == HOUR
    filing.refresh_from_db()
    assert filing.due_at == CLOSE + HOUR
    assert {each.event for each in Notice.objects.filter(filing=filing)} <= {"deadline_extended"}
    assert AuditRow.objects.filter(what="round.downtime", person="system").count() == SHARED


def test_a_server_that_is_gone_and_comes_back_is_an_outage_of_both(service: Service) -> None:
    the_round()
    watch(START, START + MINUTE)
    service.stop()
    watch(START + 2 * MINUTE, START + 9 * MINUTE)
    service.start()

    watch(START + 10 * MINUTE, START + 12 * MINUTE)

    assert noted() == [(SITE, 1, 9, True), (GBIZID, 1, 9, True)]
    assert closes() == HOUR  # what overlaps counts once


def test_one_failed_question_of_several_is_no_outage(service: Service) -> None:
    the_round()
    for n in range(30):
        service.down = {"site"} if n % 3 else set()
        watch_service(START + n * MINUTE)

    assert (noted(), closes()) == ([], timedelta())


def test_nobody_is_asked_outside_the_last_hours_of_a_round(service: Service) -> None:
    the_round()

    watch(CLOSE - 3 * DAY, CLOSE - 3 * DAY + 5 * MINUTE)
    watch(CLOSE + HOUR, CLOSE + HOUR + 5 * MINUTE)

    assert service.asked == []
    assert list(Watch.objects.values_list("target", flat=True)) == ["watcher"]


def test_without_a_client_id_the_provider_is_not_asked(service: Service, settings: Any) -> None:
    settings.GBIZID_CLIENT_ID = ""
    the_round()

    watch(START, START)

    assert service.asked == ["/health/"]


def test_a_round_that_would_close_in_a_lasting_outage_is_lengthened_before_it_closes(
    service: Service,
) -> None:
    the_round()
    filing = application("vendor_editing")
    watch(CLOSE - 30 * MINUTE, CLOSE - 21 * MINUTE)
    service.down = {"identity"}

    watch(CLOSE - 20 * MINUTE, CLOSE - 2 * MINUTE)
    before = closes()
    moved = move_to_next_round(CLOSE + MINUTE)
    watch(CLOSE - MINUTE, CLOSE + 20 * MINUTE)
    service.down = set()
    watch(CLOSE + 21 * MINUTE, CLOSE + 23 * MINUTE)

    filing.refresh_from_db()
    assert (before, moved) == (HOUR, 0)
    assert filing.round_code == ROUND
    # In two parts without a gap: what could not wait, and the rest.
    parts = list(Downtime.objects.filter(round__code=ROUND).order_by("started_at"))
    assert [(each.started_at - CLOSE, each.ended_at - CLOSE) for each in parts] == [
        (-21 * MINUTE, -2 * MINUTE),
        (-2 * MINUTE, 21 * MINUTE),
    ]
    assert closes() == HOUR


def test_an_outage_that_lasts_through_the_time_given_back_lengthens_it_again(service: Service) -> None:
    the_round()
    watch(CLOSE - 30 * MINUTE, CLOSE - 21 * MINUTE)
    service.down = {"site"}

    watch(CLOSE - 20 * MINUTE, CLOSE + HOUR)

    assert closes() == 2 * HOUR


def test_an_outage_that_comes_to_light_after_the_closing_opens_the_round_again(service: Service) -> None:
    people, row = office(), the_round()
    filing = application("vendor_editing")
    note_downtime(row, START, START + 4 * MINUTE, "回線", by=people.administrator, at=START + 5 * MINUTE)
    watch(CLOSE - 10 * MINUTE, CLOSE - MINUTE)
    service.down = {"site"}
    watch(CLOSE, CLOSE + MINUTE)
    move_to_next_round(CLOSE + MINUTE)
    gone = Filing.objects.get(pk=filing.pk).round_code

    watch(CLOSE + 2 * MINUTE, CLOSE + 2 * MINUTE)

    filing.refresh_from_db()
    assert (gone, filing.round_code, closes()) == ("normal-2026-R3", ROUND, HOUR)


def test_a_silence_of_the_watcher_is_an_outage_of_the_whole_site(service: Service) -> None:
    the_round()
    watch(START, START + 4 * MINUTE)

    found = watch(START + 64 * MINUTE, START + 66 * MINUTE)

    assert found == SHARED
    assert noted() == [(SILENT, 4, 60, True)]
    assert closes() == HOUR


def test_a_round_that_closed_while_everything_was_down_is_open_again_before_its_drafts_move(
    service: Service,
) -> None:
    the_round()
    filing = application("vendor_editing")
    watch(CLOSE - 2 * HOUR, CLOSE - 90 * MINUTE)
    back = CLOSE + 30 * MINUTE

    watch_service(back)
    moved = move_to_next_round(back)

    filing.refresh_from_db()
    assert (moved, filing.round_code) == (0, ROUND)
    # Two hours were lost, the last half in the time that had been given back.
    assert (noted(), closes()) == ([(SILENT, 210, 120, True)], 2 * HOUR)
    assert accepts(Round.objects.get(code=ROUND), back)


@pytest.mark.parametrize(("minutes", "found"), [(4, 0), (5, SHARED)])
def test_a_short_silence_is_a_restart(service: Service, minutes: int, found: int) -> None:
    the_round()
    watch_service(START)

    assert watch_service(START + minutes * MINUTE) == found


def test_a_silence_before_the_last_hours_concerns_nobody(service: Service) -> None:
    the_round()
    watch_service(CLOSE - DAY - 3 * HOUR)

    watch_service(CLOSE - DAY - HOUR)

    assert Downtime.objects.count() == 0


def test_a_demo_that_nobody_had_started_was_not_down(service: Service, settings: Any) -> None:
    settings.DEMO = True
    the_round()
    watch_service(START)

    assert watch_service(START + 2 * HOUR) == 0


def test_the_first_start_ends_no_silence(service: Service) -> None:
    the_round()

    assert watch_service(START) == 0


def test_of_two_workers_one_asks_each_minute_and_an_outage_is_noted_once(service: Service) -> None:
    the_round()
    found = 0
    for n in range(20):
        service.down = {"site"} if 5 <= n < 12 else set()
        for late in (0, 30):
            found += watch_service(START + n * MINUTE + timedelta(seconds=late))

    assert service.asked.count("/health/") == 20
    assert (found, noted()) == (SHARED, [(SITE, 4, 8, True)])


def test_a_worker_that_restarts_goes_on_from_what_was_known(service: Service) -> None:
    the_round()
    watch(START, START)
    service.down = {"site"}
    watch(START + MINUTE, START + 2 * MINUTE)  # two failures, then the process ends and another begins
    watch(START + 5 * MINUTE, START + 6 * MINUTE)
    service.down = set()

    watch(START + 7 * MINUTE, START + 8 * MINUTE)

    assert noted() == [(SITE, 0, 7, True)]


def test_what_never_answered_lengthens_nothing(service: Service, settings: Any) -> None:
    settings.GBIZID_ISSUER = "http://127.0.0.1:9/oauth/"
    the_round()

    watch(CLOSE - 20 * MINUTE, CLOSE + 5 * MINUTE)

    assert (noted(), closes()) == ([], timedelta())


def test_an_address_that_cannot_be_asked_is_told_and_lengthens_nothing(
    service: Service, settings: Any
) -> None:
    settings.GBIZID_ISSUER = "http://idp.example.jp/oauth/"
    row = the_round()

    watch(CLOSE - 20 * MINUTE, CLOSE + 5 * MINUTE)

    assert (noted(), closes()) == ([], timedelta())
    assert Watch.objects.get(target="identity").said == "unasked"
    assert row.code == ROUND


def test_the_real_clock_measures_where_the_office_has_another_one(service: Service) -> None:
    the_round()
    ahead = 40 * DAY
    watch(START - ahead, START - ahead + 4 * MINUTE, ahead)
    service.down = {"site"}
    watch(START - ahead + 5 * MINUTE, START - ahead + 12 * MINUTE, ahead)
    service.down = set()

    watch(START - ahead + 13 * MINUTE, START - ahead + 15 * MINUTE, ahead)

    assert noted() == [(SITE, 4, 9, True)]


def test_a_clock_that_is_moved_is_no_silence(service: Service) -> None:
    the_round()
    watch_service(START - 40 * DAY, 40 * DAY)

    assert watch_service(START - 40 * DAY + MINUTE, 40 * DAY + 2 * HOUR) == 0


def test_the_page_tells_what_is_watched_and_who_found_an_outage(
    service: Service, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, row = office(), the_round()
    monkeypatch.setattr("hojokin.office.clock.now", lambda: START + 16 * MINUTE)
    note_downtime(row, START - HOUR, START - 50 * MINUTE, "回線", by=people.administrator, at=START)
    watch(START, START + 4 * MINUTE)
    service.down = {"site"}
    watch(START + 5 * MINUTE, START + 9 * MINUTE)
    service.down = {"identity"}
    watch(START + 10 * MINUTE, START + 16 * MINUTE)
    settings.DEMO = True  # nobody is asked for a second factor
    site = browser(people.administrator)

    page = site.get(f"/desk/rounds/{ROUND}/")
    english = site.get(f"/en/desk/rounds/{ROUND}/").content.decode()

    told = page.content.decode()
    up, down = page.context["watch"].lines
    assert (up.down_since, down.down_since) == (None, START + 9 * MINUTE)
    assert (up.asked_at, up.answered_at) == (START + 16 * MINUTE, START + 16 * MINUTE)
    assert "gBizID, the identity provider" in english
    assert told.count("自動で検知") == 1
    assert told.count("事務局が記録") == 1
    assert page.context["watch"].is_silent is False


def test_the_page_says_when_nobody_watches(service: Service, settings: Any) -> None:
    people = office()
    soon = the_round().closes_at + timedelta(days=36_500)
    Round.objects.filter(code=ROUND).update(closes_at=soon, promised_at=soon)
    settings.DEMO = True

    page = browser(people.administrator).get(f"/desk/rounds/{ROUND}/")

    assert (page.context["watch"].is_now, page.context["watch"].is_silent) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_the_real_site_with_its_own_provider_is_up_and_down_when_its_files_are_gone(
    live_server: Any, settings: Any, tmp_path: Path
) -> None:
    settings.SITE_URL = live_server.url
    the_round()
    watch_service(START)
    up = dict(Watch.objects.values_list("target", "failures"))
    (tmp_path / "files").rename(tmp_path / "elsewhere")
    (tmp_path / "files").write_text("no folder")

    watch_service(START + MINUTE)

    site = Watch.objects.get(target="site")
    assert up == {"watcher": 0, "site": 0, "identity": 0}
    assert (site.failures, site.said) == (1, "HTTP 503: files")
    assert Watch.objects.get(target="identity").failures == 0


def test_the_health_address_is_open_to_everybody_and_says_nothing_of_anybody() -> None:
    answer = Client().get("/health/")

    assert (answer.status_code, answer.json()) == (200, {"ok": True, "down": []})
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().post("/health/").status_code == 405
