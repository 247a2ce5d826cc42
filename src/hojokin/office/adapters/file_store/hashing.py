"""Bytes on their way into a store: hashed and counted as they pass, and the names they may bear."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from hojokin.office.ports.file_store import NotStored, StorageFull, Stored
from hojokin.rules.engine.facts import Text

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

FULL = Text(
    "保存先の空き容量が足りないため、ファイルを保存できませんでした。入力内容は失われていません。"
    "時間をおいてもう一度お試しください。続く場合は事務局へご連絡ください。",
    "The file was not kept because the storage is full. Nothing you typed is lost. "
    "Please try again later, and tell the office if it goes on.",
)
GONE = Text(
    "ファイルが見つかりません。削除された可能性があります。画面を再読み込みし、必要なら添付し直してください。",
    "The file is not there; it may have been removed. Reload the page and attach it again if you need it.",
)


class Passing:
    """Chunks that are hashed and counted while somebody writes them."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._hash = hashlib.sha256()
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._hash.update(chunk)
            self._size += len(chunk)
            yield chunk

    @property
    def stored(self) -> Stored:
        """Hash and size of all that has passed."""
        return Stored(self._hash.hexdigest(), self._size)


def place(sha256: str) -> str:
    """Where the bytes of a hash lie: two characters of it are the folder. Raises NotStored for no hash."""
    if not _SHA256.fullmatch(sha256):
        raise NotStored(GONE)
    return f"{sha256[:2]}/{sha256}"


@contextmanager
def room_needed() -> Iterator[None]:
    """Turns a full disk, and a spent quota, into StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise StorageFull(FULL, str(error)) from error
