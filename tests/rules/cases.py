"""Case tables: one line a fact in YAML, run alone, in columns, fused, and against every small change.

A table stands in ``tests/rules/<subject>/cases_<anything>.yaml``::

    book: normal
    edition: fy2026
    common: {process_kinds: 1, low_wage_months: 0}      # facts that every row shares
    rows:
      - {name: one yen below, facts: N-06, given: {software_cost: 99_998}, expect: {grant_amount: 0}}
    allowed:                                            # changes that no row can notice, each with its reason
      "cap: min(a, b) → a": the two are equal within the bounds

A choice is given by the name of its member, a rate is expected as ``2/3``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from hojokin.rules.engine.columns import Column, column_of
from hojokin.rules.engine.exact import Rate
from hojokin.rules.engine.loading import ParameterError, read
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.engine.sharpness import Case, Sharpness, sharpness

HERE = Path(__file__).parent
TABLE_KEYS = frozenset({"book", "edition", "common", "rows", "allowed"})
ROW_KEYS = frozenset({"name", "facts", "given", "expect"})


class TableError(ValueError):
    """A case table that cannot be used; the message lists every problem."""


class Editions(Protocol):
    """Where the rulebook of a table comes from."""

    def rulebook(self, book: str, edition: str) -> Rulebook: ...

    def raw_files(self, book: str, edition: str) -> list[dict[str, Any]]: ...

    def build(self, book: str, edition: str, files: Sequence[Mapping[str, Any]]) -> Rulebook: ...


@dataclass(frozen=True)
class WrittenRow:
    """One row as it is written; names and kinds of values are checked against the rulebook later."""

    name: str
    claims: tuple[str, ...]
    given: Mapping[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A case table as it is written."""

    file: str
    book: str
    edition: str
    rows: tuple[WrittenRow, ...]
    allowed: Mapping[str, str]


def table_files(folder: Path = HERE) -> list[Path]:
    """Every case table below a folder."""
    return sorted(folder.glob("**/cases_*.yaml"))


def read_table(path: Path) -> Table:
    """One case table. Raises TableError with every problem that shows without the rulebook."""
    return table_from(path.read_text(encoding="utf-8"), file=path.name)


def table_from(text: str, *, file: str = "cases") -> Table:
    """A case table from its text. Raises TableError with every problem that shows without the rulebook."""
    try:
        raw = read(text)
    except ParameterError as error:
        raise TableError(f"{file}: {error}") from None
    problems = [f"unknown key {key!r}" for key in raw if key not in TABLE_KEYS]
    problems += [f"{key} is missing" for key in ("book", "edition", "rows") if not raw.get(key)]
    problems += [
        f"{place} is a decimal: write whole numbers, or a rate like 2/3" for place in _decimals(raw, "")
    ]
    common, allowed = raw.get("common") or {}, raw.get("allowed") or {}
    rows = [_row(body, common, place, problems) for place, body in enumerate(raw.get("rows") or (), start=1)]
    names = [row.name for row in rows]
    problems += [f"two rows are named {name!r}" for name in dict.fromkeys(names) if names.count(name) > 1]
    problems += [f"allowed {key!r} gives no reason" for key, reason in allowed.items() if not reason]
    if problems:
        raise TableError(f"{file}: " + "; ".join(problems))
    return Table(file, str(raw["book"]), str(raw["edition"]), tuple(rows), allowed)


def _row(body: object, common: Mapping[str, Any], place: int, problems: list[str]) -> WrittenRow:
    if not isinstance(body, dict):
        problems.append(f"row {place} is no mapping")
        return WrittenRow(f"row {place}", (), {}, {})
    name = str(body.get("name") or "")
    if not name:
        problems.append(f"row {place} has no name")
    problems += [f"{name or f'row {place}'}: unknown key {key!r}" for key in body if key not in ROW_KEYS]
    expect = body.get("expect") or {}
    if not expect:
        problems.append(f"{name or f'row {place}'} expects nothing")
    claims = body.get("facts") or ()
    ids = claims.split() if isinstance(claims, str) else claims
    return WrittenRow(name, tuple(ids), {**common, **(body.get("given") or {})}, expect)


def _decimals(value: object, place: str) -> Iterator[str]:
    if isinstance(value, float):
        yield f"{place} {value}".strip()
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _decimals(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for row, inner in enumerate(value, start=1):
            yield from _decimals(inner, f"{place}[{row}]")


def cases_of(table: Table, book: Rulebook) -> list[Case]:
    """The rows as cases of a rulebook. Raises TableError with every name or value that the book refuses."""
    problems: list[str] = []
    cases = []
    for row in table.rows:
        facts = {name: _fact(book, name, value) for name, value in row.given.items()}
        unknown = [name for name in row.expect if name not in book.rules]
        problems += [f"{row.name}: {name} is no rule of {book.name}" for name in unknown]
        expected = {name: _expected(value) for name, value in row.expect.items()}
        targets = [name for name in row.expect if name not in unknown]
        problems += [f"{row.name}: {problem.message.en}" for problem in book.problems_with(facts, targets)]
        cases.append(Case(row.name, facts, expected))
    if problems:
        raise TableError(f"{table.file}: " + "; ".join(problems))
    return cases


def _fact(book: Rulebook, name: str, value: Any) -> Any:
    declared = book.inputs.get(name)
    if declared is None or declared.choices is None or not isinstance(value, str):
        return value
    members = {member.name.lower(): int(member) for member in declared.choices}
    return members.get(value.lower(), value)


def _expected(value: Any) -> Any:
    return Rate.parse(value) if isinstance(value, str) and "/" in value else value


def alone(book: Rulebook, case: Case) -> dict[str, Any]:
    """What the rulebook answers one case, by plain integers, as far as the case expects anything."""
    answer = book.evaluate(case.facts, tuple(case.expected))
    return {name: answer[name] for name in case.expected}


def whole_number_targets(book: Rulebook, cases: Sequence[Case]) -> list[str]:
    """The expected names that have a column: not rates, which are two numbers, nor what uses no fact at all."""
    names = dict.fromkeys(name for case in cases for name in case.expected)
    return [name for name in names if book.rules[name].unit != "rate" and book.plan([name]).given]


def columns_of(book: Rulebook, cases: Sequence[Case], targets: Sequence[str]) -> dict[str, Column]:
    """The facts of two cases or more, side by side; what a case leaves out, its expectations do not need."""
    rows = cases if len(cases) > 1 else [*cases, *cases]
    columns = {}
    for declared in book.plan(targets).given:
        absent = declared.lowest if declared.default is None else declared.default
        facts = [case.facts.get(declared.name, absent) for case in rows]
        columns[declared.name] = column_of(facts, is_flag=declared.kind == "flag")
    return columns


def in_rows(cases: Sequence[Case], answers: Mapping[str, Column]) -> list[dict[str, Any]]:
    """The answers of whole columns, row by row, as far as each case expects anything."""
    plain = {name: np.asarray(column).tolist() for name, column in answers.items()}
    return [
        {name: plain[name][place] for name in case.expected if name in plain}
        for place, case in enumerate(cases)
    ]


def sharpness_of(tables: Sequence[Table], editions: Editions) -> Sharpness:
    """What becomes of every small change under all tables of one book and edition together."""
    book, edition = tables[0].book, tables[0].edition
    rulebook = editions.rulebook(book, edition)
    cases = [case for table in tables for case in cases_of(table, rulebook)]
    files = editions.raw_files(book, edition)
    return sharpness(lambda raw: editions.build(book, edition, raw), files, cases)
