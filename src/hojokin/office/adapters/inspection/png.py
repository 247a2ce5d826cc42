"""PNG, walked chunk by chunk to its very end."""

from __future__ import annotations

import struct

from hojokin.office.adapters.inspection.walk import MOST_PARTS, Walk

_SIGNATURE = 8
_PIXELS = frozenset({b"IDAT", b"fdAT"})


def walk_png(content: bytes) -> Walk | None:
    """Size, metadata and what follows the end; None when it has no end."""
    at, width, height, exif = _SIGNATURE, 0, 0, b""
    beside: list[bytes] = []
    for _ in range(MOST_PARTS):
        if at + 12 > len(content):
            return None
        length, name = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + length]
        at += 12 + length
        if at > len(content):
            return None
        if name == b"IHDR" and length >= 8:
            wide, tall = struct.unpack_from(">II", body)
            width, height = max(width, wide), max(height, tall)
        if name == b"IEND":
            return Walk(width, height, tuple(beside), content[at:], exif) if width and height else None
        if name == b"eXIf":
            exif = body
        if name not in _PIXELS:
            beside.append(body)
    return None
