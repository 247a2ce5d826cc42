"""Case tables: every fault is told at once; a sound table runs alone, in columns, and against changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from hojokin.rules.engine.columns import evaluate_columns
from hojokin.rules.engine.exact import Rate
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.engine.sharpness import Case
from tests.rules import cases
from tests.rules.engine import bakery

BAKERY_TABLE = Path(__file__).parent / "engine" / "bakery_cases.yaml"


class BakeryEditions:
    """The bakery's one book under any name, where real tables find the programme's."""

    def rulebook(self, book: str, edition: str) -> Rulebook:  # noqa: ARG002 - one book
        return bakery.book(edition)

    def raw_files(self, book: str, edition: str) -> list[dict[str, Any]]:  # noqa: ARG002 - one book
        return bakery.raw_files(edition)

    def build(self, book: str, edition: str, files: Sequence[Mapping[str, Any]]) -> Rulebook:  # noqa: ARG002 - one book
        return bakery.build(files, edition)


SMALL = """
book: bakery
edition: fy2026
common: {bakers: 5}
rows:
  - {name: rye, facts: BAKE-01 BAKE-07, given: {bread: rye}, expect: {is_rye: true, later_rate: 3/4}}
  - {name: many, given: {bakers: 6, bread: 2, oven_cost: 20_000}, expect: {grant: 10_000}}
allowed:
  "cap: a → b": the two are equal
"""


def _faults(told: pytest.ExceptionInfo[cases.TableError]) -> tuple[str, list[str]]:
    file, _, faults = str(told.value).partition(": ")
    return file, faults.split("; ")


def test_a_row_has_the_common_facts_and_its_own() -> None:
    table = cases.table_from(SMALL)

    rye, many = cases.cases_of(table, bakery.book())

    assert (table.book, table.edition, table.allowed) == (
        "bakery",
        "fy2026",
        {"cap: a → b": "the two are equal"},
    )
    assert table.rows[0].claims == ("BAKE-01", "BAKE-07")
    assert (rye.name, rye.facts) == ("rye", {"bakers": 5, "bread": 1})
    assert rye.expected == {"is_rye": True, "later_rate": Rate(3, 4)}
    assert many.facts == {"bakers": 6, "bread": 2, "oven_cost": 20_000}


def test_every_fault_of_a_table_is_told_at_once() -> None:
    text = """
book: bakery
comon: {bakers: 5}
rows:
  - {name: half, given: {oven_cost: 0.5}, expect: {grant: 0}}
  - {name: half, given: {oven_cost: 1}, expects: {grant: 0}}
  - {given: {oven_cost: 1}, expect: {grant: 1.0}}
  - bread
allowed: {"cap: a → b": }
"""

    with pytest.raises(cases.TableError) as told:
        cases.table_from(text, file="cases_x.yaml")

    assert _faults(told) == (
        "cases_x.yaml",
        [
            "unknown key 'comon'",
            "edition is missing",
            "rows[1].given.oven_cost 0.5 is a decimal: write whole numbers, or a rate like 2/3",
            "rows[3].expect.grant 1.0 is a decimal: write whole numbers, or a rate like 2/3",
            "half: unknown key 'expects'",
            "half expects nothing",
            "row 3 has no name",
            "row 4 is no mapping",
            "two rows are named 'half'",
            "allowed 'cap: a → b' gives no reason",
        ],
    )


def test_a_repeated_key_is_refused() -> None:
    with pytest.raises(cases.TableError, match=r"^cases: line 3: 'book' is written twice$"):
        cases.table_from("book: a\nedition: b\nbook: c\n")


def test_names_and_values_that_the_book_refuses_are_told_at_once() -> None:
    text = """
book: bakery
edition: fy2026
rows:
  - {name: one, given: {oven_cots: 1, bakers: 501}, expect: {grnt: 1, small_bakery: true}}
  - {name: two, given: {bread: cake}, expect: {is_rye: true, share: 1}}
"""

    with pytest.raises(cases.TableError) as told:
        cases.cases_of(cases.table_from(text), bakery.book())

    assert _faults(told) == (
        "cases",
        [
            "one: grnt is no rule of bakery",
            "one: There is no fact 'oven_cots'. Did you mean 'oven_cost'?",
            "one: Number of bakers: 501 is not between 0 and 500.",
            "two: Enter Price of the oven (oven_cost).",
            "two: Enter Number of bakers (bakers).",
            "two: Bread: write a whole number, not a decimal or a text.",
        ],
    )


@pytest.mark.parametrize(
    "case", cases.cases_of(cases.read_table(BAKERY_TABLE), bakery.book()), ids=lambda case: case.name
)
def test_a_case_of_the_bakery_holds_alone(case: Case) -> None:
    assert cases.alone(bakery.book(), case) == case.expected


@pytest.mark.parametrize("rows", [1, 2, 16])
def test_cases_of_the_bakery_hold_in_columns_of_two_rows_or_more(rows: int) -> None:
    book = bakery.book()
    table = cases.cases_of(cases.read_table(BAKERY_TABLE), book)[:rows]
    targets = cases.whole_number_targets(book, table)

    columns = cases.columns_of(book, table, targets)
    answers = cases.in_rows(table, evaluate_columns(book, columns, targets))

    assert {len(column) for column in columns.values()} == {max(rows, 2)}
    assert "baking_rate" not in targets
    assert answers == [
        {name: value for name, value in case.expected.items() if not isinstance(value, Rate)}
        for case in table
    ]


def test_all_tables_of_a_book_notice_changes_together() -> None:
    table = cases.read_table(BAKERY_TABLE)
    half = len(table.rows) // 2
    first = cases.Table("first", "bakery", "fy2026", table.rows[:half], {})
    second = cases.Table("second", "bakery", "fy2026", table.rows[half:], {})

    assert cases.sharpness_of([first, second], BakeryEditions()).survivors == ()
    assert len(cases.sharpness_of([first], BakeryEditions()).survivors) > 0


def test_tables_are_found_by_their_name(tmp_path: Path) -> None:
    for name in (
        "normal/cases_fy2026.yaml",
        "normal/cases_grants_fy2025.yaml",
        "normal/other.yaml",
        "cases_a.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")

    found = cases.table_files(tmp_path)

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "normal/cases_fy2026.yaml",
        "normal/cases_grants_fy2025.yaml",
    ]
