"""Random expression graphs and random facts for them, on which the column engines are tested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from hojokin.rules.engine.exact import all_of, any_of, least, most, not_, where
from hojokin.rules.engine.facts import Input, Text
from hojokin.rules.engine.graph import Expr, apply, in_order, lift, symbol

NUMBERS = ("a", "b", "c")
FLAGS = ("p", "q")


def a_number(name: str) -> Any:
    """A recorded number, which stands for an int where rules are written."""
    return symbol(name)


def a_flag(name: str) -> Any:
    """A recorded flag, which stands for a bool where rules are written."""
    return symbol(name, is_flag=True)


@dataclass(frozen=True)
class Sample:
    """Recorded expressions, the last of them, the inputs they are declared over, and rows within the bounds."""

    root: Expr
    roots: tuple[Expr, ...]
    given: tuple[Input, ...]
    rows: tuple[dict[str, Any], ...]

    @property
    def bounds(self) -> dict[str, tuple[int, int]]:
        return {each.name: (each.lowest, each.highest) for each in self.given}


def plain(roots: Iterable[Expr], facts: dict[str, Any]) -> dict[Expr, Any]:
    """Every node's value by Python's own integers."""
    values: dict[Expr, Any] = {}
    for node in in_order(roots):
        if node.op == "input":
            values[node] = facts[node.name]
        elif node.op == "const":
            values[node] = bool(node.value) if node.is_flag else node.value
        else:
            values[node] = apply(node.op, *(values[arg] for arg in node.args))
    return values


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """A graph of some operations over three numbers and two flags, and rows with many extremes."""
    given = [_number(draw, name) for name in NUMBERS]
    given += [Input(Text(name, name), "flag", name=name) for name in FLAGS]
    numbers: list[Any] = [a_number(name) for name in NUMBERS]
    flags: list[Any] = [a_flag(name) for name in FLAGS]
    for _ in range(draw(st.integers(3, 9))):
        if draw(st.booleans()):
            numbers.append(_new_number(draw, numbers, flags))
        else:
            flags.append(_new_flag(draw, numbers, flags))
    root = lift(draw(st.sampled_from([numbers[-1], flags[-1]])))
    roots = tuple(dict.fromkeys(map(lift, [*numbers, *flags])))
    rows = draw(
        st.lists(st.fixed_dictionaries({each.name: _values(each) for each in given}), min_size=2, max_size=6)
    )
    return Sample(root, roots, tuple(given), tuple(rows))


def _number(draw: st.DrawFn, name: str) -> Input:
    lowest = draw(st.sampled_from([0, 0, 1, -2, -1_000]))
    highest = lowest + draw(st.sampled_from([10**12, 0, 2, 3, 2**31, 3 * 10**9, 10**12]))
    return Input(Text(name, name), "count", lowest, highest, name=name)


def _values(each: Input) -> st.SearchStrategy[Any]:
    if each.kind == "flag":
        return st.booleans()
    return st.sampled_from([each.lowest, each.highest]) | st.integers(each.lowest, each.highest)


def _new_number(draw: st.DrawFn, numbers: list[Any], flags: list[Any]) -> Any:
    a, b = draw(st.sampled_from(numbers)), draw(st.sampled_from(numbers) | st.integers(-3, 5))
    divisor = draw(st.sampled_from([most(1, b), least(-1, b), draw(st.integers(1, 12))]))
    choices = [
        lambda: numbers[0] * b,
        lambda: a + b,
        lambda: a - b,
        lambda: a * draw(st.sampled_from(numbers[: len(NUMBERS)])),
        lambda: a // divisor,
        lambda: least(a, b),
        lambda: most(a, b),
        lambda: where(draw(st.sampled_from(flags)), a, b),
    ]
    return draw(st.sampled_from(choices))()


def _new_flag(draw: st.DrawFn, numbers: list[Any], flags: list[Any]) -> Any:
    a, b = draw(st.sampled_from(numbers)), draw(st.sampled_from(numbers) | st.integers(-3, 5))
    p, q = draw(st.sampled_from(flags)), draw(st.sampled_from(flags))
    choices = [
        lambda: a < b,
        lambda: a >= b,
        lambda: a == b,
        lambda: a != b,
        lambda: all_of(p, q),
        lambda: any_of(p, q),
        lambda: not_(p),
        lambda: where(p, q, draw(st.sampled_from(flags))),
    ]
    return draw(st.sampled_from(choices))()
