"""File store in a folder of this machine, HOJOKIN_DATA/files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from hojokin.office.adapters.file_store.hashing import GONE, Passing, place, room_needed
from hojokin.office.adapters.folders import appearing, private_folder, settle
from hojokin.office.ports.file_store import NotStored, Stored


class LocalFileStore:
    """Private folder (ローカル保管): a file appears under its hash after its bytes are on the disk."""

    def __init__(self, folder: Path | str | None = None) -> None:
        self._folder = Path(folder) if folder else private_folder("files")

    def put(self, chunks: Iterable[bytes]) -> Stored:
        """Write to a temporary file, then rename it to the hash; a failure leaves nothing."""
        passing = Passing(chunks)
        with room_needed(), appearing(self._folder) as (file, path):
            for chunk in passing:
                file.write(chunk)
            settle(file, path, self._folder / place(passing.stored.sha256))
        return passing.stored

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read and closed. Raises NotStored."""
        try:
            return (self._folder / place(sha256)).open("rb")
        except FileNotFoundError:
            raise NotStored(GONE) from None

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are kept."""
        return (self._folder / place(sha256)).is_file()

    def erase(self, sha256: str) -> None:
        """Remove the bytes; erasing what is gone already is no error."""
        (self._folder / place(sha256)).unlink(missing_ok=True)
