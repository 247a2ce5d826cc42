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
from datetime import UTC, datetime, timedelta

import django
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections

LOOK_EVERY_SECONDS = 2

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """A job (定期処理) and the moment of its next turn."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]
    next_at: datetime | None = None

    def take_turn(self, at: datetime) -> None:
        """Run when its turn has come; a failure is logged, and the next turn comes all the same."""
        if self.next_at is not None and at < self.next_at:
            return
        self.next_at = at + self.every
        try:
            self.run(at)
        # One job that fails must not stop the others, nor the worker.
        except Exception as error:  # noqa: BLE001 - it is logged and its turn comes again
            # No traceback: it may hold what a message or a filing says.
            logger.error("The job %s failed: %s", self.name, type(error).__name__)  # noqa: TRY400


def jobs() -> list[Job]:
    """Every job of the office."""
    # Imported late: they need Django's settings in place.
    deliver = importlib.import_module("hojokin.office.actions.deliver_messages")
    decide = importlib.import_module("hojokin.office.actions.decide_round")
    due = importlib.import_module("hojokin.office.actions.file_due_reports")
    fingerprint = importlib.import_module("hojokin.office.actions.fingerprint_document")
    alerts = importlib.import_module("hojokin.office.actions.find_alerts")
    expire = importlib.import_module("hojokin.office.actions.expire_invitations")
    move = importlib.import_module("hojokin.office.actions.move_to_next_round")
    remind = importlib.import_module("hojokin.office.actions.remind_deadlines")
    return [
        Job("deliver_messages", timedelta(seconds=LOOK_EVERY_SECONDS), deliver.deliver_messages),
        Job("carry_on_decisions", timedelta(seconds=LOOK_EVERY_SECONDS), decide.carry_on_decisions),
        Job("move_to_next_round", timedelta(seconds=LOOK_EVERY_SECONDS), move.move_to_next_round),
        Job("expire_invitations", timedelta(minutes=10), expire.expire_invitations),
        Job(
            "fingerprint_documents", timedelta(seconds=LOOK_EVERY_SECONDS), fingerprint.fingerprint_documents
        ),
        Job("find_alerts", timedelta(hours=1), alerts.find_alerts),
        Job("file_due_reports", timedelta(hours=1), due.file_due_reports),
        Job("remind_deadlines", timedelta(hours=1), remind.remind_deadlines),
    ]


def work(stop: threading.Event, todo: list[Job]) -> None:
    """Give every job its turn until told to stop."""
    while not stop.is_set():
        for job in todo:
            job.take_turn(datetime.now(UTC))
        close_old_connections()
        stop.wait(LOOK_EVERY_SECONDS)
    connections[DEFAULT_DB_ALIAS].close()


def start_in_background(*names: str) -> threading.Event:
    """Do the named jobs, or all of them, in a thread of this process until it ends or the event is set."""
    stop = threading.Event()
    todo = [each for each in jobs() if not names or each.name in names]
    threading.Thread(target=work, args=(stop, todo), name="worker", daemon=True).start()
    return stop


def worker(*, once: bool = False) -> int:
    """Work in this process until it is told to end (SIGTERM, SIGINT), or one turn only; the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hojokin.office.config.settings")
    django.setup()
    stop = threading.Event()
    todo = jobs()
    if once:
        for job in todo:
            job.take_turn(datetime.now(UTC))
        return 0
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    sys.stderr.write("The worker has begun. 常駐処理を始めました。\n")
    work(stop, todo)
    return 0
