"""Facet counts (件数): how many documents of an answer have each value, never one by one where there are many.

Held twice: ``rows`` has one bit a document for each value, cut in blocks that stay in the processor's cache;
``bytes`` has the same bits document by document, for answers of few documents.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.office.search.docset import BLOCK, DocSet, packed, words_for
from hojokin.office.search.schema import COLUMN_OF, COLUMNS, Facet

type Array = NDArray[Any]
type Counts = NDArray[np.int64]

BYTES_A_DOCUMENT = -(-len(COLUMNS) // 64) * 8
ROUND = 255  # as many ones as a byte can count
FEW_SHARE = 24  # below one document in this many, reading them is faster than counting bits


def build_facets(values: Sequence[Mapping[Facet, Collection[str]]]) -> dict[str, Array]:
    """The arrays that FacetCounts reads."""
    documents = len(values)
    flags = np.zeros((len(COLUMNS), documents), np.bool_)
    for place, each in enumerate(values):
        for facet, codes in each.items():
            for code in codes:
                flags[COLUMN_OF[facet, code], place] = True
    return arrays_of(flags)


def arrays_of(flags: NDArray[np.bool_]) -> dict[str, Array]:
    """The arrays from one row of flags for each column of the schema."""
    columns, documents = flags.shape
    width = words_for(documents)
    block = min(width, BLOCK) or 1
    rows = np.zeros((columns, width), np.uint64)
    for column in range(columns):
        rows[column] = packed(flags[column])
    wide = np.zeros((documents, BYTES_A_DOCUMENT), np.uint8)
    part = np.packbits(flags, axis=0, bitorder="little").T
    wide[:, : part.shape[1]] = part
    blocked = (
        rows.reshape(columns, width // block, block).transpose(1, 0, 2)
        if width
        else rows.reshape(0, columns, 1)
    )
    return {"rows": np.ascontiguousarray(blocked), "bytes": wide}


class FacetCounts:
    """Reader of the arrays."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._rows = arrays["rows"]
        self._bytes = arrays["bytes"]
        self.size = len(self._bytes)

    def of(self, chosen: DocSet) -> Counts:
        """The count for every column."""
        if chosen.ids is not None:
            if self.are_few(len(chosen.ids)):
                return self.of_few(chosen.ids)
            return self.of_bits(chosen.as_bits())
        return self.of_bits(chosen.as_bits())

    def are_few(self, documents: int) -> bool:
        """Whether so many are counted faster one by one."""
        return documents * FEW_SHARE <= self.size

    def of_few(self, ids: Array) -> Counts:
        """The same by reading the documents."""
        total = np.zeros(BYTES_A_DOCUMENT * 8, np.int64)
        step = ROUND * 8
        for start in range(0, len(ids), step):
            flags = np.unpackbits(self._bytes[ids[start : start + step]], axis=1, bitorder="little")
            rounds = len(flags) // ROUND
            if rounds:
                whole = flags[: rounds * ROUND].reshape(rounds, ROUND, -1)
                total += whole.sum(axis=1, dtype=np.uint8).sum(axis=0, dtype=np.int64)
            total += flags[rounds * ROUND :].sum(axis=0, dtype=np.uint8)
        return total[: len(COLUMNS)]

    def of_bits(self, bits: Array) -> Counts:
        """The same by counting bits."""
        blocks, columns, width = self._rows.shape
        total = np.zeros(columns, np.int64)
        both = np.empty((columns, width), np.uint64)
        ones = np.empty((columns, width), np.uint8)
        for block in range(blocks):
            part = bits[block * width : (block + 1) * width]
            if part.any():
                np.bitwise_and(self._rows[block], part, out=both)
                np.bitwise_count(both, out=ones)
                total += ones.sum(axis=1, dtype=np.uint32)
        return total

    def having(self, columns: Collection[int]) -> DocSet:
        """The documents with at least one of the values."""
        bits = np.zeros(words_for(self.size), np.uint64)
        for column in columns:
            bits |= self._rows[:, column, :].reshape(-1)
        return DocSet(self.size, bits=bits)
