"""The demo (お試し): prepare a data folder, serve the site on this machine, say when it is ready."""

from __future__ import annotations

import importlib
import os
import socket
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TextIO

from django.core.management import call_command
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from hojokin.office.config.starting import start
from hojokin.office.config.worker import start_in_background
from hojokin.office.portals.context import SAMPLE_MARK
from hojokin.office.queries.demo_programme import PROGRAMME_MARK

HOST = "127.0.0.1"
LAST_PORT = 65_535
READY_WITHIN_SECONDS = 60
CROWD = "HOJOKIN_DEMO_CROWD"  # 0 leaves out the applications of people whom nobody signs in as
# A catalogue large enough to be searched, small enough to be made while somebody waits.
DEMO_TOOLS, DEMO_SEED = 2_000, 1
# The invented people were here before everything that they have done.
HERE_SINCE = timedelta(days=310)
TURN_FOR_OTHERS_SECONDS = 0.02


def demo(port: int) -> int:
    """Serve the site on this machine until it is interrupted; the answer is the exit code."""
    if not _is_free(port):
        other = port + 1 if port < LAST_PORT else port - 1
        _say(f"Port {port} is in use on this machine. Choose another one: make demo PORT={other}", sys.stderr)
        _say(f"ポート {port} は使われています。別の番号で始めてください: make demo PORT={other}", sys.stderr)
        return 1
    os.environ.setdefault("HOJOKIN_URL", f"http://{HOST}:{port}")
    prepare()
    threading.Thread(target=_announce, args=(port,), daemon=True).start()
    Granian(
        "hojokin.office.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        backpressure=64,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=5,
    ).serve()
    return 0


def prepare() -> None:
    """Make the data folder ready: signing key, database with invented tools and people, static files. Safe to repeat."""
    os.environ.setdefault("HOJOKIN_DEMO", "1")
    os.environ.setdefault("HOJOKIN_LOCAL_GBIZID", "1")
    start()
    data = Path(os.environ["HOJOKIN_DATA"])
    _fill_catalogue(data / SAMPLE_MARK)
    _invite_people()
    _begin_programme()
    call_command("collectstatic", verbosity=0, interactive=False)


def _fill_catalogue(mark: Path) -> None:
    """Invent tools and vendors where there are none, and index them; a catalogue that was imported is left alone."""
    # Imported late: they need the settings that this module has just put in place.
    catalogue = importlib.import_module("hojokin.office.actions.generate_tools")
    records = importlib.import_module("hojokin.office.records.models")
    live = importlib.import_module("hojokin.office.search.live")
    if not records.Vendor.objects.exists():
        mark.touch()
        catalogue.generate_tools(DEMO_TOOLS, DEMO_SEED)
        live.live_index().rebuild()
    connection.close()  # the server's own processes open theirs


def _invite_people() -> None:
    """Invent the people whom a visitor may sign in as."""
    people = importlib.import_module("hojokin.office.config.demo_people")
    people.make_demo_people(datetime.now(UTC) - HERE_SINCE)
    connection.close()


def _begin_programme() -> None:
    """What the invented people find when they sign in; the crowd around them comes while the site is open."""
    making = importlib.import_module("hojokin.office.config.demo_programme.making")
    making.make_first(datetime.now(UTC))
    connection.close()


def _work() -> None:
    """Fill the programme, then do the office's jobs; until then only messages leave.

    The crowd's past is acted in the order of time: a job that goes by the real clock would end its drafts meanwhile.
    """
    mark = Path(os.environ["HOJOKIN_DATA"]) / PROGRAMME_MARK
    if os.environ.get(CROWD, "1") == "1" and not mark.exists():
        stop = start_in_background("deliver_messages")
        try:
            _fill_programme(mark)
        finally:
            stop.set()
            start_in_background()
    else:
        start_in_background()


def _fill_programme(mark: Path) -> None:
    """Some 300 applications, made beside the visitors; what was made when the demo stopped is gone on from."""
    making = importlib.import_module("hojokin.office.config.demo_programme.making")
    making.make_crowd(datetime.now(UTC), lambda: time.sleep(TURN_FOR_OTHERS_SECONDS))
    mark.touch()
    connection.close()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the server does, so that a port which is only winding down counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _announce(port: int) -> None:
    address = f"http://{HOST}:{port}/"
    give_up = time.monotonic() + READY_WITHIN_SECONDS
    while (status := _status(port)) is None and time.monotonic() < give_up:
        time.sleep(0.1)
    if status == HTTPStatus.OK:
        # Only now: the server's processes are forked before there is a thread that works.
        threading.Thread(target=_work, name="programme", daemon=True).start()
        _say(f"Hojokin is ready: {address}   (Ctrl+C stops it)")
        _say(f"開けます: {address}   （Ctrl+C で終わります）")
    else:
        told = (
            f"answers with the error {status}"
            if status
            else f"did not answer within {READY_WITHIN_SECONDS} seconds"
        )
        _say(f"The site at {address} {told}. What is written above says why.", file=sys.stderr)


def _status(port: int) -> int | None:
    """The status that the site answers with; None while nobody answers.

    Asked without urllib, which opens OpenSSL for every address: a server's process that is forked at that moment
    inherits a lock of OpenSSL that nobody opens any more, and hangs at the first secret that it encrypts.
    """
    asking = HTTPConnection(HOST, port, timeout=10)
    try:
        asking.request("GET", "/")
        return asking.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        asking.close()


def _say(line: str, file: TextIO | None = None) -> None:
    print(line, file=file, flush=True)  # the demo speaks to the person who started it
