"""Every small change of a rule or of a printed number is noticed by some case of some table."""

from __future__ import annotations

from functools import cache

from hojokin.rules import editions
from tests.rules import cases


@cache
def _tables() -> dict[tuple[str, str], list[cases.Table]]:
    """The tables of each book and edition; together they must notice everything."""
    found: dict[tuple[str, str], list[cases.Table]] = {}
    for path in cases.table_files():
        table = cases.read_table(path)
        found.setdefault((table.book, table.edition), []).append(table)
    return found


def test_every_book_has_a_table_and_every_rule_a_case() -> None:
    """A rule that several books share need only be asked for in one of them."""
    written: set[str] = set()
    asked: set[str] = set()
    for book, edition in _tables():
        rulebook = editions.rulebook(book, edition)
        written |= set(rulebook.rules)
        for table in _tables()[book, edition]:
            for row in table.rows:
                asked |= rulebook.needed_by(row.expect)

    assert sorted(set(editions.BOOKS) - {book for book, _ in _tables()}) == []
    assert sorted(written - asked) == []


def test_some_case_notices_every_small_change_but_those_allowed() -> None:
    """A change of a shared rule need only be noticed in one book; an allowance that is not needed must go."""
    found = {key: cases.sharpness_of(tables, editions) for key, tables in _tables().items()}
    noticed = frozenset().union(*(each.noticed for each in found.values()))
    allowed = {key: {name for table in tables for name in table.allowed} for key, tables in _tables().items()}

    unnoticed = {key: sorted(set(found[key].survivors) - noticed - allowed[key]) for key in found}
    idle = {key: sorted(allowed[key] - set(found[key].survivors)) for key in found}

    assert {key: names for key, names in unnoticed.items() if names} == {}
    assert {key: names for key, names in idle.items() if names} == {}
