"""Tables of an edition (年度ごとの一覧): packaged rows of one year, and how firmly they stand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files

from hojokin.rules import citations
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import Cells, read_table, unknown_key

PACKAGE = "hojokin.rules.shared"
TRACK_NAMES = {
    "normal": "通常枠",
    "invoice": "インボイス枠（インボイス対応類型）",
    "electronic_transaction": "インボイス枠（電子取引類型）",
    "security": "セキュリティ対策推進枠",
    "consortium": "複数者連携枠",
}


def edition_table[T](
    edition: str,
    subject: str,
    make: Callable[[Cells], T],
    check: Callable[[Sequence[T]], Iterable[str]] = lambda _: (),
) -> tuple[T, ...]:
    """The rows of one subject in an edition such as "fy2026", in the order of the file.

    Raises UnknownCodeError for an edition without the table, TableError with every problem of the file.
    """
    known = editions_with(subject)
    if edition not in known:
        raise unknown_key("年度", "edition", edition, {each: each for each in known})
    return read_table(PACKAGE, f"{edition}/{subject}.csv", make, check)


@cache
def editions_with(subject: str) -> tuple[str, ...]:
    """The editions that have a table on a subject, oldest first."""
    folders = [each for each in files(PACKAGE).iterdir() if each.name.startswith("fy")]
    return tuple(sorted(each.name for each in folders if each.joinpath(f"{subject}.csv").is_file()))


def cited_facts() -> frozenset[str]:
    """Every fact id that the tables of all editions cite."""
    folders = [each for each in files(PACKAGE).iterdir() if each.name.startswith("fy")]
    tables = [each for folder in folders for each in folder.iterdir() if each.name.endswith(".csv")]
    lines = [
        line for each in tables for line in csv.DictReader(each.read_text(encoding="utf-8").splitlines())
    ]
    cells = [value for line in lines for column, value in line.items() if column.endswith("facts")]
    return frozenset(fact for cell in cells for fact in cell.split())


def known_track(track: str) -> str:
    """The code itself. Raises UnknownCodeError when there is no such track."""
    if track not in TRACK_NAMES:
        raise unknown_key("枠", "track", track, TRACK_NAMES)
    return track


def words(cells: Cells, column: str) -> tuple[str, ...]:
    """The words of a cell that may be empty, written with spaces between."""
    return tuple(cells.optional(column).split())


def tracks_in(cells: Cells) -> frozenset[str]:
    """The tracks of a row; ``all`` stands for every one."""
    named = cells.text("tracks").split()
    if named == ["all"]:
        return frozenset(TRACK_NAMES)
    cells.problems.extend(
        f"line {cells.line}: there is no track {each}" for each in named if each not in TRACK_NAMES
    )
    return frozenset(named)


def standing_in(edition: str, facts: Sequence[str]) -> Standing:
    """How firmly some facts carry a row of an edition. Raises UnknownCodeError for an unregistered fact."""
    return citations.standing(facts, int(edition.removeprefix("fy")))


def unknown_facts(rows: Iterable[Sequence[str]]) -> list[str]:
    """A problem for each fact id that the register does not hold."""
    known = citations.facts()
    return [f"no fact {each}" for facts in rows for each in facts if each not in known]
