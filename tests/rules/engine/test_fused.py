"""The compiled loop: what it answers is what the rules answer alone, however narrow its numbers are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings

from hojokin.rules.engine.columns import ColumnError, column_of
from hojokin.rules.engine.fused import TooWide, fuse, fuse_expressions
from hojokin.rules.engine.graph import Expr
from tests.rules.engine import bakery
from tests.rules.engine.expressions import Sample, plain, samples
from tests.rules.engine.test_columns import BOOK, ROWS, TARGETS, columns_of

FITTING = [name for name in TARGETS if name not in ("heat", "honour", "bonus")]
LOOP = fuse(BOOK, FITTING)


@given(ROWS)
@settings(max_examples=200)
def test_a_row_of_the_compiled_loop_is_what_it_is_alone(rows: list[dict[str, Any]]) -> None:
    answers = LOOP(columns_of(BOOK, rows))

    alone = [BOOK.evaluate(row, FITTING) for row in rows]
    assert {name: column.tolist() for name, column in answers.items()} == {
        name: [answer[name] for answer in alone] for name in FITTING
    }


@given(samples())
@settings(max_examples=200)
def test_the_emitted_loop_never_overflows_and_answers_exactly(sample: Sample) -> None:
    """The loop runs uncompiled here, where NumPy's scalars of 32 and 64 bits raise instead of wrapping."""
    fitting: dict[str, Expr] = {}
    for place, root in enumerate(sample.roots):  # what fits alone may be too wide beside another
        if not _is_too_wide({**fitting, str(place): root}, sample):
            fitting[str(place)] = root
    source = fuse_expressions(fitting, sample.given).source
    columns = [
        column_of([row[each.name] for row in sample.rows], is_flag=each.kind == "flag")
        for each in sample.given
    ]
    out: list[Any] = [
        np.empty(len(sample.rows), np.bool_ if root.is_flag else np.int64) for root in fitting.values()
    ]
    namespace: dict[str, Any] = {"np": np}
    exec(source, namespace)

    with np.errstate(all="raise"):
        outside = namespace["fused"](*columns, *out)

    alone = [plain(fitting.values(), row) for row in sample.rows]
    assert not outside
    assert [column.tolist() for column in out] == [[row[root] for row in alone] for root in fitting.values()]


def _is_too_wide(roots: dict[str, Expr], sample: Sample) -> bool:
    try:
        fuse_expressions(roots, sample.given)
    except TooWide:
        return True
    return False


@given(samples())
@settings(max_examples=200)
def test_figures_cut_to_their_levels_give_the_same_answer(sample: Sample) -> None:
    assume(not _is_too_wide({"x": sample.root}, sample))
    levels = fuse_expressions({"x": sample.root}, sample.given).levels

    for row in sample.rows:
        cut = {name: min(value, levels.get(name, value)) for name, value in row.items()}
        assert plain([sample.root], cut)[sample.root] == plain([sample.root], row)[sample.root]


def test_two_threads_answer_like_one() -> None:
    columns = {"oven_cost": np.arange(10_001), "bakers": np.arange(10_001) % 120}
    loop = fuse(BOOK, ["grant"])

    one, two = loop(columns, threads=1)["grant"], loop(columns, threads=2)["grant"]

    assert one.tolist() == two.tolist()
    assert one.dtype == np.int32


def test_a_figure_is_cut_where_every_cap_is_reached() -> None:
    levels = fuse(BOOK, ["grant"]).levels

    assert levels == {"oven_cost": 1_000_000, "mixer_cost": 1_000_000, "bakers": 101}
    assert fuse(BOOK, ["eligible_cost"]).levels == {}


def test_columns_of_any_width_give_the_same_answers() -> None:
    rows = [{"oven_cost": cost, "mixer_cost": 0, "bakers": cost % 120} for cost in (0, 5, 99, 120, 127)]
    wide = {name: np.array([row[name] for row in rows]) for name in rows[0]}

    answers = [
        LOOP({name: column.astype(kind) for name, column in wide.items()})
        for kind in (np.int8, np.int16, np.int64)
    ]

    told = [{name: column.tolist() for name, column in answer.items()} for answer in answers]
    assert told[0] == told[1] == told[2]
    assert told[0]["own_share"] == [BOOK.evaluate(row)["own_share"] for row in rows]


def test_a_figure_that_may_need_more_than_64_bits_is_not_fused() -> None:
    with pytest.raises(
        TooWide, match=r"^\(oven_cost \+ mixer_cost\) \* oven_cost may need more than 64 bits$"
    ):
        fuse(BOOK, ["heat"])


def test_rows_out_of_bounds_are_refused_even_where_the_figure_is_cut() -> None:
    loop = fuse(BOOK, ["grant"])
    columns = {"oven_cost": np.array([0, 10**12, -1, 7]), "bakers": np.array([0, 0, 0, 501])}

    with pytest.raises(ColumnError, match=r"^oven_cost: 2 rows out of bounds; bakers: 1 rows out of bounds$"):
        loop(columns)


def test_columns_of_the_wrong_kind_do_not_enter_the_loop() -> None:
    with pytest.raises(ColumnError, match="oven_cost holds float64, not whole numbers"):
        fuse(BOOK, ["grant"])({"oven_cost": np.array([1.0]), "bakers": np.array([1])})


def test_a_constant_answer_is_repeated_for_every_row() -> None:
    before = fuse(bakery.book("fy2025"), ["honour", "merits"])

    answers = before({"bakers": np.array([5, 6, 5]), "wood_fired": np.array([True, True, False])})

    assert answers["merits"].tolist() == [2, 1, 1]
    assert answers["honour"].tolist() == [True, False, False]
