"""The demo as a process of its own, for the tests that need a real server."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

START_WITHIN_SECONDS = 120


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path) -> dict[str, str]:
    """What a process of the demo is told: its data folder, and nothing that these tests were told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOJOKIN_", "DJANGO_"))}
    return {**kept, "HOJOKIN_DATA": str(data), "HOJOKIN_DEMO_CROWD": "0"}


def made_once(root: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The data of a demo, made in a folder below ``root`` by the first of several workers that asks."""
    folder = root / name
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + START_WITHIN_SECONDS
        while not (folder / "made").exists():
            assert time.monotonic() < until, f"another worker began {name} and did not end it"
            time.sleep(0.2)
    else:
        make(folder)
        (folder / "made").touch()
    return folder / "data"


class Demo:
    """``python -m hojokin.office demo`` on a free port, ready when the ``with`` block begins."""

    def __init__(self, folder: Path, like: Path | None = None) -> None:
        """``like`` is the data of an earlier one to begin as."""
        self.data = folder / "data"
        if like is not None:
            shutil.copytree(like, self.data)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.ready = f"Hojokin is ready: {self.address}   (Ctrl+C stops it)"
        self.said: list[str] = []

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hojokin.office", "demo", "--port", str(self.port)],
            env=environment(self.data),
            stdout=subprocess.PIPE,
            text=True,
        )
        watchdog = threading.Timer(START_WITHIN_SECONDS, self.process.kill)
        watchdog.start()
        assert self.process.stdout is not None
        self.said = [self.process.stdout.readline().rstrip("\n")]
        watchdog.cancel()
        assert self.said[0], "the demo ended before it was ready"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=20)
        self.process.kill()
        assert self.process.stdout is not None
        self.process.stdout.close()
