"""A file is let through only when a scanner has seen all of it and said so."""

import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hojokin.office.adapters.virus_scan.clamav import ClamAvScan
from hojokin.office.adapters.virus_scan.local import EICAR, LocalVirusScan
from hojokin.office.ports.virus_scan import Scan, Verdict
from tests.office.adapters import made_files as made


class Daemon:
    """A scanner's daemon that reads the protocol and answers what it was told to."""

    def __init__(self, server: socket.socket, answer: bytes, reads: int | None = None) -> None:
        self.server = server
        self.answer = answer
        self.reads = reads  # how many bytes it reads before it answers and hangs up; None reads all
        self.received = b""
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        client, _ = self.server.accept()
        with client, client.makefile("rb") as stream:
            if self.reads is None:
                assert stream.read(10) == b"zINSTREAM\0"
                while length := struct.unpack("!L", stream.read(4))[0]:
                    self.received += stream.read(length)
            else:
                stream.read(self.reads)
            client.sendall(self.answer)


@pytest.fixture
def daemon() -> Iterator[Callable[..., tuple[ClamAvScan, Daemon]]]:
    """Starts a daemon on a free port, and a scan that knows it."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def start(answer: bytes, reads: int | None = None) -> tuple[ClamAvScan, Daemon]:
            return ClamAvScan(port=server.getsockname()[1], seconds=2), Daemon(server, answer, reads)

        yield start


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"stream: OK\0", Scan(Verdict.CLEAN)),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", Scan(Verdict.INFECTED, "Win.Test.EICAR_HDB-1")),
        (b"stream: OK", Scan(Verdict.UNAVAILABLE, "no answer")),
        (b"", Scan(Verdict.UNAVAILABLE, "no answer")),
        (
            b"INSTREAM size limit exceeded. ERROR\0",
            Scan(Verdict.UNAVAILABLE, "INSTREAM size limit exceeded. ERROR"),
        ),
        (b"HTTP/1.1 200 OK\0", Scan(Verdict.UNAVAILABLE, "HTTP/1.1 200 OK")),
    ],
)
def test_only_a_whole_and_clear_answer_counts(
    daemon: Callable[..., tuple[ClamAvScan, Daemon]], answer: bytes, expected: Scan
) -> None:
    scan, _ = daemon(answer)

    found = scan.scan(io.BytesIO(b"harmless"))

    assert found == expected
    assert found.quarantined is (expected.verdict is not Verdict.CLEAN)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 1_000_000])
def test_every_byte_reaches_the_daemon(daemon: Callable[..., tuple[ClamAvScan, Daemon]], size: int) -> None:
    scan, running = daemon(b"stream: OK\0")
    content = bytes(place % 251 for place in range(size))

    scan.scan(io.BytesIO(content))

    running.thread.join(2)
    assert running.received == content


def test_an_ok_about_half_a_file_is_none(daemon: Callable[..., tuple[ClamAvScan, Daemon]]) -> None:
    scan, _ = daemon(b"stream: OK\0", reads=100)

    assert scan.scan(io.BytesIO(bytes(30_000_000))).verdict is Verdict.UNAVAILABLE


def test_nobody_listening_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert ClamAvScan(port=port, seconds=1).scan(io.BytesIO(b"a")).verdict is Verdict.UNAVAILABLE


def test_a_daemon_that_never_answers_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        scan = ClamAvScan(port=server.getsockname()[1], seconds=1)

        assert scan.scan(io.BytesIO(b"a")) == Scan(Verdict.UNAVAILABLE, "timed out")


def test_a_local_socket_is_spoken_to_as_well(tmp_path: Path) -> None:
    path = str(tmp_path / "clamd.sock")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        Daemon(server, b"stream: OK\0")

        assert ClamAvScan(path=path, seconds=2).scan(io.BytesIO(b"a")) == Scan(Verdict.CLEAN)
    assert ClamAvScan(path=f"{path}.gone").scan(io.BytesIO(b"a")).verdict is Verdict.UNAVAILABLE


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (EICAR, Scan(Verdict.INFECTED, "Eicar-Test-Signature")),
        (made.pdf() + EICAR, Scan(Verdict.INFECTED, "Eicar-Test-Signature")),
        (
            made.pdf(b"/OpenAction << /S /JavaScript /JS (a) >>"),
            Scan(Verdict.INFECTED, "Hojokin.javascript"),
        ),
        (made.workbook(xl__vbaProject_bin=b"a"), Scan(Verdict.INFECTED, "Hojokin.macros")),
        (made.pdf(), Scan(Verdict.CLEAN)),
        (made.jpeg(), Scan(Verdict.CLEAN)),
    ],
)
def test_the_local_scan_finds_test_strings_and_active_content(content: bytes, expected: Scan) -> None:
    assert LocalVirusScan().scan(io.BytesIO(content)) == expected
