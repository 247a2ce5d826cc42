"""The demo as a process of its own, for the tests that need a real server."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

START_WITHIN_SECONDS = 120


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Demo:
    """``python -m hojokin.office demo`` on a free port, ready when the ``with`` block begins."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.said: list[str] = []

    def __enter__(self) -> Self:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("HOJOKIN_", "DJANGO_"))
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hojokin.office", "demo", "--port", str(self.port)],
            env={**kept, "HOJOKIN_DATA": str(self.data), "HOJOKIN_DEMO_CROWD": "0"},
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
