"""The worker gives every job its turn, and survives the ones that fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hojokin.office.__main__ import main
from hojokin.office.config import worker
from hojokin.office.config.worker import Job, jobs, work

AT = datetime(2026, 8, 25, tzinfo=UTC)


def test_a_job_runs_at_once_and_then_when_its_time_has_come() -> None:
    turns: list[datetime] = []

    def counts(at: datetime) -> int:
        turns.append(at)
        return 0

    job = Job("x", timedelta(minutes=1), counts)

    for seconds in (0, 59, 60, 61):
        job.take_turn(AT + timedelta(seconds=seconds))

    assert turns == [AT, AT + timedelta(seconds=60)]


def test_a_job_that_fails_is_logged_without_what_it_said_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(at: datetime) -> int:
        raise ValueError("seller@example.jp")

    job = Job("x", timedelta(minutes=1), fails)
    job.take_turn(AT)
    job.take_turn(AT + timedelta(minutes=1))

    assert caplog.messages == ["The job x failed: ValueError"] * 2
    assert "seller" not in caplog.text


def test_a_failing_job_does_not_stop_the_others_nor_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOOK_EVERY_SECONDS", 0)
    stop, turns = threading.Event(), []

    def fails(at: datetime) -> int:
        raise RuntimeError

    def counts(at: datetime) -> int:
        turns.append(at)
        if len(turns) == 3:
            stop.set()
        return 0

    todo = [Job("fails", timedelta(0), fails), Job("counts", timedelta(0), counts)]
    thread = threading.Thread(target=work, args=(stop, todo))  # as the demo does: with connections of its own
    thread.start()
    thread.join()

    assert len(turns) == 3


def test_a_job_apart_has_its_first_turn_before_all_others_and_does_not_wait_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "LOOK_EVERY_SECONDS", 0)
    stop, order = threading.Event(), []
    again = threading.Event()

    def apart(at: datetime) -> int:
        order.append("apart")
        if "long" in order:
            again.set()
        return 0

    def long(at: datetime) -> int:
        order.append("long")
        assert again.wait(30)  # its turn comes again while this one is still at work
        stop.set()
        return 0

    todo = [Job("long", timedelta(0), long), Job("apart", timedelta(0), apart, is_apart=True)]
    thread = threading.Thread(target=work, args=(stop, todo))
    thread.start()
    thread.join()

    assert (order[0], order.count("long"), again.is_set()) == ("apart", 1, True)


def test_the_office_has_its_periodic_jobs() -> None:
    assert [each.name for each in jobs()] == [
        "watch_service",
        "deliver_messages",
        "carry_on_decisions",
        "move_to_next_round",
        "expire_invitations",
        "fingerprint_documents",
        "search_papers",
        "erase_documents",
        "find_alerts",
        "file_due_reports",
        "close_finished",
        "carry_on_printing",
        "remove_old_prints",
        "remind_deadlines",
    ]


@pytest.mark.django_db
def test_one_turn_is_taken_and_the_program_ends() -> None:
    assert main(["worker", "--once"]) == 0


def test_the_process_ends_in_order_when_it_is_told_to(tmp_path: Path) -> None:
    environment = {**os.environ, "HOJOKIN_DATA": str(tmp_path), "HOJOKIN_SECRET_KEY": "for tests only"}
    environment["DJANGO_SETTINGS_MODULE"] = "hojokin.office.config.settings"
    process = subprocess.Popen(
        [sys.executable, "-m", "hojokin.office", "worker"], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    first = process.stderr.readline()

    process.send_signal(signal.SIGTERM)

    # There are no tables: its jobs fail, and it stays all the same until it is told to end.
    rest = process.communicate(timeout=30)[1]
    assert (first, process.returncode) == ("The worker has begun. 常駐処理を始めました。\n", 0)
    assert "Traceback" not in rest
