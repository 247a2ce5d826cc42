"""Streams of a PDF (PDFのストリーム): whether one grows out of all proportion when it is unpacked."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MOST_UNPACKED = (
    200_000_000  # of all that is no picture, and of any one stream: an A3 page in colour at 600 dpi
)
STEP = 1 << 20
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)(?![A-Za-z])")
_IMAGE = re.compile(rb"/Subtype\s*/Image(?![A-Za-z])")
_LONGEST_DICTIONARY = 4_096


def grows_too_large(content: bytes) -> bool:
    """Whether unpacking the content would fill the memory; a stream that is packed twice hides its size."""
    in_all = 0
    for dictionary, start in _streams(content):
        packed = len(_FLATE.findall(dictionary))
        if packed > 1:
            return True
        size = _unpacked(content, start) if packed else 0
        in_all += 0 if _IMAGE.search(dictionary) else size
        if max(size, in_all) > MOST_UNPACKED:
            return True
    return False


def _streams(content: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary of each stream, and where its bytes begin."""
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()]
        yield before[max(0, before.rfind(b" obj")) :], found.end()


def _unpacked(content: bytes, start: int) -> int:
    """How many bytes a stream has unpacked, counted no further than the most."""
    unpacking, size = zlib.decompressobj(), 0
    rest: bytes = content[start : start + STEP]
    at = start + len(rest)
    try:
        while rest and not unpacking.eof and size <= MOST_UNPACKED:
            size += len(unpacking.decompress(rest, STEP))
            rest = unpacking.unconsumed_tail or content[at : (at := at + STEP)]
    except zlib.error:
        return size
    return size
