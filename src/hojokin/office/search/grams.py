"""Grams (部分文字列): which documents hold a string of characters, from one character up, exactly.

Every one- and two-character gram is kept with its documents. A gram that stands in many documents is also kept
with each character that may follow it, and so on: so either a question's own gram is found, or some gram of it
is rare, and the few documents of the rarest one are read. No question makes it read many.

The grams form a trie. ``keys`` holds (parent, character) level by level, sorted within a level; ``children``
numbers a gram among those that are followed further, -1 where it is not; ``slots`` points to its documents, which
grams with the same documents share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.office.search.docset import DENSE_FROM, DocSet, words_for
from hojokin.office.search.normal import BREAK

DOC_BITS = 24
CHAR_BITS = 20
MOST_DOCUMENTS = 1 << DOC_BITS
LONGEST_GRAM = 20
FEWEST_FOLLOWED = 64
FOLLOWED_SHARE = 256  # a gram in more than one document in this many is followed by one more character,
MOST_READ = 1024  # and so is one in more than this many: their texts may have to be read
POSITIONS_AT_ONCE = 1 << 24

type Array = NDArray[Any]
type Arrays = Mapping[str, Array]


@dataclass(slots=True)
class _Built:
    """What grows level by level."""

    documents: int
    keys: list[Array]
    children: list[Array]
    slots: list[Array]
    counts: list[Array]
    sparse: list[Array]
    dense: list[Array]
    made: int = 0
    sparse_length: int = 0
    dense_rows: int = 0
    places: list[Array] | None = None


def followed_above(documents: int) -> int:
    """The number of documents above which a gram is followed by one more character."""
    return max(FEWEST_FOLLOWED, min(documents // FOLLOWED_SHARE, MOST_READ))


def build_grams(texts: Sequence[str]) -> dict[str, Array]:
    """The arrays of an index over the normal forms of documents, in their order."""
    documents = len(texts)
    if documents > MOST_DOCUMENTS:
        raise ValueError(f"at most {MOST_DOCUMENTS:,} documents, not {documents:,}")
    chars, text, owner = _letters(texts)
    built = _Built(documents, [], [], [], [], [], [], places=[])
    followed = followed_above(documents)
    at = np.flatnonzero(text).astype(np.int32 if len(text) < 1 << 31 else np.int64)
    parent = np.zeros(len(at), np.uint32)
    parent_slots = np.full(1, -1, np.int32)
    for length in range(1, LONGEST_GRAM + 1):
        if not len(at):
            break
        key = (parent.astype(np.uint64) << np.uint64(CHAR_BITS)) | text[at]
        keys, counts, slots = _level(built, key, owner[at], parent_slots)
        deep = np.ones(len(keys), np.bool_) if length == 1 else counts > followed
        built.children.append(np.where(deep, np.cumsum(deep) - 1, -1).astype(np.int32))
        at, parent = _followed(at, key, keys[deep], text)
        parent_slots = slots[deep]
    return _arrays(built, chars)


def _letters(texts: Sequence[str]) -> tuple[Array, Array, Array]:
    """The characters in use, the joined texts as numbers of characters (0 is a break), each one's document."""
    points = np.frombuffer(BREAK.join([*texts, ""]).encode("utf-32-le"), np.uint32)
    in_use = np.zeros(0x110000, np.bool_)
    in_use[points] = True
    in_use[ord(BREAK)] = False
    chars = np.flatnonzero(in_use).astype(np.uint32)
    numbers = np.zeros(0x110000, np.uint32)
    numbers[chars] = np.arange(1, len(chars) + 1, dtype=np.uint32)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    owner = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)
    return chars, numbers[points], owner


def _level(built: _Built, key: Array, owner: Array, parent_slots: Array) -> tuple[Array, Array, Array]:
    """Keep the grams of one length; gives their keys, counts and slots."""
    pairs = _distinct(key, owner)
    of_pair = pairs >> np.uint64(DOC_BITS)
    starts = np.flatnonzero(np.concatenate(([True], of_pair[1:] != of_pair[:-1])))
    keys = of_pair[starts]
    counts = np.diff(np.append(starts, len(pairs))).astype(np.int32)
    documents = (pairs & np.uint64(MOST_DOCUMENTS - 1)).astype(np.uint32)
    parents = parent_slots[(keys >> np.uint64(CHAR_BITS)).astype(np.int64)]
    slots = _slots(built, counts, parents)
    _keep_documents(built, documents, starts, counts, slots)
    built.keys.append(keys)
    built.slots.append(slots)
    return keys, counts, slots


def _distinct(key: Array, owner: Array) -> Array:
    """Each pair of gram and document once, ascending, packed into one number."""
    parts = []
    for start in range(0, len(key), POSITIONS_AT_ONCE):
        part = key[start : start + POSITIONS_AT_ONCE] << np.uint64(DOC_BITS)
        part |= owner[start : start + POSITIONS_AT_ONCE]
        parts.append(_once(part))
    return parts[0] if len(parts) == 1 else _once(np.concatenate(parts))


def _once(pairs: Array) -> Array:
    pairs.sort()
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))]


def _slots(built: _Built, counts: Array, parents: Array) -> Array:
    """A slot for each gram; one that stands in all documents of its parent takes the parent's."""
    slots = np.full(len(counts), -1, np.int32)
    if built.counts:
        known = np.concatenate(built.counts)
        inherits = (parents >= 0) & (known[parents] == counts)
        slots[inherits] = parents[inherits]
    fresh = slots < 0
    slots[fresh] = built.made + np.arange(int(fresh.sum()), dtype=np.int32)
    built.made += int(fresh.sum())
    built.counts.append(counts[fresh])
    return slots


def _keep_documents(built: _Built, documents: Array, starts: Array, counts: Array, slots: Array) -> None:
    """Write the documents of the slots that are new: bits where many, numbers where few."""
    first_new = built.made - len(built.counts[-1])
    fresh = slots >= first_new
    many = counts.astype(np.int64) * DENSE_FROM > built.documents
    dense, sparse = np.flatnonzero(fresh & many), np.flatnonzero(fresh & ~many)
    places = np.zeros(len(counts), np.int64)
    for row, gram in enumerate(dense.tolist()):
        held = documents[starts[gram] : starts[gram] + counts[gram]]
        built.dense.append(_bits_of(held, built.documents))
        places[gram] = -1 - (built.dense_rows + row)
    built.dense_rows += len(dense)
    places[sparse] = built.sparse_length + np.cumsum(counts[sparse], dtype=np.int64) - counts[sparse]
    keep = np.zeros(len(counts), np.bool_)
    keep[sparse] = True
    built.sparse.append(documents[np.repeat(keep, counts)])
    built.sparse_length += len(built.sparse[-1])
    if built.places is not None:
        built.places.append(places[fresh])


def _bits_of(ids: Array, documents: int) -> Array:
    flags = np.zeros(words_for(documents) * 64, np.bool_)
    flags[ids] = True
    return np.packbits(flags, bitorder="little").view(np.uint64)


def _followed(at: Array, key: Array, frequent: Array, text: Array) -> tuple[Array, Array]:
    """The places whose gram is followed further, moved on by one character, and the number of that gram."""
    if not len(frequent):
        return at[:0], np.zeros(0, np.uint32)
    places, parents = [], []
    for start in range(0, len(at), POSITIONS_AT_ONCE):
        part = key[start : start + POSITIONS_AT_ONCE]
        found = np.searchsorted(frequent, part)
        found[found == len(frequent)] = 0
        here = at[start : start + POSITIONS_AT_ONCE] + 1
        goes_on = (frequent[found] == part) & (text[here] != 0)
        places.append(here[goes_on])
        parents.append(found[goes_on].astype(np.uint32))
    return np.concatenate(places), np.concatenate(parents)


def _arrays(built: _Built, chars: Array) -> dict[str, Array]:
    width = words_for(built.documents)
    levels = np.cumsum([0, *map(len, built.keys)])
    levels = np.append(levels, np.full(LONGEST_GRAM + 1 - len(levels), levels[-1]))
    return {
        "chars": chars,
        "levels": levels.astype(np.int64),
        "keys": _joined(built.keys, np.uint64),
        "children": _joined(built.children, np.int32),
        "slots": _joined(built.slots, np.int32),
        "counts": _joined(built.counts, np.int32),
        "places": _joined(built.places or [], np.int64),
        "sparse": _joined(built.sparse, np.uint32),
        "dense": np.stack(built.dense) if built.dense else np.zeros((0, width), np.uint64),
        "size": np.array([built.documents], np.int64),
    }


def _joined(parts: Sequence[Array], kind: Any) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


@dataclass(frozen=True, slots=True)
class Walk:
    """The longest gram that begins a string: how many characters of it, and where its documents are."""

    length: int
    slot: int
    ended: bool  # no longer gram of this string is in any document


class Grams:
    """Reader of the arrays; ``texts`` tells whether a document holds a string."""

    def __init__(self, arrays: Arrays, texts: Texts) -> None:
        self.size = int(arrays["size"][0])
        self._chars = {int(point): number for number, point in enumerate(arrays["chars"], 1)}
        self._levels = arrays["levels"].tolist()
        self._keys = [arrays["keys"][low:high] for low, high in pairwise(self._levels)]
        self._children = arrays["children"]
        self._slots = arrays["slots"]
        self._counts = arrays["counts"]
        self._places = arrays["places"]
        self._sparse = arrays["sparse"]
        self._dense = arrays["dense"]
        self._texts = texts

    def matching(self, word: str, within: DocSet | None = None) -> DocSet:
        """The documents that hold the word; those outside of ``within`` do not matter and may be left out."""
        return self.looked_up(word, within)[0]

    def looked_up(self, word: str, within: DocSet | None = None) -> tuple[DocSet, int]:
        """The documents that hold the word, and their slot if the word itself is a gram, else -1."""
        if not word:
            return DocSet.all(self.size), -1
        walks = []
        for start in range(len(word)):
            walk = self._walk(word[start : start + LONGEST_GRAM])
            if walk is None:
                return DocSet.none(self.size), -1
            if walk.length == len(word):
                return self.of_slot(walk.slot), walk.slot
            walks.append(walk)
            if int(self._counts[walk.slot]) <= FEWEST_FOLLOWED or start + walk.length == len(word):
                break
        return self._read(walks, word, within), -1

    def frequent_slots(self) -> Array:
        """The slots with so many documents that their grams are followed further."""
        return np.flatnonzero(self._counts > followed_above(self.size))

    def _read(self, walks: Sequence[Walk], word: str, within: DocSet | None) -> DocSet:
        """The documents of all grams, rarest first, that truly hold the word."""
        slots = sorted({walk.slot for walk in walks}, key=lambda slot: int(self._counts[slot]))
        found = self.of_slot(slots[0])
        for slot in slots[1:]:
            if not found.is_dense and found.count() <= FEWEST_FOLLOWED:
                break
            found &= self.of_slot(slot)
        if within is not None:
            found &= within
        return DocSet(self.size, self._texts.holding(word, found.to_ids()))

    def _walk(self, text: str) -> Walk | None:
        """The longest gram that begins the text; None when the text, as far as it goes, is in no document."""
        parent, slot, length = 0, -1, 0
        for letter in text:
            number = self._chars.get(ord(letter))
            if number is None:
                return None
            keys = self._keys[length]
            wanted = np.uint64((parent << CHAR_BITS) | number)
            place = int(np.searchsorted(keys, wanted))
            if place == len(keys) or keys[place] != wanted:
                return None
            node = self._levels[length] + place
            slot, parent, length = int(self._slots[node]), int(self._children[node]), length + 1
            if parent < 0:
                return Walk(length, slot, ended=False)
        return Walk(length, slot, ended=True)

    def of_slot(self, slot: int) -> DocSet:
        """The documents of a slot."""
        place = int(self._places[slot])
        if place < 0:
            return DocSet(self.size, bits=self._dense[-1 - place])
        return DocSet(self.size, self._sparse[place : place + int(self._counts[slot])])


class Texts:
    """The normal forms themselves, as UTF-8 in one piece with the place where each begins."""

    def __init__(self, arrays: Arrays) -> None:
        self._begins = arrays["begins"]
        self._bytes = memoryview(arrays["bytes"])

    def holding(self, word: str, ids: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Those of the documents that hold the word."""
        sought = word.encode()
        begins, ends = self._begins[ids].tolist(), self._begins[ids + np.uint32(1)].tolist()
        whole = self._bytes
        kept = [sought in bytes(whole[low:high]) for low, high in zip(begins, ends, strict=True)]
        return ids[np.array(kept, np.bool_)] if kept else ids[:0]

    def __getitem__(self, place: int) -> str:
        """The text of one document."""
        return bytes(self._bytes[int(self._begins[place]) : int(self._begins[place + 1])]).decode()


def build_texts(texts: Sequence[str]) -> dict[str, Array]:
    """The arrays that Texts reads."""
    encoded = [text.encode() for text in texts]
    begins = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(each) for each in encoded], out=begins[1:])
    return {"begins": begins, "bytes": np.frombuffer(b"".join(encoded) or b"\0", np.uint8)}
