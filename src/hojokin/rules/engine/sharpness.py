"""Sharpness: the small changes of rules and printed numbers that no case of a table would notice.

All cases stand side by side in columns; a mutant is carried out from the changed rule onwards, as far as
anything differs, so that thousands of mutants take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hojokin.rules.engine.columns import Column, carry_out, column_of, spread, too_wide
from hojokin.rules.engine.exact import Rate
from hojokin.rules.engine.graph import Expr, apply, in_order
from hojokin.rules.engine.intervals import Interval, intervals
from hojokin.rules.engine.mutants import (
    Builder,
    Mutant,
    Parts,
    Raw,
    changes_of_numbers,
    changes_of_rules,
    parts_of,
    recorded,
)
from hojokin.rules.engine.rulebook import Rule, Rulebook


@dataclass(frozen=True)
class Case:
    """One line of a case table: facts, and the values that some rules must give."""

    name: str
    facts: Mapping[str, int | bool]
    expected: Mapping[str, int | bool | Rate]


class WrongCase(ValueError):
    """Cases that the unchanged rules do not answer as expected; the message lists every one."""


@dataclass(frozen=True)
class Sharpness:
    """What became of every mutant: the keys of those that a case noticed, and of those that none did."""

    noticed: frozenset[str]
    survivors: tuple[str, ...]


def sharpness(build: Builder, files: Sequence[Raw], cases: Sequence[Case]) -> Sharpness:
    """Try every mutant of the rules that the cases' expectations stand on.

    A mutant is noticed when any expected value of any case changes, or when a case divides by zero. Raises
    WrongCase when the unchanged rules fail a case, or when a case has facts that may not enter.
    """
    book = build(files)
    table = _Table(book, cases)
    rules = table.rules
    fate = {
        mutant.key: table.notices(mutant)
        for mutant in (*changes_of_rules(book, rules), *changes_of_numbers(build, files, rules))
    }
    noticed = frozenset(key for key, seen in fate.items() if seen)
    return Sharpness(noticed, tuple(key for key, seen in fate.items() if not seen))


def survivors(build: Builder, files: Sequence[Raw], cases: Sequence[Case]) -> tuple[str, ...]:
    """The keys of the mutants that no case notices. Raises WrongCase like :func:`sharpness`."""
    return sharpness(build, files, cases).survivors


@dataclass(frozen=True)
class _Values:
    """One part of a value in every case, with its lowest and highest."""

    column: Column
    span: Interval


class _Table:
    """The cases in columns, with every value that the unchanged rules give them."""

    def __init__(self, book: Rulebook, cases: Sequence[Case]) -> None:
        self.book = book
        self.cases = cases
        _refuse_wrong_facts(book, cases)
        targets = dict.fromkeys(name for case in cases for name in case.expected)
        plan = book.plan(targets)
        self.rules = plan.rules
        self.parts = {each.name: recorded(book, each) for each in plan.rules}
        self.arguments = {each.name: _argument_parts(book, each) for each in plan.rules}
        self.stating = {name: [name in case.expected for case in cases] for name in targets}
        needed = [book.needed_by(case.expected) for case in cases]
        self.standing = {each.name: [each.name in names for names in needed] for each in plan.rules}
        self.values: dict[str, _Values] = {}
        for declared in plan.given:  # a fact that a case may leave out lies anywhere: no expectation uses it
            absent = declared.lowest if declared.default is None else declared.default
            facts = [case.facts.get(declared.name, absent) for case in cases]
            self.values[declared.name] = _values(column_of(facts, is_flag=declared.kind == "flag"))
        for each in plan.rules:
            self.values.update(self._carried_out(each, self.parts[each.name], {}))
        self._refuse_wrong_answers()

    def _refuse_wrong_answers(self) -> None:
        problems = []
        for place, case in enumerate(self.cases):
            for name, expected in case.expected.items():
                names = parts_of(name, self.book.rules[name].unit)
                wanted = (
                    [expected.numerator, expected.denominator] if isinstance(expected, Rate) else [expected]
                )
                given = [_at(self.values[part].column, place) for part in names]
                if given != wanted:
                    problems.append(f"{case.name}: {name} is {given}, not {wanted}")
        if problems:
            raise WrongCase("; ".join(problems))

    def notices(self, mutant: Mutant) -> bool:
        """Whether any expected value changes, or a case that stands on a changed rule divides by zero."""
        moved: dict[str, _Values] = {}
        for each in self.rules:
            if each.name not in mutant.changed and not any(
                part in moved for part in self.arguments[each.name]
            ):
                continue
            try:
                given = self._carried_out(each, mutant.changed.get(each.name, self.parts[each.name]), moved)
            except ZeroDivisionError:
                return True
            for part, values in given.items():
                differs = values.column != self.values[part].column
                if differs.any():
                    moved[part] = values
                    if each.name in self.stating and (differs & self.stating[each.name]).any():
                        return True
        return False

    def _carried_out(self, each: Rule, parts: Parts, moved: Mapping[str, _Values]) -> dict[str, _Values]:
        given = {name: moved.get(name) or self.values[name] for name in self.arguments[each.name]}
        order = in_order(parts)
        columns = {name: values.column for name, values in given.items()}
        names = parts_of(each.name, each.unit)
        try:
            spans = intervals(parts, {name: values.span for name, values in given.items()})
        except ZeroDivisionError:
            answers = list(self._one_by_one(each, parts, order, columns))
            return {name: _values(column) for name, column in zip(names, answers, strict=True)}
        done = carry_out(order, columns, too_wide(spans))
        answers = [spread(done[part], len(self.cases)) for part in parts]
        return {name: _values(column) for name, column in zip(names, answers, strict=True)}

    def _one_by_one(
        self, each: Rule, parts: Parts, order: Sequence[Expr], columns: Mapping[str, Column]
    ) -> Iterator[Column]:
        """Plain integers, case by case; division by zero only matters to a case that stands on the rule."""
        rows: list[dict[Expr, Any]] = []
        for place, matters in enumerate(self.standing[each.name]):
            row: dict[Expr, Any] = {}
            for node in order:
                try:
                    row[node] = _plain(node, row, columns, place)
                except ZeroDivisionError:
                    if matters:
                        raise
                    row[node] = 0
            rows.append(row)
        for part in parts:
            yield column_of([row[part] for row in rows], is_flag=part.is_flag)


def _plain(node: Expr, row: Mapping[Expr, Any], columns: Mapping[str, Column], place: int) -> Any:
    if node.op == "input":
        return _at(columns[node.name], place)
    return node.value if node.op == "const" else apply(node.op, *(row[arg] for arg in node.args))


def _at(column: Column, place: int) -> Any:
    """One value as plain Python, of a column of any kind."""
    return column[place : place + 1].tolist()[0]


def _values(column: Column) -> _Values:
    return _Values(column, (int(column.min()), int(column.max())))


def _argument_parts(book: Rulebook, each: Rule) -> list[str]:
    units = [(name, book.unit_of(name) or "") for name in each.arguments]
    return [part for name, unit in units if unit != "block" for part in parts_of(name, unit)]


def _refuse_wrong_facts(book: Rulebook, cases: Sequence[Case]) -> None:
    problems = [
        f"{case.name}: {problem.message.en}"
        for case in cases
        for problem in book.problems_with(case.facts, tuple(case.expected))
    ]
    if problems:
        raise WrongCase("; ".join(problems))
