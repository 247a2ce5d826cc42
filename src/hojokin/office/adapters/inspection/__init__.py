"""Inspection of uploads (添付ファイルの検査): kind by content, size while it streams, and every danger at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from hojokin.office.adapters.inspection.content import content_problems
from hojokin.office.adapters.inspection.kinds import DOCUMENTS, EXTENSIONS, NAMES, MediaType, kind_of
from hojokin.office.adapters.inspection.names import extension, safe_name
from hojokin.office.adapters.inspection.problems import FileProblem, problem

__all__ = ["DOCUMENTS", "FileProblem", "Inspected", "MediaType", "inspect", "safe_name"]

CHUNK = 1 << 16
MEBI = 1 << 20


@dataclass(frozen=True, slots=True)
class Inspected:
    """Inspected file (検査済みファイル). Of one that is too large only the bytes read so far are counted."""

    name: str
    media_type: str
    size: int
    sha256: str
    problems: tuple[FileProblem, ...] = ()

    @property
    def accepted(self) -> bool:
        """Nothing refuses it; notes may remain."""
        return not any(each.refuses for each in self.problems)


def inspect(
    file_name: str, stream: BinaryIO, limit: int, accepts: frozenset[MediaType] = DOCUMENTS
) -> Inspected:
    """Inspect an upload that has to be below ``limit`` bytes; reading stops there, so it never fills the memory."""
    name, content = safe_name(file_name), _read_below(stream, limit)
    sha256 = hashlib.sha256(content).hexdigest()
    if len(content) >= limit:
        return Inspected(name, "", len(content), "", (problem("too_large", {"limit": _megabytes(limit)}),))
    if not content:
        return Inspected(name, "", 0, sha256, (problem("empty"),))
    kind = kind_of(content)
    problems = (*content_problems(content, accepts), *_other_extension(name, kind, accepts))
    return Inspected(name, kind.value if kind else "", len(content), sha256, problems)


def _read_below(stream: BinaryIO, limit: int) -> bytes:
    """The bytes, at most as many as the limit: one more would change nothing."""
    content = bytearray()
    while len(content) < limit and (chunk := stream.read(min(CHUNK, limit - len(content)))):
        content += chunk
    return bytes(content)


def _megabytes(limit: int) -> int:
    return limit // MEBI if limit % MEBI == 0 else limit // 1_000_000


def _other_extension(
    name: str, kind: MediaType | None, accepts: frozenset[MediaType]
) -> tuple[FileProblem, ...]:
    if kind is None or kind not in accepts or extension(name) in EXTENSIONS[kind]:
        return ()
    return (problem("other_extension", {"found": NAMES[kind]}),)
