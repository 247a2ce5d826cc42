"""Streams of a PDF (PDFのストリーム): whether one grows out of all proportion when it is unpacked.

What a stream says of its packing may be hidden, such as in another object. So each is unpacked by how it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from hojokin.office.adapters.inspection.packings import packing

MOST_UNPACKED = (
    200_000_000  # of all that is no picture, and of any one stream: an A3 page in colour at 600 dpi
)
MOST_TOGETHER = 2_000_000_000  # with every picture: what takes seconds to unpack
MOST_STREAMS = 50_000  # a large drawing has some thousands
MOST_LAYERS = 6  # two are usual
_STREAM = re.compile(rb"(?<!end)stream[^\r\n]{0,80}(?:\r\n|\n|\r)")
_IMAGE = re.compile(rb"/Subtype\s*/Image(?![A-Za-z])")
_LONGEST_DICTIONARY = 4_096
# PDFium ends the whole process where what is packed by LZW does not fit into its memory.
_LZW = re.compile(rb"/LZW(?:Decode)?(?=[\x00\s/\[\]<>()%]|$)")
# In a picture the shorter name stands by chance.
_LZW_IN_PICTURE = re.compile(rb"/LZWDecode(?=[\x00\s/\[\]<>()%]|$)")
_LONGEST_NAME = 40
_PACKED_STEP = 1 << 14
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass
class _Unpacked:
    """What unpacking one stream has given so far, in all its layers."""

    is_picture: bool
    size: int = 0
    has_lzw: bool = False
    _before: bytes = b""

    def counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same chunks, no further than the most."""
        for each in chunks:
            self.size += len(each)
            self._look(each)
            if self.size > MOST_UNPACKED:
                return
            yield each

    def _look(self, chunk: bytes) -> None:
        if self.is_picture:
            self.has_lzw = self.has_lzw or _LZW_IN_PICTURE.search(self._before + chunk) is not None
        else:
            self.has_lzw = self.has_lzw or _LZW.search(unescaped(self._before + chunk)) is not None
        self._before = chunk[-_LONGEST_NAME:]


@dataclass(frozen=True, slots=True)
class Growth:
    """What unpacking a PDF would do (展開の結果)."""

    is_too_large: bool = False
    has_lzw: bool = False


def growth(content: bytes) -> Growth:
    """Whether unpacking the content would fill the memory, and whether anything in it is packed by LZW."""
    has_lzw = _LZW.search(unescaped(content)) is not None
    apart = together = 0
    for count, (is_picture, start) in enumerate(_streams(content)):
        found = _unpacked(content, start, is_picture=is_picture)
        apart += 0 if is_picture else found.size
        together += found.size
        has_lzw = has_lzw or found.has_lzw
        is_most = max(found.size, apart) > MOST_UNPACKED or together > MOST_TOGETHER
        if is_most or count >= MOST_STREAMS:
            return Growth(is_too_large=True, has_lzw=has_lzw)
    return Growth(has_lzw=has_lzw)


def unescaped(content: bytes) -> bytes:
    """Names as they are meant: ``/J#61vaScript`` is ``/JavaScript``."""
    return _ESCAPED.sub(lambda match: bytes([int(match.group(1), 16)]), content)


def _streams(content: bytes) -> Iterator[tuple[bool, int]]:
    """Of each stream whether it says to be a picture, and where its bytes begin."""
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()]
        dictionary = before[max(0, before.rfind(b" obj")) :]
        yield _IMAGE.search(dictionary) is not None and b"ObjStm" not in unescaped(dictionary), found.end()


def _unpacked(content: bytes, start: int, *, is_picture: bool) -> _Unpacked:
    """One stream, unpacked layer by layer; a layer that breaks off is followed by the rest of the one below."""
    made = _Unpacked(is_picture)
    chunks: Iterator[bytes] = (
        content[at : at + _PACKED_STEP] for at in range(start, len(content), _PACKED_STEP)
    )
    layers: list[Iterator[bytes]] = []
    for _ in range(MOST_LAYERS):
        first = next(chunks, b"")
        unpack = packing(first)
        chunks = chain((first,), chunks)
        if unpack is None:
            break
        chunks = made.counted(unpack(chunks))
        layers.append(chunks)
    else:
        made.size = MOST_UNPACKED + 1
    for each in (*((chunks,) if layers else ()), *reversed(layers)):
        for _chunk in each:
            pass
    return made
