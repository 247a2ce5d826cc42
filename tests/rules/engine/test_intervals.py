"""Intervals contain every value, and cutting values down to their windows changes no answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from hojokin.rules.engine.exact import all_of, least, most, where
from hojokin.rules.engine.graph import Expr, apply, in_order
from hojokin.rules.engine.intervals import intervals, windows
from tests.rules.engine.expressions import Sample, a_number, plain, samples


@given(samples())
@settings(max_examples=300)
def test_an_interval_contains_every_value(sample: Sample) -> None:
    spans = intervals(sample.roots, sample.bounds)

    for facts in sample.rows:
        for node, value in plain(sample.roots, facts).items():
            low, high = spans[node]
            assert low <= value <= high


@given(samples())
@settings(max_examples=300)
def test_pulling_every_value_into_its_window_changes_no_answer(sample: Sample) -> None:
    ranges = intervals([sample.root], sample.bounds)
    matters = windows([sample.root], ranges)

    for facts in sample.rows:
        pulled: dict[Expr, Any] = {}
        for node in in_order([sample.root]):
            if node.op == "input":
                value = facts[node.name]
            elif node.op == "const":
                value = node.value
            else:
                value = apply(node.op, *(pulled[arg] for arg in node.args))
            low, high = matters[node]
            pulled[node] = value if node.is_flag else min(max(value, low), high)
        assert pulled[sample.root] == plain([sample.root], facts)[sample.root]


def test_a_comparison_decided_by_the_bounds_is_known() -> None:
    a, b = a_number("a"), a_number("b")
    bounds = {"a": (0, 5), "b": (5, 9)}
    flags: list[Any] = [a < b, a <= b, b < a, a == b, all_of(a <= b, b < a)]

    spans = intervals(flags, bounds)

    assert [spans[flag] for flag in flags] == [(0, 1), (1, 1), (0, 0), (0, 1), (0, 0)]
    chosen: Any = where(a <= b, a, b + 100)
    assert intervals([chosen], bounds)[chosen] == (0, 5)


def test_a_cap_bounds_what_matters_of_the_figure_below_it() -> None:
    cost = a_number("cost")
    share = cost * 2 // 3
    capped: Any = least(share, 1_000)

    ranges = intervals([capped], {"cost": (0, 10**12)})

    assert ranges[capped] == (0, 1_000)
    assert windows([capped], ranges)[cost] == (0, 1_500)


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    a, b = a_number("a"), a_number("b")

    with pytest.raises(ZeroDivisionError, match=r"the divisor of a // b may be 0"):
        intervals([a // b], {"a": (0, 9), "b": (-1, 1)})
    guarded = a // most(1, b)
    assert intervals([guarded], {"a": (0, 9), "b": (-1, 1)})[guarded] == (0, 9)
