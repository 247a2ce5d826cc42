"""Worker (常駐処理): delivers the outbox and does what is due by the clock, in a thread of the demo or as a process.

Every job may be repeated at any time and by several workers at once.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import django
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.utils import timezone

from hojokin.office import clock

LOOK_EVERY_SECONDS = 2

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """A job (定期処理) and the moment of its next turn."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]
    next_at: datetime | None = None
    is_apart: bool = False  # in a thread of its own, so that no long job of the others looks like an outage

    def take_turn(self, at: datetime) -> None:
        """Run when its turn has come; a failure is logged, and the next turn comes all the same."""
        if self.next_at is not None and at < self.next_at:
            return
        self.next_at = at + self.every
        self.do(at)

    def do(self, at: datetime) -> int | None:
        """Run, whoever's turn it is: how much was done, or None when it failed."""
        try:
            return self.run(at)
        # One job that fails must not stop the others, nor the worker.
        except Exception as error:  # noqa: BLE001 - it is logged and its turn comes again
            # No traceback: it may hold what a message or a filing says.
            logger.error("The job %s failed: %s", self.name, type(error).__name__)  # noqa: TRY400
            return None


def jobs() -> list[Job]:
    """Every job of the office."""
    # Imported late: they need Django's settings in place.
    close = importlib.import_module("hojokin.office.actions.close_grant")
    deliver = importlib.import_module("hojokin.office.actions.deliver_messages")
    decide = importlib.import_module("hojokin.office.actions.decide_round")
    due = importlib.import_module("hojokin.office.actions.file_due_reports")
    erase = importlib.import_module("hojokin.office.actions.erase_documents")
    fingerprint = importlib.import_module("hojokin.office.actions.fingerprint_document")
    alerts = importlib.import_module("hojokin.office.actions.find_alerts")
    expire = importlib.import_module("hojokin.office.actions.expire_invitations")
    move = importlib.import_module("hojokin.office.actions.move_to_next_round")
    printing = importlib.import_module("hojokin.office.actions.print_notices")
    remind = importlib.import_module("hojokin.office.actions.remind_deadlines")
    search = importlib.import_module("hojokin.office.actions.search_papers")
    watch = importlib.import_module("hojokin.office.actions.watch_service")
    return [
        # The first of all: a deadline that an outage lengthens is lengthened before drafts move on from it.
        Job(
            "watch_service",
            timedelta(minutes=1),
            lambda _at: watch.watch_service(timezone.now(), clock.ahead()),
            is_apart=True,
        ),
        Job("deliver_messages", timedelta(seconds=LOOK_EVERY_SECONDS), deliver.deliver_messages),
        Job("carry_on_decisions", timedelta(seconds=LOOK_EVERY_SECONDS), decide.carry_on_decisions),
        Job("move_to_next_round", timedelta(seconds=LOOK_EVERY_SECONDS), move.move_to_next_round),
        Job("expire_invitations", timedelta(minutes=10), expire.expire_invitations),
        Job(
            "fingerprint_documents", timedelta(seconds=LOOK_EVERY_SECONDS), fingerprint.fingerprint_documents
        ),
        Job("search_papers", timedelta(seconds=LOOK_EVERY_SECONDS), search.search_papers),
        Job("erase_documents", timedelta(minutes=10), erase.erase_documents),
        Job("find_alerts", timedelta(hours=1), alerts.find_alerts),
        Job("file_due_reports", timedelta(hours=1), due.file_due_reports),
        Job("close_finished", timedelta(hours=1), close.close_finished),
        Job("carry_on_printing", timedelta(seconds=LOOK_EVERY_SECONDS), printing.carry_on_printing),
        Job("remove_old_prints", timedelta(days=1), printing.remove_old_prints),
        Job("remind_deadlines", timedelta(hours=1), remind.remind_deadlines),
    ]


def _jobs_and_journeys(stop: threading.Event) -> list[Job]:
    """Every job, and before them the journey of the demo's clock, which does them on its way."""
    travel = importlib.import_module("hojokin.office.config.travel")
    todo = jobs()
    on_the_way = [each for each in todo if not each.is_apart]
    return [Job("travel", timedelta(0), lambda _at: travel.travel(stop, on_the_way)), *todo]


def work(stop: threading.Event, todo: list[Job]) -> None:
    """Give every job its turn until told to stop."""
    for job in todo:
        if job.is_apart:
            job.take_turn(clock.now())
            threading.Thread(target=_keep_on, args=(stop, [job]), name=job.name, daemon=True).start()
    _keep_on(stop, [each for each in todo if not each.is_apart])


def _keep_on(stop: threading.Event, todo: list[Job]) -> None:
    while not stop.is_set():
        for job in todo:
            job.take_turn(clock.now())
        close_old_connections()
        stop.wait(LOOK_EVERY_SECONDS)
    connections[DEFAULT_DB_ALIAS].close()


def start_in_background(*names: str) -> threading.Event:
    """Do the named jobs, or all of them, in a thread of this process until it ends or the event is set."""
    stop = threading.Event()
    todo = [each for each in jobs() if each.name in names] if names else _jobs_and_journeys(stop)
    threading.Thread(target=work, args=(stop, todo), name="worker", daemon=True).start()
    return stop


def worker(*, once: bool = False) -> int:
    """Work in this process until it is told to end (SIGTERM, SIGINT), or one turn only; the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hojokin.office.config.settings")
    django.setup()
    if once:
        for job in jobs():
            job.take_turn(clock.now())
        return 0
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    sys.stderr.write("The worker has begun. 常駐処理を始めました。\n")
    work(stop, _jobs_and_journeys(stop))
    return 0
