"""Moving the clock (時計を進める): in the demo alone, and only ahead, so that what is recorded stays in the order of time.

A visitor sets out to a moment; the worker then moves the clock from one stop to the next, doing at each what is due.
"""

from __future__ import annotations

import math
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hojokin.flow.canonical import moment
from hojokin.flow.form import FormProblem
from hojokin.office import clock
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.record import record
from hojokin.office.adapters.folders import appearing, write_whole
from hojokin.office.queries.demo_programme import is_filling
from hojokin.office.queries.time_ahead import furthest
from hojokin.office.records.actor import Actor
from hojokin.rules.engine.facts import Text

SET_OUT = "demo.clock"


@transaction.atomic
def set_out(to: datetime, *, by: Actor, at: datetime) -> None:
    """Let the clock go to a moment, which the worker then does. Raises NotAllowed, Unmet."""
    _only_in_the_demo()
    if is_filling():
        raise NotAllowed(_FILLING)
    if problem := _problem(to, at):
        raise Unmet([FormProblem("on", problem)])
    record(by, SET_OUT, "clock", at=at, changes={"from": moment(at), "to": moment(to)})
    # A file that is made once: of two visitors who set out at once, one does.
    with appearing(Path(settings.DATA)) as (file, path):
        file.write(f"{at.isoformat()} {to.isoformat()}".encode())
        file.flush()
        try:
            os.link(path, Path(settings.DATA) / clock.JOURNEY)
        except FileExistsError:
            raise NotAllowed(_UNDER_WAY) from None


def move_clock(to: datetime) -> None:
    """Put the clock to a moment, in the next whole second; one that has passed leaves it. Raises NotAllowed."""
    _only_in_the_demo()
    if to > clock.now():
        seconds = math.ceil((to - timezone.now()).total_seconds())
        write_whole(Path(settings.DATA), clock.AHEAD, str(seconds).encode())


def arrive() -> None:
    """End the journey where the clock stands; without one nothing happens."""
    (Path(settings.DATA) / clock.JOURNEY).unlink(missing_ok=True)


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise NotAllowed(_NO_DEMO)


def _problem(to: datetime, at: datetime) -> Text | None:
    if to <= at:
        return _BACK
    last = furthest()
    return _too_far(last.isoformat()) if timezone.localtime(to).date() > last else None


def _too_far(last: str) -> Text:
    return Text(
        f"進められるのは{last}までです。いまある事業の最後の義務（帳簿の保存）がこの日に終わります。この日までの日付にしてください。",
        f"The clock goes up to {last}, when the last duty of this programme (keeping the books) ends. "
        "Choose a date up to that day.",
    )


_NO_DEMO = Text("時計を進められるのは、お試しの間だけです。", "Only the demo's clock can be moved.")
_BACK = Text(
    "時計は先へだけ進みます。いまより後の日付にしてください。戻すには、お試しを新しく始めます。",
    "The clock goes ahead only. Choose a later date; to go back, start a fresh demo.",
)
_FILLING = Text(
    "ほかの約300件の申請を作っている間は、時計を進められません。数分後にもう一度お試しください。",
    "The clock cannot be moved while the other 300 or so applications are being made. Try again in a few minutes.",
)
_UNDER_WAY = Text(
    "時計はいま、ほかの人の操作で進んでいます。着いてから、もう一度進めてください。",
    "Somebody else is moving the clock. Move it again once it has arrived.",
)
