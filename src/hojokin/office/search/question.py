"""Question (検索語): the words that were typed, what each may mean, and how they ask to be sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from hojokin.office.search.normal import normal, words
from hojokin.office.search.orders import Sort
from hojokin.rules.engine.loading import read

MOST_WORDS = 8
LONGEST_KEYWORD = 200
MOST_VARIANTS = 8
SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word; a text matches when it holds any of ``variants``, of which the first is the word itself."""

    text: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The words that must all match, and the sort that others of them ask for."""

    words: tuple[Word, ...]
    hint: Sort | None = None
    was_cut: bool = False  # longer than LONGEST_KEYWORD or more words than MOST_WORDS
    any_word: bool = False  # a second try: one word is enough, more of them are better


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What synonyms.yaml holds, in normal form."""

    synonyms: Mapping[str, tuple[str, ...]]
    hints: Mapping[str, Sort]
    fillers: frozenset[str]
    suffixes: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The packaged words."""
    text = resources.files("hojokin.office.search").joinpath("synonyms.yaml").read_text(encoding="utf-8")
    held = read(text)
    return Vocabulary(
        {normal(word): tuple(map(normal, others)) for word, others in held["synonyms"].items()},
        {normal(word): Sort(sort) for sort, hints in held["hints"].items() for word in hints},
        frozenset(map(normal, held["fillers"])),
        tuple(map(normal, held["suffixes"])),
    )


def question_of(keyword: str) -> Question:
    """Read what was typed. Hints and fillers are words like any other when nothing else was typed."""
    held = vocabulary()
    typed = words(keyword[:LONGEST_KEYWORD])
    meant = [word for word in typed if word not in held.hints and word not in held.fillers] or typed
    hint = next((held.hints[word] for word in typed if word in held.hints and word not in meant), None)
    was_cut = len(keyword) > LONGEST_KEYWORD or len(meant) > MOST_WORDS
    return Question(tuple(Word(word, variants(word)) for word in meant[:MOST_WORDS]), hint, was_cut)


def variants(word: str) -> tuple[str, ...]:
    """The word, then what the catalogue may say instead."""
    said = dict.fromkeys([word, *_without_suffix(word)])
    for each in list(said):
        said |= dict.fromkeys(_said_otherwise(each))
    for each in list(said)[1:]:  # 給料計算 is 給与計算, which is also called 給与
        said |= dict.fromkeys(_said_otherwise(each))
    # What holds another variant is found by that one: ご予約 by 予約.
    kept = [each for each in said if not any(other in each for other in said if other != each)]
    return tuple(dict.fromkeys([word, *kept]))[: 1 + MOST_VARIANTS]


def _said_otherwise(word: str) -> list[str]:
    synonyms = vocabulary().synonyms
    if word in synonyms:
        return list(synonyms[word])
    if word.isascii():  # no part of a Latin word means anything
        return []
    return [
        word.replace(typed, other) for typed, others in synonyms.items() if typed in word for other in others
    ]


def _without_suffix(word: str) -> list[str]:
    """会計ソフト is also just 会計."""
    stems = (word.removesuffix(suffix) for suffix in vocabulary().suffixes)
    return [stem for stem in stems if SHORTEST_STEM <= len(stem) < len(word)]
