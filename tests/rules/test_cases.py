"""Every row of every case table holds alone, in a column, and in the compiled loop."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hojokin.rules import citations, editions
from hojokin.rules.engine.columns import evaluate_columns
from hojokin.rules.engine.fused import TooWide, fuse
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.engine.sharpness import Case
from tests.rules import cases

FILES = cases.table_files()


def _place(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _named_rows() -> list[object]:
    """The rows of the tables that can be read; one that cannot fails its own test below."""
    found: list[object] = []
    for path in FILES:
        try:
            rows = cases.read_table(path).rows
        except cases.TableError:
            continue
        found += [
            pytest.param(path, place, id=f"{_place(path)}: {row.name}") for place, row in enumerate(rows)
        ]
    return found


@cache
def _loaded(path: Path) -> tuple[Rulebook, list[Case]]:
    table = cases.read_table(path)
    book = editions.rulebook(table.book, table.edition)
    return book, cases.cases_of(table, book)


@pytest.mark.parametrize("path", FILES, ids=_place)
def test_a_case_table_is_written_well(path: Path) -> None:
    table = cases.read_table(path)
    book, _ = _loaded(path)

    assert path.stem.endswith(table.edition)
    assert book.edition == table.edition
    for row in table.rows:
        citations.standing(row.claims, edition_year=editions.EDITIONS[table.edition].year)


@pytest.mark.parametrize(("path", "place"), _named_rows())
def test_a_case_holds_alone(path: Path, place: int) -> None:
    book, rows = _loaded(path)

    assert cases.alone(book, rows[place]) == rows[place].expected


@pytest.mark.parametrize("path", FILES, ids=_place)
def test_cases_hold_in_a_column(path: Path) -> None:
    book, rows = _loaded(path)
    targets = cases.whole_number_targets(book, rows)

    answers = evaluate_columns(book, cases.columns_of(book, rows, targets), targets)

    assert cases.in_rows(rows, answers) == _whole_numbers(rows, targets)


@pytest.mark.parametrize("path", FILES, ids=_place)
def test_cases_hold_in_the_compiled_loop(path: Path) -> None:
    book, rows = _loaded(path)
    wide = [name for name in cases.whole_number_targets(book, rows) if _is_too_wide(book, name)]
    targets = [name for name in cases.whole_number_targets(book, rows) if name not in wide]
    if not targets:
        pytest.skip(f"needs more than 64 bits: {', '.join(wide)}")

    answers = fuse(book, targets)(cases.columns_of(book, rows, targets))

    assert cases.in_rows(rows, answers) == _whole_numbers(rows, targets)
    if wide:
        pytest.skip(f"{len(targets)} names held; needs more than 64 bits: {', '.join(wide)}")


def _is_too_wide(book: Rulebook, name: str) -> bool:
    try:
        fuse(book, [name])
    except TooWide:
        return True
    return False


def _whole_numbers(rows: list[Case], targets: list[str]) -> list[dict[str, object]]:
    return [{name: value for name, value in row.expected.items() if name in targets} for row in rows]
