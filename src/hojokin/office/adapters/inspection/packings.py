"""Packings of a PDF's streams (ストリームの圧縮方式): told by how the bytes begin, and undone chunk by chunk."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from itertools import chain

STEP = 1 << 20
HEAD = 16  # so many bytes tell how they are packed
MOST_WRAPPED = 2  # bytes written as letters, once or twice over
_ALL = bytes(range(256))
_HEX = b"0123456789abcdefABCDEF"
_NOT_HEX = _ALL.translate(None, _HEX)
_LETTERS = bytes(range(0x21, 0x76))  # ASCII85: from ! to u, besides z
_NOT_LETTERS = _ALL.translate(None, _LETTERS + b"z")
_DEFLATE, _CHECK = 8, 31
_OF_85, _GROUP = 85, 5
_END_OF_RUNS = 128
_STOP = bytes([_END_OF_RUNS])

type Chunks = Iterator[bytes]
type Unpack = Callable[[Chunks], Chunks]


def packing(first: bytes, wrapped: int = MOST_WRAPPED) -> Unpack | None:
    """What undoes the outermost packing of bytes that begin so, where they are packed by Flate inside."""
    if _is_flate(first):
        return inflated
    head = first[: HEAD << wrapped]
    if not wrapped or not head:
        return None
    for each in (unhexed, un85ed, unrun):
        inner = b"".join(each(iter((head,))))
        if inner and packing(inner, wrapped - 1) is not None:
            return each
    return None


def inflated(chunks: Chunks) -> Chunks:
    """Unpacked by Flate, as far as it goes."""
    unpacking = zlib.decompressobj()
    try:
        for each in chain(chunks, (b"",)):
            rest = each
            while made := unpacking.decompress(rest, STEP):
                yield made
                rest = unpacking.unconsumed_tail
            if unpacking.eof:
                return
    except zlib.error:
        return


def unhexed(chunks: Chunks) -> Chunks:
    """Read from hexadecimal digits; readers pass over whatever is none."""
    odd = b""
    for each in chunks:
        text, end, _rest = each.partition(b">")
        digits = odd + text.translate(None, _NOT_HEX)
        whole = len(digits) // 2 * 2
        odd = digits[whole:]
        yield bytes.fromhex(digits[:whole].decode("ascii"))
        if end:
            return


def un85ed(chunks: Chunks) -> Chunks:
    """Read from ASCII85, five letters for four bytes."""
    left = b""
    for each in chunks:
        text, end, _rest = each.partition(b"~")
        letters = left + text.translate(None, _NOT_LETTERS).replace(b"z", b"!!!!!")
        whole = len(letters) // _GROUP * _GROUP
        left = letters[whole:]
        yield b"".join(_four(letters[at : at + _GROUP]) for at in range(0, whole, _GROUP))
        if end:
            return


def unrun(chunks: Chunks) -> Chunks:
    """Read from runs: a length and so many bytes, or a length and one byte that is repeated."""
    left = b""
    for each in chunks:
        data, at, made = left + each, 0, bytearray()
        while at + 1 < len(data) and data[at] != _END_OF_RUNS:
            if data[at] > _END_OF_RUNS:
                made += data[at + 1 : at + 2] * (257 - data[at])
                at += 2
                continue
            end = at + data[at] + 2
            made += data[at + 1 : end]
            if end > len(data):
                break
            at = end
        yield bytes(made)
        if data[at : at + 1] == _STOP:
            return
        left = _rest_of_run(data[at:])


def _rest_of_run(begun: bytes) -> bytes:
    """What goes on in the next chunk: only so much of a run as was not told yet."""
    if len(begun) < 2:
        return begun
    return bytes([begun[0] + 1 - len(begun)])


def _four(letters: bytes) -> bytes:
    number = 0
    for each in letters:
        number = number * _OF_85 + each - _LETTERS[0]
    return (number % (1 << 32)).to_bytes(4, "big")


def _is_flate(head: bytes) -> bool:
    return len(head) > 1 and head[0] % 16 == _DEFLATE and (head[0] * 256 + head[1]) % _CHECK == 0
