"""Recorded expressions: equal ones are one node, and nothing unrecordable slips in."""

from __future__ import annotations

from typing import Any

import pytest

from hojokin.rules.engine.exact import all_of, any_of, not_, where
from hojokin.rules.engine.graph import Expr, apply, in_order, lift, symbol
from tests.rules.engine.expressions import a_flag, a_number

A, B, P, Q = a_number("a"), a_number("b"), a_flag("p"), a_flag("q")


def test_equal_expressions_are_one_node() -> None:
    assert (A + B * 2) is (A + B * 2)
    assert symbol("a") is not symbol("a", is_flag=True)


@pytest.mark.parametrize(
    ("recorded", "kept"),
    [
        (A * 1, A),
        (1 * A, A),
        (A // 1, A),
        (A + 0, A),
        (0 + A, A),
        (A - 0, A),
        (where(P, A, A), A),
        (not_(not_(P)), P),
    ],
)
def test_what_changes_nothing_leaves_no_trace(recorded: Expr, kept: Expr) -> None:
    assert recorded is kept


def test_constants_are_carried_out_while_recording() -> None:
    three: Any = lift(3)
    true: Any = lift(True)
    false: Any = lift(False)

    assert (three * 4 - 2) is lift(10)
    assert (three < 4) is lift(True)
    assert not_(true) is false
    assert where(false, A, B) is B
    assert all_of(P, True, Q) is all_of(P, Q)
    assert all_of(P, False, Q) is false
    assert any_of(P, true) is true
    assert any_of(P, False) is P
    assert all_of(true, true) is true


@pytest.mark.parametrize(
    ("recorded", "text"),
    [
        (A - 1_000 + B, "(a - 1_000) + b"),
        (5 - A, "5 - a"),
        (-A, "0 - a"),
        (7 // A, "7 // a"),
        (A // B, "a // b"),
        (A > B, "b < a"),
        (A >= 3, "3 <= a"),
        (A == B, "a == b"),
        (A != B, "not(a == b)"),
        (where(P, Q, True), "where(p, q, True)"),
    ],
)
def test_a_recorded_expression_reads_as_it_was_written(recorded: Expr, text: str) -> None:
    assert repr(recorded) == text


def test_a_recorded_value_refuses_to_be_a_truth() -> None:
    with pytest.raises(TypeError, match="has no truth"):
        bool(A < B)
    with pytest.raises(TypeError, match="has no truth"):
        assert A


@pytest.mark.parametrize("value", [1.5, "3", None, [1]])
def test_only_whole_numbers_and_flags_are_recorded(value: object) -> None:
    with pytest.raises(TypeError, match="only whole numbers and flags"):
        A + value


def test_a_flag_is_no_number_and_a_number_no_flag() -> None:
    with pytest.raises(TypeError, match="a flag is no number"):
        A + P
    with pytest.raises(TypeError, match="takes a flag"):
        not_(A)
    with pytest.raises(TypeError, match="takes a flag"):
        where(A, A, B)


def test_every_node_comes_after_those_it_uses_however_deep() -> None:
    deep = A
    for step in range(5_000):
        deep = deep * 2 + step

    order = in_order([deep, A])
    places = {node: place for place, node in enumerate(order)}

    assert len(order) == len(places)
    assert all(places[arg] < places[node] for node in order for arg in node.args)
    assert order[-1] is deep


def test_operations_on_plain_values_are_pythons_own() -> None:
    assert apply("floordiv", -7, 2) == -4
    assert apply("where", False, 1, 2) == 2
    assert apply("and", True, False) is False
    with pytest.raises(KeyError):
        apply("input")
