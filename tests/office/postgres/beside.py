"""Two acts beside each other: the second begins before the first has committed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection, transaction

from hojokin.office.actions.errors import NotAllowed, Unmet

LONGEST_WAIT, LOOK_EVERY = 5, 0.02  # seconds
WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
)

type Act = Callable[[], object]


def beside(first: Act, second: Act, then: Act | None = None) -> list[str]:
    """How both end, when the second begins before the first has committed, or has done what it does ``then``."""
    ends = ["", ""]

    def run() -> None:
        ends[1] = _end(second)
        connection.close()

    other = threading.Thread(target=run)
    with transaction.atomic():
        ends[0] = _end(first)
        other.start()
        _until_it_waits(other)
        ends[0] = _end(then) if then else ends[0]
    other.join()
    return ends


def _end(act: Act) -> str:
    try:
        act()
    except (NotAllowed, Unmet) as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - the test shows whatever went wrong
        return repr(error)
    return "done"


def _until_it_waits(other: threading.Thread) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while other.is_alive() and time.monotonic() < until:
        with connection.cursor() as cursor:
            # Or a transaction sees what it saw at its first look.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(LOOK_EVERY)
