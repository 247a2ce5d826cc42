"""Checking oneself (自己点検): whether the database and the store of files do what a submission needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import DatabaseError

from hojokin.office import adapters
from hojokin.office.ports.file_store import FileStore, NotStored
from hojokin.office.ports.outside import OutsideError
from hojokin.office.records.models import Round

SAMPLE = b"hojokin: a file that is kept to be read again\n"
SAMPLE_SHA256 = "6abeb0b81189e54a0913c1c937f1fab735b4f8146318253700f75603a9ef4c39"


def parts_down() -> list[str]:
    """The parts that do not work now, by name."""
    return [name for name, works in PARTS.items() if not works()]


def _database() -> bool:
    try:
        Round.objects.exists()
    except DatabaseError:
        return False
    return True


def _files() -> bool:
    """A small file is read back; where it is missing, the store has to take it."""
    try:
        return _kept(adapters.of(FileStore)) == SAMPLE
    except (OSError, OutsideError):
        return False


def _kept(store: FileStore) -> bytes:
    try:
        file = store.open(SAMPLE_SHA256)
    except NotStored:
        file = store.open(store.put([SAMPLE]).sha256)
    with file:
        return file.read()


PARTS: Mapping[str, Callable[[], bool]] = {"database": _database, "files": _files}
