"""Time travel (時間の移動): the demo's clock goes to the moment that a visitor chose, and what falls due on the way is done.

It goes from one moment at which something is due to the next, so that rounds close, drafts move on, reminders leave and
reports open in the order of time, as they would have. A walk that was cut off is gone on with.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import close_old_connections

from hojokin.office import clock
from hojokin.office.actions.move_clock import arrive, move_clock
from hojokin.office.queries.time_ahead import next_stop

if TYPE_CHECKING:
    from hojokin.office.config.worker import Job

TRIES = 3  # of a job at one stop: the database may be locked by a visitor
PAUSE_SECONDS = 0.01  # between two stops, so that visitors come to write as well
REPEATED = ("deliver_messages", "fingerprint_documents")  # they do so many a turn, and say how many


def travel(stop: threading.Event, todo: Sequence[Job]) -> int:
    """Walk to the end of the journey that somebody set out on, or until told to stop; at how many moments it stopped."""
    stops = 0
    while (journey := clock.journey()) is not None and not stop.is_set():
        here = clock.now()
        _act(todo)
        stops += 1
        if here >= journey.to:
            arrive()
            break
        coming = next_stop(here)
        move_clock(min(coming, journey.to) if coming else journey.to)
        close_old_connections()
        stop.wait(PAUSE_SECONDS)
    return stops


def _act(todo: Sequence[Job]) -> None:
    """Do every job now; last, deliver what they wrote."""
    for job in todo:
        _do(job)
    for job in todo:
        while job.name in REPEATED and _do(job):
            pass


def _do(job: Job) -> int:
    for _ in range(TRIES):
        if (done := job.do(clock.now())) is not None:
            return done
    return 0
