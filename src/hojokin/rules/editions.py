"""The rulebooks of each edition (年度ごとの規則): its tracks, and the subjects around the money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from importlib import resources
from typing import Any

from hojokin.rules import citations
from hojokin.rules.engine.loading import merge, parameters_from, read
from hojokin.rules.engine.rulebook import Rulebook, inputs_in, rules_in
from hojokin.rules.shared.books import SUBJECT_BOOKS
from hojokin.rules.track import Book, Track
from hojokin.rules.tracks import consortium, electronic_transaction, invoice, normal, security
from hojokin.rules.years import CURRENT, EDITIONS, Edition

__all__ = [
    "BOOKS",
    "CURRENT",
    "EDITIONS",
    "SUBJECTS",
    "TRACKS",
    "Edition",
    "build",
    "raw_files",
    "rulebook",
]


TRACKS: Mapping[str, Track] = {
    track.code: track
    for track in (normal.TRACK, invoice.TRACK, electronic_transaction.TRACK, security.TRACK, consortium.TRACK)
}
SUBJECTS: Mapping[str, Book] = {book.code: book for book in (consortium.MEMBER, *SUBJECT_BOOKS)}
BOOKS: Mapping[str, Book] = {**TRACKS, **SUBJECTS}


def raw_files(book: str, edition: str) -> list[dict[str, Any]]:
    """The parameter files of a rulebook, as they are written."""
    root = resources.files("hojokin.rules")
    return [
        read(root.joinpath(name.format(edition=edition)).read_text(encoding="utf-8"))
        for name in BOOKS[book].parameter_files
    ]


def build(book: str, edition: str, files: Sequence[Mapping[str, Any]]) -> Rulebook:
    """A rulebook from given parameter files. Raises RulebookError or ParameterError listing every fault."""
    built = BOOKS[book]
    parameters = merge(*(parameters_from(file) for file in files))
    standings = partial(citations.standing, edition_year=EDITIONS[edition].year)
    return Rulebook(
        book, edition, rules_in(*built.modules), inputs_in(*built.modules), parameters, standings=standings
    )


@cache
def rulebook(book: str, edition: str = CURRENT) -> Rulebook:
    """The rulebook of a track (or of a subject such as ``repayment``) in one edition. Raises KeyError for unknown ones."""
    return build(book, edition, raw_files(book, edition))
