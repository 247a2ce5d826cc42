"""Notices printed together (まとめて作った通知書): how far a run has come, and all of it as one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Buffer, Iterator
from typing import IO, cast

from django.db.models import Sum

from hojokin.office import adapters
from hojokin.office.ports.file_store import FileStore
from hojokin.office.records.models import PrintRun


def printed(run: PrintRun) -> int:
    """How many notices of a run are made. One query."""
    return run.parts.aggregate(sum=Sum("count"))["sum"] or 0


def as_one_file(run: PrintRun) -> Iterator[bytes]:
    """Every part as one ZIP, while it is read (一括ダウンロード): no more than one notice is held at a time."""
    store, sink = adapters.of(FileStore), _Sink()
    with zipfile.ZipFile(cast("IO[bytes]", sink), "w") as whole:
        for part in run.parts.order_by("place"):
            with store.open(part.sha256) as kept, zipfile.ZipFile(kept) as file:
                for entry in file.infolist():
                    whole.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), file.read(entry))
                    yield sink.take()
    yield sink.take()


class _Sink(io.RawIOBase):
    """What was written since it was last taken. It cannot be gone back in, so the ZIP is written forwards."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        """Only that."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Add to what waits."""
        piece = memoryview(data)
        self._written += piece
        return piece.nbytes

    def take(self) -> bytes:
        """What waits, once."""
        taken = bytes(self._written)
        self._written.clear()
        return taken
