"""What walking through a picture's file finds without decoding a single pixel."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PARTS = 20_000  # a picture of 10 MB in chunks of 8 KB, as some programs write, has a thousand


@dataclass(frozen=True, slots=True)
class Walk:
    """Size in pixels, the pieces beside the pixels (metadata), and the bytes after the picture's end."""

    width: int
    height: int
    beside: tuple[bytes, ...]
    trailing: bytes
    exif: bytes = b""
