"""Whole columns: only whole numbers and flags within bounds enter, and every row is what it is alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hojokin.rules.engine.columns import (
    BLOCK,
    ColumnError,
    admitted,
    carry_out,
    column_of,
    evaluate_columns,
    out_of_bounds,
    too_wide,
)
from hojokin.rules.engine.graph import in_order
from hojokin.rules.engine.intervals import intervals
from hojokin.rules.engine.rulebook import Rulebook
from tests.rules.engine import bakery
from tests.rules.engine.expressions import Sample, plain, samples

BOOK = bakery.book()
TARGETS = [name for name, each in BOOK.rules.items() if each.unit != "rate"]
TWO_OVENS: dict[str, Any] = {"oven_cost": np.array([15_000, 14_999]), "bakers": np.array([5, 6])}


def _fact(declared: Any) -> st.SearchStrategy[Any]:
    if declared.kind == "flag":
        return st.booleans()
    if declared.choices:
        return st.sampled_from([int(member) for member in declared.choices])
    near_edges = st.sampled_from([4, 5, 6, 99, 100, 14_999, 15_000]).filter(
        lambda edge: edge <= declared.highest
    )
    return (
        st.sampled_from([declared.lowest, declared.highest]) | near_edges | st.integers(0, declared.highest)
    )


ROWS = st.lists(
    st.fixed_dictionaries({name: _fact(declared) for name, declared in BOOK.inputs.items()}),
    min_size=2,
    max_size=20,
)


def columns_of(book: Rulebook, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of facts, side by side."""
    return {
        name: column_of([row[name] for row in rows], is_flag=declared.kind == "flag")
        for name, declared in book.inputs.items()
    }


@given(ROWS)
@settings(max_examples=200)
def test_a_row_of_a_column_is_what_it_is_alone(rows: list[dict[str, Any]]) -> None:
    answers = evaluate_columns(BOOK, columns_of(BOOK, rows), TARGETS)

    alone = [BOOK.evaluate(row) for row in rows]
    assert {name: column.tolist() for name, column in answers.items()} == {
        name: [answer[name] for answer in alone] for name in TARGETS
    }


@given(samples())
@settings(max_examples=300)
def test_any_expression_over_columns_is_what_it_is_alone(sample: Sample) -> None:
    columns = {
        each.name: column_of([row[each.name] for row in sample.rows], is_flag=each.kind == "flag")
        for each in sample.given
    }
    order = in_order(sample.roots)

    values = carry_out(order, columns, too_wide(intervals(sample.roots, sample.bounds)))

    in_columns = [np.broadcast_to(values[root], len(sample.rows)).tolist() for root in sample.roots]
    alone = [plain(sample.roots, row) for row in sample.rows]
    assert in_columns == [[row[root] for row in alone] for root in sample.roots]


def test_figures_beyond_64_bits_stay_exact() -> None:
    widest = 10**12 - 1
    columns = {"oven_cost": np.array([widest, 1]), "mixer_cost": np.array([widest, 0])}

    answers = evaluate_columns(BOOK, columns, ["heat"])

    assert answers["heat"].tolist() == [2 * widest * widest, 1]
    assert 2 * widest * widest > 2**63


def test_blocks_join_without_a_seam() -> None:
    costs = np.arange(2 * BLOCK + 3)

    answers = evaluate_columns(BOOK, {"oven_cost": costs}, ["eligible_cost"])

    assert answers["eligible_cost"].tolist() == costs.tolist()
    assert answers["eligible_cost"].dtype == np.int64


def test_absent_columns_count_as_their_defaults() -> None:
    answers = evaluate_columns(BOOK, TWO_OVENS, ["grant", "is_rye", "cap"])

    assert answers["grant"].tolist() == [10_000, 0]
    assert answers["is_rye"].tolist() == [False, False]
    assert answers["is_rye"].dtype == np.bool_


def test_narrow_columns_are_widened_before_the_arithmetic() -> None:
    columns: dict[str, Any] = {
        "oven_cost": np.array([120, 120], np.int8),
        "mixer_cost": np.array([30_000, 9], np.int16),
    }

    assert evaluate_columns(BOOK, columns, ["eligible_cost"])["eligible_cost"].tolist() == [30_120, 129]


def test_every_fault_of_the_columns_is_told_at_once() -> None:
    columns: dict[str, Any] = {"oven_cost": np.array([1.5, 2.5]), "wood_fired": np.array([0, 1, 1])}

    with pytest.raises(ColumnError) as fault:
        admitted(columns, BOOK.plan(["grant"]).given)

    assert str(fault.value) == (
        "bakers is missing; columns differ in length: oven_cost 2, wood_fired 3; "
        "oven_cost holds float64, not whole numbers; wood_fired holds int64, not true or false"
    )


def test_unsigned_columns_are_refused() -> None:
    with pytest.raises(ColumnError, match="oven_cost holds uint64, not whole numbers"):
        evaluate_columns(BOOK, {"oven_cost": np.array([1], np.uint64)}, ["eligible_cost"])


def test_rows_out_of_bounds_are_found_and_refused() -> None:
    columns = {"oven_cost": np.array([0, -1, 10**12, 5]), "mixer_cost": np.array([0, 0, 0, 10**12 - 1])}
    given_inputs = BOOK.plan(["eligible_cost"]).given

    found = out_of_bounds(columns, given_inputs)

    assert [(bad.column, bad.rows.tolist()) for bad in found] == [("oven_cost", [1, 2])]
    with pytest.raises(ColumnError, match=r"^oven_cost: 2 rows out of bounds$"):
        evaluate_columns(BOOK, columns, ["eligible_cost"])


def test_a_rate_has_no_column() -> None:
    with pytest.raises(TypeError, match="only whole numbers and flags"):
        evaluate_columns(BOOK, {"bakers": np.array([1, 2])}, ["baking_rate"])


def test_columns_without_rows_give_columns_without_rows() -> None:
    empty: dict[str, Any] = {"oven_cost": np.array([], np.int64)}

    assert evaluate_columns(BOOK, empty, ["eligible_cost"])["eligible_cost"].tolist() == []
