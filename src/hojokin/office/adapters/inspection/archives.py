"""Archives inside other files: what a reader of ZIP would find when it looks from the end."""

from __future__ import annotations

import io
import re
import struct
import zipfile

_BROKEN = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error)
_FOREIGN = re.compile(
    rb"<script|<html|<!doctype\s+html|<\?php|%PDF-|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x7fELF|This program cannot be run",
    re.IGNORECASE,
)


def entries(content: bytes) -> list[zipfile.ZipInfo]:
    """What the archive's directory lists; nothing when there is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except _BROKEN:
        return []


def listed(content: bytes) -> frozenset[str]:
    """The names in the archive's directory."""
    return frozenset(entry.filename for entry in entries(content))


def foreign(content: bytes, beside: bytes) -> str:
    """The name of a second kind of file within one: an archive at its end, or a page or program beside its data."""
    if entries(content):
        return "ZIP"
    match = _FOREIGN.search(beside)
    return match.group().decode("ascii", "replace").strip("\x00\x1a\x07\x7f") if match else ""
