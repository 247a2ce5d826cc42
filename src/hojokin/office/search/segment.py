"""Segment (索引の区分): an index of some documents that never changes: who matches, how well, and what is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.office.search.docset import DocSet, union
from hojokin.office.search.document import ToolDocument
from hojokin.office.search.facets import Counts, FacetCounts, build_facets
from hojokin.office.search.grams import Grams, Texts, build_grams, build_texts
from hojokin.office.search.normal import BREAK
from hojokin.office.search.orders import Orders, Sort, build_orders
from hojokin.office.search.question import Question, Word
from hojokin.office.search.schema import COLUMN_OF, COLUMNS, COLUMNS_OF, WORDS_OF_VALUES, Facet
from hojokin.office.search.spelling import nearest_names

type Array = NDArray[Any]
type Arrays = Mapping[str, Array]
type Chosen = Mapping[Facet, frozenset[str]]

# What one word adds to a document's score, by where it stands. A name that is the word gets all of the first three.
IN_NAME, BEGINS_NAME, IS_NAME = 7, 2, 3
SYNONYM_IN_NAME = 6
IN_VALUE = 3
HOLDS_WORD = 5  # counts where one word is enough
SAID_SO = 1  # the text has the word itself and not only a synonym

NAMES, TEXTS = "names_", "texts_"


def build_segment(documents: Iterable[ToolDocument]) -> dict[str, Array]:
    """The arrays that Segment reads."""
    ordered = sorted(documents, key=lambda each: (-each.customers, each.key))
    # Breaks around each name make "begins with" and "is" plain strings of characters.
    names = [_fenced(each.name_text()) for each in ordered]
    texts = [each.full_text() for each in ordered]
    arrays: dict[str, Array] = {}
    for prefix, part in ((NAMES, names), (TEXTS, texts)):
        arrays |= {prefix + name: array for name, array in {**build_grams(part), **build_texts(part)}.items()}
    arrays |= build_facets([each.values() for each in ordered])
    arrays |= build_orders(ordered)
    arrays |= _counted(arrays)
    return arrays


FENCE = "\x02"


def _fenced(names: str) -> str:
    return BREAK.join(f"{FENCE}{name}{FENCE}" for name in names.split(BREAK))


def _counted(arrays: Arrays) -> dict[str, Array]:
    """The counts of every frequent gram, ready made."""
    grams, facets = _grams(arrays, TEXTS), FacetCounts(arrays)
    slots = grams.frequent_slots()
    counts = np.zeros((len(slots), len(COLUMNS)), np.uint32)
    for place, slot in enumerate(slots.tolist()):
        counts[place] = facets.of(grams.of_slot(slot))
    everything = facets.of(DocSet.all(facets.size))
    return {"counted_slots": slots.astype(np.int64), "counted": counts, "counted_all": everything}


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """The documents that answer, and for each column how many: a facet's own choice does not lower its counts."""

    found: DocSet
    counts: Counts


class Segment:
    """Reader of the arrays."""

    def __init__(self, arrays: Arrays) -> None:
        self._spellings = Texts(_own(arrays, NAMES))
        self._names = Grams(_own(arrays, NAMES), self._spellings)
        self._texts = _grams(arrays, TEXTS)
        self._facets = FacetCounts(arrays)
        self.orders = Orders(arrays)
        self.size = self._facets.size
        self._counted = arrays["counted"]
        self._counted_all = arrays["counted_all"]
        self._row_of_slot = {slot: row for row, slot in enumerate(arrays["counted_slots"].tolist())}
        self._place_of_key = np.argsort(arrays["keys"])
        self._sorted_keys = arrays["keys"][self._place_of_key]

    def places_of(self, keys: Collection[int]) -> DocSet:
        """The documents of these keys, as far as they are here."""
        wanted = np.fromiter(keys, np.int64, len(keys))
        if not len(wanted) or not self.size:
            return DocSet.none(self.size)
        places = np.searchsorted(self._sorted_keys, wanted)
        places[places == self.size] = 0
        here = self._place_of_key[places[self._sorted_keys[places] == wanted]]
        return DocSet(self.size, np.unique(here).astype(np.uint32))

    def matches(self, question: Question, chosen: Chosen, dead: DocSet) -> Matches:
        """Who answers, and how many of them have each value."""
        said, counts = self._said(question)
        gone = said & dead if dead.count() else dead
        if gone.count():
            counts = counts - self._facets.of(gone) if counts is not None else None
            said = said.without(gone)
        narrowing = {facet: self._having(facet, values) for facet, values in chosen.items() if values}
        if not narrowing:
            return Matches(said, self._facets.of(said) if counts is None else counts)
        found = said
        for each in narrowing.values():
            found &= each
        totals = self._facets.of(found).copy()
        for facet in narrowing:
            others = said
            for other, each in narrowing.items():
                if other is not facet:
                    others &= each
            own = slice(COLUMNS_OF[facet].start, COLUMNS_OF[facet].stop)
            totals[own] = (counts if len(narrowing) == 1 and counts is not None else self._facets.of(others))[
                own
            ]
        return Matches(found, totals)

    def holds(self, word: Word) -> bool:
        """Whether any document holds the word."""
        return any(self._texts.matching(each).count() for each in word.variants)

    def nearest_names(self, word: str) -> Iterable[tuple[int, str]]:
        """Words of product names that were probably meant, with the number of slips."""
        return nearest_names(word, self._names, self._spellings)

    def best(self, found: DocSet, question: Question, sort: Sort, wanted: int) -> tuple[Array, Array]:
        """The first documents of an answer and their scores (all 0 unless sorted by relevance)."""
        if sort is not Sort.RELEVANCE or not question.words:
            ids = self._first(found, sort, wanted)
            return ids, np.zeros(len(ids), np.int64)
        tie = question.hint or Sort.RELEVANCE
        scores = self._scores(found, question)
        parts: list[Array] = []
        missing = wanted
        while missing > 0 and len(scores) and (level := int(scores.max())):
            at_level = scores == level
            if found.ids is not None:
                part = self.orders.sorted(found.ids[at_level], tie, missing)
            else:
                part = self.orders.first(at_level.view(np.uint8), tie, missing)
            parts.append(np.stack([part.astype(np.int64), np.full(len(part), level, np.int64)]))
            missing -= len(part)
            scores *= ~at_level
        both = np.concatenate(parts, axis=1) if parts else np.zeros((2, 0), np.int64)
        return both[0], both[1]

    def _first(self, found: DocSet, sort: Sort, wanted: int) -> Array:
        if found.ids is not None:
            return self.orders.sorted(found.ids, sort, wanted)
        return self.orders.first(found.bools(), sort, wanted)

    def _said(self, question: Question) -> tuple[DocSet, Counts | None]:
        """The documents that hold every word, and their counts where those are ready made."""
        if not question.words:
            return DocSet.all(self.size), self._counted_all
        if len(question.words) == 1 and len(question.words[0].variants) == 1:
            return self._counted_word(question.words[0].text)
        if len(question.words) == 1:
            return self._counted_word_or_synonyms(question.words[0])
        sets = sorted((self._holding(word) for word in question.words), key=DocSet.count)
        if question.any_word:
            return union(sets, self.size), None
        found = sets[0]
        for each in sets[1:]:
            found &= each
        return found, None

    def _counted_word(self, text: str) -> tuple[DocSet, Counts | None]:
        found, slot = self._texts.looked_up(text)
        row = self._row_of_slot.get(slot)
        return found, None if row is None else self._counted[row].astype(np.int64)

    def _counted_word_or_synonyms(self, word: Word) -> tuple[DocSet, Counts | None]:
        """The most frequent variant is counted ready made; only what the others add to it has to be counted."""
        looked_up = [self._counted_word(each) for each in word.variants]
        found, counts = max(looked_up, key=lambda each: each[0].count())
        added = union([each for each, _ in looked_up if each is not found], self.size).without(found)
        if added.is_dense or not self._facets.are_few(added.count()):
            return found | added, None
        return found | added, None if counts is None else counts + self._facets.of_few(added.to_ids())

    def _holding(self, word: Word) -> DocSet:
        return union([self._texts.matching(each) for each in word.variants], self.size)

    def _having(self, facet: Facet, values: frozenset[str]) -> DocSet:
        return self._facets.having(
            [COLUMN_OF[facet, value] for value in values if (facet, value) in COLUMN_OF]
        )

    def _scores(self, found: DocSet, question: Question) -> NDArray[np.uint8]:
        """A score from 1 for each document of an answer: along its numbers if it has numbers, else along all, 0 for others."""
        merits = [merit for word in question.words for merit in self._merits(word, found)]
        if question.any_word:
            merits += [(HOLDS_WORD, self._holding(word)) for word in question.words]
        if found.ids is not None:
            return _scored_along(found.ids, merits)
        belongs = found.bools()
        scores = belongs.copy()
        for worth, members in merits:
            if members.ids is not None:
                scores[members.ids] += np.uint8(worth)
            else:
                scores += members.bools() * np.uint8(worth)
        scores *= belongs
        return scores

    def _merits(self, word: Word, found: DocSet) -> Iterable[tuple[int, DocSet]]:
        """What makes a document good for a word, and the documents that have it, at least those that were found."""
        itself = self._names.matching(word.text, found)
        yield IN_NAME, itself
        yield BEGINS_NAME, self._names.matching(FENCE + word.text, itself)
        yield IS_NAME, self._names.matching(FENCE + word.text + FENCE, itself)
        columns = [
            COLUMN_OF[column]
            for column, said in WORDS_OF_VALUES.items()
            if any(each in said for each in word.variants)
        ]
        if columns:
            yield IN_VALUE, self._facets.having(columns)
        if len(word.variants) > 1:
            others = union([self._names.matching(each, found) for each in word.variants[1:]], self.size)
            yield SYNONYM_IN_NAME, others.without(itself)
            yield SAID_SO, self._texts.matching(word.text, found)


def _scored_along(ids: Array, merits: Iterable[tuple[int, DocSet]]) -> NDArray[np.uint8]:
    scores = np.ones(len(ids), np.uint8)
    for worth, members in merits:
        if members.ids is None or len(members.ids) > len(ids):
            scores += members.has(ids) * np.uint8(worth)
        elif len(members.ids):
            places = (
                np.minimum(np.searchsorted(ids, members.ids), len(ids) - 1) if len(ids) else members.ids[:0]
            )
            scores[places[ids[places] == members.ids[: len(places)]]] += np.uint8(worth)
    return scores


def _grams(arrays: Arrays, prefix: str) -> Grams:
    own = _own(arrays, prefix)
    return Grams(own, Texts(own))


def _own(arrays: Arrays, prefix: str) -> Arrays:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
