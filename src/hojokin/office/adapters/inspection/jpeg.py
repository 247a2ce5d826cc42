"""JPEG, walked segment by segment to its very end."""

from __future__ import annotations

import re
import struct

from hojokin.office.adapters.inspection.walk import MOST_PARTS, Walk

_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # stuffing, restarts and fill belong to the scan
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END = 0xD9
_SCAN = 0xDA


def walk_jpeg(content: bytes) -> Walk | None:
    """Size, metadata and what follows the end; None when it has no end."""
    at, width, height = 2, 0, 0
    beside: list[bytes] = []
    for _ in range(MOST_PARTS):
        marker = _marker(content, at)
        if marker is None:
            return None
        code, at = marker
        if code == _END:
            return (
                Walk(width, height, tuple(beside), content[at:], _exif(beside)) if width and height else None
            )
        body = _body(content, at)
        if body is None:
            return None
        if code in _FRAMES and len(body) >= 5:
            tall, wide = struct.unpack_from(">HH", body, 1)
            width, height = max(width, wide), max(height, tall)
        beside.append(body)
        at += 2 + len(body)
        at = _past_scan(content, at) if code == _SCAN else at
    return None


def _exif(beside: list[bytes]) -> bytes:
    return next((body for body in beside if body.startswith(b"Exif\0\0")), b"")


def _marker(content: bytes, at: int) -> tuple[int, int] | None:
    """The code of the marker here and where it ends; fill bytes before it are skipped."""
    if content[at : at + 1] != b"\xff":
        return None
    while content[at : at + 1] == b"\xff":
        at += 1
    return (content[at], at + 1) if at < len(content) and content[at] else None


def _body(content: bytes, at: int) -> bytes | None:
    if at + 2 > len(content):
        return None
    (length,) = struct.unpack_from(">H", content, at)
    body = content[at + 2 : at + length]
    return body if length >= 2 and len(body) == length - 2 else None


def _past_scan(content: bytes, at: int) -> int:
    match = _AFTER_SCAN.search(content, at)
    return match.start() if match else len(content)
