"""Answer (検索結果): a question put to the whole index: how many, which first, how many of each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hojokin.office.search.facets import Counts
from hojokin.office.search.live import View
from hojokin.office.search.orders import Sort
from hojokin.office.search.question import Question, Word, variants
from hojokin.office.search.schema import COLUMNS, Facet
from hojokin.office.search.segment import Chosen, Matches


@dataclass(frozen=True, slots=True)
class Answer:
    """Keys of the tools of one page, the number of all, and the counts by column."""

    total: int
    keys: Sequence[int]
    counts: Counts


def answer(view: View, question: Question, chosen: Chosen, sort: Sort, first: int, length: int) -> Answer:
    """The answer to a question; ``first`` counts from 0."""
    counts: Counts = np.zeros(len(COLUMNS), np.int64)
    matches = [part.segment.matches(question, chosen, part.dead) for part in view.parts]
    for each in matches:
        counts = counts + each.counts
    total = sum(each.found.count() for each in matches)
    return Answer(total, _page(view, matches, question, sort, first, length), counts)


def _page(
    view: View, matches: Sequence[Matches], question: Question, sort: Sort, first: int, length: int
) -> list[int]:
    tie = question.hint or sort if sort is Sort.RELEVANCE else sort
    lists = []
    for part, each in zip(view.parts, matches, strict=True):
        places, scores = part.segment.best(each.found, question, sort, first + length)
        orders = part.segment.orders
        if len(matches) == 1:
            return [int(key) for key in orders.keys[places[first:]]]
        lists += [
            ((-score, orders.key(place, tie)), int(orders.keys[place]))
            for place, score in zip(places.tolist(), scores.tolist(), strict=True)
        ]
    return [key for _, key in sorted(lists)[first : first + length]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The first of three tries that found something: as typed, respelt, any word; with the words that nothing holds."""

    answer: Answer
    question: Question
    is_respelt: bool = False
    unmatched: tuple[str, ...] = ()


def attempt(view: View, question: Question, chosen: Chosen, sort: Sort, first: int, length: int) -> Attempt:
    """The answer to a question as typed; if no tool answers it, to what was probably meant."""
    found = answer(view, question, chosen, sort, first, length)
    if found.total or not question.words:
        return Attempt(found, question)
    missing = tuple(word.text for word in unheld(view, question))
    meant, changed = respelt(view, question)
    if changed:
        found = answer(view, meant, chosen, sort, first, length)
    if not found.total and len(question.words) > 1:
        looser = replace(meant, any_word=True)
        found = answer(view, looser, chosen, sort, first, length)
        if found.total:
            return Attempt(found, looser, bool(changed), missing)
    return Attempt(found, meant, bool(changed), missing)


def unheld(view: View, question: Question) -> list[Word]:
    """The words that no public tool holds."""
    return [word for word in question.words if not any(part.segment.holds(word) for part in view.parts)]


def respelt(view: View, question: Question) -> tuple[Question, Mapping[str, str]]:
    """The question with the product names that were probably meant, and what became what."""
    meant: dict[str, str] = {}
    for word in unheld(view, question):
        near = [each for part in view.parts for each in part.segment.nearest_names(word.text)]
        if near:
            meant[word.text] = min(near)[1]
    words = tuple(
        Word(meant[word.text], variants(meant[word.text])) if word.text in meant else word
        for word in question.words
    )
    return replace(question, words=words), meant


def by_facet(counts: Counts) -> Mapping[Facet, Mapping[str, int]]:
    """The counts under the names of their values."""
    told: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
    for (facet, code), count in zip(COLUMNS, counts.tolist(), strict=True):
        told[facet][code] = count
    return told
