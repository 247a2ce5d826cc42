"""Sets of documents (文書の集合): sorted numbers where few, one bit a document where many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Ids = NDArray[np.uint32]
type Bits = NDArray[np.uint64]

DENSE_FROM = 32  # bits take less room than numbers from one document in 32
WORD = 64
BLOCK = 512  # words in a block that facet counting keeps in the processor's cache


def words_for(documents: int) -> int:
    """The 64-bit words that hold one bit a document, in whole blocks once there are many."""
    needed = -(-documents // WORD)
    return needed if needed <= BLOCK else -(-needed // BLOCK) * BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class DocSet:
    """Some of ``size`` documents: either ``ids`` (ascending) or ``bits`` is set."""

    size: int
    ids: Ids | None = None
    bits: Bits | None = None

    @staticmethod
    def none(size: int) -> DocSet:
        """No document."""
        return DocSet(size, np.empty(0, np.uint32))

    @staticmethod
    def all(size: int) -> DocSet:
        """Every document."""
        return DocSet.of_bools(np.ones(size, np.bool_))

    @staticmethod
    def of_bools(chosen: NDArray[np.bool_]) -> DocSet:
        """The documents that are true."""
        return DocSet(len(chosen), bits=packed(chosen))

    @property
    def is_dense(self) -> bool:
        """Whether it is held as bits."""
        return self.bits is not None

    def count(self) -> int:
        """How many documents."""
        if self.ids is not None:
            return len(self.ids)
        return int(np.bitwise_count(self._bits()).sum(dtype=np.int64))

    def bools(self) -> NDArray[np.uint8]:
        """One byte a document: 1 where it belongs."""
        if self.bits is not None:
            return np.unpackbits(self.bits.view(np.uint8), count=self.size, bitorder="little")
        made = np.zeros(self.size, np.uint8)
        made[self.ids] = 1
        return made

    def to_ids(self) -> Ids:
        """The numbers, ascending."""
        if self.ids is not None:
            return self.ids
        return np.flatnonzero(self.bools()).astype(np.uint32)

    def has(self, ids: NDArray[Any]) -> NDArray[np.bool_]:
        """For each number whether it belongs."""
        if self.bits is not None:
            bytes_ = self.bits.view(np.uint8)
            return np.asarray((bytes_[ids >> 3] >> (ids & 7).astype(np.uint8)) & 1, np.bool_)
        return _found(ids, self.ids)

    def __and__(self, other: DocSet) -> DocSet:
        """Both."""
        if self.bits is not None and other.bits is not None:
            return DocSet(self.size, bits=self.bits & other.bits)
        few, many = (self, other) if _shorter(self, other) else (other, self)
        ids = few.to_ids()
        return DocSet(self.size, ids[many.has(ids)])

    def __or__(self, other: DocSet) -> DocSet:
        """Either."""
        if self.ids is not None and other.ids is not None:
            if not len(self.ids):
                return other
            if not len(other.ids):
                return self
            both = np.sort(np.concatenate((self.ids, other.ids)))
            return DocSet(self.size, both[np.concatenate(([True], both[1:] != both[:-1]))])
        dense, more = (self, other) if self.bits is not None else (other, self)
        if more.bits is not None:
            return DocSet(self.size, bits=dense._bits() | more.bits)
        bits = dense._bits().copy()
        ids = more.to_ids()
        view = bits.view(np.uint8)
        np.bitwise_or.at(view, ids >> 3, (1 << (ids & 7)).astype(np.uint8))
        return DocSet(self.size, bits=bits)

    def without(self, other: DocSet) -> DocSet:
        """These but not those."""
        if self.bits is not None:
            return DocSet(self.size, bits=self.bits & ~other.as_bits())
        ids = self.to_ids()
        return DocSet(self.size, ids[~other.has(ids)])

    def as_bits(self) -> Bits:
        """One bit a document."""
        return self.bits if self.bits is not None else packed(self.bools())

    def _bits(self) -> Bits:
        if self.bits is None:
            raise RuntimeError("asked a list of numbers for its bits")
        return self.bits


def packed(chosen: NDArray[Any]) -> Bits:
    """Booleans as bits, padded with zeros to whole blocks."""
    made = np.zeros(words_for(len(chosen)) * 8, np.uint8)
    part = np.packbits(chosen.astype(np.bool_, copy=False), bitorder="little")
    made[: len(part)] = part
    return made.view(np.uint64)


def union(sets: Sequence[DocSet], size: int) -> DocSet:
    """All of them together."""
    made = DocSet.none(size)
    for each in sets:
        made |= each
    return made


def _shorter(one: DocSet, other: DocSet) -> bool:
    if one.ids is None or other.ids is None:
        return one.ids is not None
    return len(one.ids) <= len(other.ids)


def _found(wanted: NDArray[Any], among: Ids | None) -> NDArray[np.bool_]:
    if among is None or not len(among):
        return np.zeros(len(wanted), np.bool_)
    places = np.searchsorted(among, wanted)
    places[places == len(among)] = 0
    return np.asarray(among[places] == wanted, np.bool_)
