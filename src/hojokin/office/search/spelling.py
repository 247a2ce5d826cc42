"""Spelling (綴りの候補): the product name that was probably meant by a word that nothing holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from hojokin.office.search.docset import DocSet
from hojokin.office.search.grams import Grams, Texts

SHORTEST = 3
SHORTEST_PART = 4  # characters of a word that may be sought inside a longer run
LONGEST = 40
LONG_FROM = 5  # characters, from which two slips are forgiven and not one
CANDIDATES = 60

# A run of one script is a word of a name; so is what stands between spaces, and the whole.
_RUNS = re.compile("[ァ-ヺー]+|[a-z0-9]+|[一-龠々]+")


def slips_forgiven(word: str) -> int:
    """How many characters of a word may be wrong, missing, too many or swapped with the next."""
    if not SHORTEST <= len(word) <= LONGEST:
        return 0
    return 1 if len(word) < LONG_FROM else 2


def nearest_names(word: str, names: Grams, texts: Texts) -> Iterator[tuple[int, str]]:
    """Words of names within the slips forgiven, with the number of slips."""
    forgiven = slips_forgiven(word)
    if not forgiven:
        return
    for place in _candidates(word, names, forgiven):
        for spelt in set(_words_of(texts[place])):
            slips = distance(word, spelt, forgiven)
            if slips <= forgiven:
                yield slips, spelt
            elif len(spelt) > len(word) >= SHORTEST_PART:
                yield from _inside(word, spelt, forgiven)


def _candidates(word: str, names: Grams, forgiven: int) -> list[int]:
    """The documents whose names share the most pairs of characters with the word."""
    pairs = {word[place : place + 2] for place in range(len(word) - 1)}
    # One slip spoils at most three pairs: a swap touches three.
    enough = max(1, len(pairs) - 3 * forgiven)
    sets = [names.matching(pair) for pair in pairs]
    if not any(each.count() for each in sets):
        return []
    shared = _shared(sets)
    best = np.argsort(-shared, kind="stable")[:CANDIDATES]
    return [int(place) for place in best if shared[place] >= enough]


def _shared(sets: Iterable[DocSet]) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    held = list(sets)
    total = np.zeros(held[0].size, np.int16)
    for each in held:
        total += each.bools()
    return total


def _words_of(names: str) -> Iterator[str]:
    for name in names.replace("\x02", "").split("\n"):
        yield name
        yield from name.split(" ")
        yield from _RUNS.findall(name)


def _inside(word: str, run: str, forgiven: int) -> Iterator[tuple[int, str]]:
    """Parts of a run that are nearly the word: names are often written without spaces."""
    for length in range(len(word) - 1, len(word) + 2):
        for start in range(len(run) - length + 1):
            part = run[start : start + length]
            if part[0] == word[0] or part[-1] == word[-1]:
                slips = distance(word, part, forgiven)
                if slips <= forgiven:
                    yield slips, part


def distance(one: str, other: str, most: int) -> int:
    """Slips between two words: wrong, missing or added characters and swaps; more than ``most`` is not counted out."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
