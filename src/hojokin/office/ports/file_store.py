"""File store (添付ファイルの保管庫): private bytes, found by their hash alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from hojokin.office.ports.outside import OutsideError


@dataclass(frozen=True, slots=True)
class Stored:
    """What was kept: the SHA-256 of the bytes, in hex, and how many they are."""

    sha256: str
    size: int


class StorageFull(OutsideError):
    """No room is left (保存容量の不足); nothing was kept."""


class NotStored(OutsideError):
    """No file has this hash (ファイルがない), or it was erased."""


class FileStore(Protocol):
    """Content-addressed and private: the same bytes are kept once, and no address of the site leads there."""

    def put(self, chunks: Iterable[bytes]) -> Stored:
        """Keep the bytes. Raises StorageFull, with nothing half-written left behind."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read and closed. Raises NotStored."""

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are kept."""

    def erase(self, sha256: str) -> None:
        """Remove the bytes; erasing what is gone already is no error.

        The same bytes are kept once for everybody: the caller makes sure that no other document needs them.
        """
