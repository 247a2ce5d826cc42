"""ClamAV, spoken to in its INSTREAM protocol over TCP or a local socket."""

from __future__ import annotations

import socket
import struct
from typing import BinaryIO

from hojokin.office.ports.virus_scan import Scan, Verdict

CHUNK = 1 << 16
LONGEST_ANSWER = 4096


class ClamAvScan:
    """ClamAV daemon (clamd). Whatever is not a clear OK or FOUND counts as nobody having looked."""

    def __init__(self, host: str = "127.0.0.1", port: int = 3310, path: str = "", seconds: int = 30) -> None:
        self._host = host
        self._port = port
        self._path = path
        self._seconds = seconds

    def scan(self, stream: BinaryIO) -> Scan:
        """Send the bytes and read the verdict."""
        try:
            with self._connected() as daemon:
                everything = _send(daemon, stream)
                return _verdict(_answer(daemon), everything=everything)
        except OSError as error:
            return Scan(Verdict.UNAVAILABLE, str(error) or type(error).__name__)

    def _connected(self) -> socket.socket:
        if not self._path:
            return socket.create_connection((self._host, self._port), timeout=self._seconds)
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(self._seconds)
        try:
            daemon.connect(self._path)
        except OSError:
            daemon.close()
            raise
        return daemon


def _send(daemon: socket.socket, stream: BinaryIO) -> bool:
    """Chunks, each after its length, a length of zero at the end; whether all of them went out.

    A daemon that has seen enough answers and hangs up: what it said is read before the failure counts.
    """
    try:
        daemon.sendall(b"zINSTREAM\0")
        while chunk := stream.read(CHUNK):
            daemon.sendall(struct.pack("!L", len(chunk)) + chunk)
        daemon.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _answer(daemon: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        more = daemon.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    text, end, _ = answer.partition(b"\0")
    return text.decode("utf-8", "replace") if end else ""


def _verdict(answer: str, *, everything: bool) -> Scan:
    """Clean needs a whole answer about the whole file; one cut short has lost its NUL and is empty here."""
    if everything and answer == "stream: OK":
        return Scan(Verdict.CLEAN)
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return Scan(Verdict.INFECTED, answer.removeprefix("stream: ").removesuffix(" FOUND"))
    return Scan(Verdict.UNAVAILABLE, answer or "no answer")
