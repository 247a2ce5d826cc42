"""Whole columns: a recorded rulebook carried out with NumPy, in blocks, exact to the yen.

Columns are whole numbers of 8 to 64 bits or flags, nothing else; every value is checked against its bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hojokin.rules.engine.facts import Input
from hojokin.rules.engine.graph import Expr, in_order
from hojokin.rules.engine.intervals import INT64, Interval, intervals
from hojokin.rules.engine.rulebook import Rulebook

Column = NDArray[Any]
BLOCK = 16_384

_OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "floordiv": np.floor_divide,
    "min": np.minimum,
    "max": np.maximum,
    "lt": np.less,
    "le": np.less_equal,
    "eq": np.equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "where": np.where,
}


class ColumnError(ValueError):
    """Columns that may not enter: wrong kind, unequal lengths, or values out of bounds."""


@dataclass(frozen=True)
class BadRows:
    """Rows whose value in one column lies out of its bounds."""

    column: str
    rows: NDArray[np.int64]


def admitted(columns: Mapping[str, Column], given: Sequence[Input]) -> dict[str, Column]:
    """Columns of the right kind and one length, defaults filled in. Raises ColumnError with every problem."""
    problems = [f"{each.name} is missing" for each in given if each.required and each.name not in columns]
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length:,}" for name, length in lengths.items())
        problems.append(f"columns differ in length: {told}")
    for each in given:
        column = columns.get(each.name)
        if column is not None and column.dtype.kind not in ("b" if each.kind == "flag" else "i"):
            kind = "true or false" if each.kind == "flag" else "whole numbers"
            problems.append(f"{each.name} holds {column.dtype}, not {kind}")
    if problems:
        raise ColumnError("; ".join(problems))
    size = next(iter(lengths.values()), 0)
    return {
        each.name: columns[each.name] if each.name in columns else _constant(each, size) for each in given
    }


def _constant(each: Input, size: int) -> Column:
    dtype = np.bool_ if each.kind == "flag" else np.int64
    return np.broadcast_to(np.array(each.default or 0, dtype=dtype), (size,))


def out_of_bounds(columns: Mapping[str, Column], given: Sequence[Input]) -> list[BadRows]:
    """The rows of each column that lie outside the declared bounds."""
    found = []
    for each in given:
        column = columns[each.name]
        if each.kind != "flag" and len(column):
            low, high = int(column.min()), int(column.max())
            if low < each.lowest or high > each.highest:
                outside = (column < each.lowest) | (column > each.highest)
                found.append(BadRows(each.name, np.flatnonzero(outside)))
    return found


def evaluate_columns(
    book: Rulebook, columns: Mapping[str, Column], targets: Sequence[str]
) -> dict[str, Column]:
    """One value a row and target: bool, int64, or Python's integers for a target that may need more bits.

    Raises ColumnError when the columns may not enter, and TypeError for a target that is a rate.
    """
    return evaluate_expressions(book.record(targets), book.plan(targets).given, columns)


def evaluate_expressions(
    roots: Mapping[str, Expr], given: Sequence[Input], columns: Mapping[str, Column]
) -> dict[str, Column]:
    """One value a row and named expression over some inputs. Raises ColumnError for what may not enter."""
    entering = admitted(columns, given)
    if bad := out_of_bounds(entering, given):
        raise ColumnError("; ".join(f"{each.column}: {len(each.rows):,} rows out of bounds" for each in bad))
    order = in_order(roots.values())
    wide = too_wide(intervals(roots.values(), {each.name: (each.lowest, each.highest) for each in given}))
    size = len(next(iter(entering.values()))) if entering else 1
    out: dict[str, Column] = {name: np.empty(size, _dtype(root, wide)) for name, root in roots.items()}
    for start in range(0, size, BLOCK):
        end = min(start + BLOCK, size)
        block = carry_out(order, {name: column[start:end] for name, column in entering.items()}, wide)
        for name, root in roots.items():
            out[name][start:end] = block[root]
    return out


def too_wide(spans: Mapping[Expr, Interval]) -> set[Expr]:
    """The nodes whose values may need more than 64 bits."""
    return {node for node, span in spans.items() if max(-span[0], span[1]) > INT64}


def carry_out(order: Sequence[Expr], columns: Mapping[str, Column], wide: set[Expr]) -> dict[Expr, Column]:
    """The value of every node over some rows; ``order`` as :func:`in_order` gives it, columns by input."""
    values: dict[Expr, Any] = {}
    for node in order:
        if node.op == "input":
            result = columns[node.name]
        elif node.op == "const":
            result = np.array(node.value, dtype=_dtype(node, wide))
        else:
            arguments = [values[arg] for arg in node.args]
            if node in wide:  # beyond 64 bits Python's own integers stay exact
                arguments = [np.asarray(value).astype(object) for value in arguments]
            result = _OPERATIONS[node.op](*arguments)
        values[node] = np.asarray(result).astype(_dtype(node, wide), copy=False)
    return values


def _dtype(node: Expr, wide: set[Expr]) -> type[Any]:
    if node.is_flag:
        return np.bool_
    return np.object_ if node in wide else np.int64


def spread(column: Column, size: int) -> Column:
    """A column of some rows; a constant is repeated."""
    return np.broadcast_to(column, (size,))


def column_of(values: Sequence[int], *, is_flag: bool = False) -> Column:
    """Plain values as a column; those beyond 64 bits stay Python's integers."""
    if is_flag:
        return np.array(values, dtype=np.bool_)
    wide = any(abs(value) > INT64 for value in values)
    return np.array(values, dtype=np.object_ if wide else np.int64)
