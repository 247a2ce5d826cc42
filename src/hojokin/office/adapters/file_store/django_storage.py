"""File store on any storage that Django knows, S3 for one: the alias ``private`` of STORAGES."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import Storage, storages

from hojokin.office.adapters.file_store.hashing import GONE, Passing, place, room_needed
from hojokin.office.ports.file_store import NotStored, Stored

IN_MEMORY = 1 << 20


class DjangoFileStore:
    """Storage by alias (外部保管): its bucket must be private, for nobody is given an address into it."""

    def __init__(self, alias: str = "private") -> None:
        self._storage: Storage = storages[alias]

    def put(self, chunks: Iterable[bytes]) -> Stored:
        """Hash into a temporary file first: only then is the name known, and a broken upload never arrives."""
        passing = Passing(chunks)
        with room_needed(), tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            file.writelines(passing)
            file.seek(0)
            self._keep(place(passing.stored.sha256), cast("BinaryIO", file))
        return passing.stored

    def _keep(self, name: str, file: BinaryIO) -> None:
        if self._storage.exists(name):
            return
        given = self._storage.save(name, File(file, name))
        if given != name:  # another upload of the same bytes came first, and the storage chose a new name
            self._storage.delete(given)

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read and closed. Raises NotStored."""
        try:
            return cast("BinaryIO", self._storage.open(place(sha256), "rb"))
        except FileNotFoundError:
            raise NotStored(GONE) from None

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are kept."""
        return self._storage.exists(place(sha256))

    def erase(self, sha256: str) -> None:
        """Remove the bytes; erasing what is gone already is no error."""
        self._storage.delete(place(sha256))
