"""Fused columns: a recorded rulebook emitted as one branch-free loop and compiled, exact to the yen.

Interval arithmetic decides where 32 bits are enough; inputs whose size stops mattering (every cap is reached)
are cut down to that level first, which keeps most of the arithmetic narrow enough for vector units. A loop is
emitted for every combination of column widths, so that a narrow column is never widened only to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numba
import numpy as np

from hojokin.rules.engine.columns import Column, ColumnError, admitted, out_of_bounds
from hojokin.rules.engine.facts import Input
from hojokin.rules.engine.graph import Expr, in_order
from hojokin.rules.engine.intervals import INT32, INT64, Interval, intervals, windows
from hojokin.rules.engine.rulebook import Rulebook

PARALLEL_FROM = 500_000
PART = 125_000  # rows that a thread takes at a time
_CORES: int = numba.config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]  # set while Numba is imported
_SIGNS = {"add": "+", "sub": "-", "mul": "*", "lt": "<", "le": "<=", "eq": "==", "and": "&", "or": "|"}
_WIDEST = 64


class TooWide(ValueError):
    """A rule whose values do not fit 64 bits and so cannot be fused."""


@dataclass(frozen=True, eq=False)
class FusedRules:
    """Some expressions over the inputs as one compiled loop over columns."""

    roots: Mapping[str, Expr]
    given: tuple[Input, ...]
    _loops: dict[tuple[int, ...], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def source(self) -> str:
        """The emitted loop over columns of 64 bits, for readers."""
        return self._widest.source()

    @cached_property
    def levels(self) -> dict[str, int]:
        """The level at which each input is cut: larger figures give the same answers."""
        return self._widest.levels

    @cached_property
    def _widest(self) -> _Emitter:
        return _Emitter(self.roots, self.given, [_WIDEST] * len(self.given))

    def __call__(self, columns: Mapping[str, Column], *, threads: int | None = None) -> dict[str, Column]:
        """One value a row and root. Raises ColumnError for columns or values that may not enter."""
        columns = admitted(columns, self.given)
        size = len(next(iter(columns.values()))) if columns else 0
        out = [np.empty(size, np.bool_ if span is None else _dtype(span)) for span in self._spans]
        entering = [columns[each.name] for each in self.given]
        workers = threads or (_CORES if size >= PARALLEL_FROM else 1)
        if self._run(
            self._loop([column.dtype.itemsize * 8 for column in entering]), [*entering, *out], workers
        ):
            raise ColumnError(_told(columns, self.given))
        return dict(zip(self.roots, out, strict=True))

    def _loop(self, widths: Sequence[int]) -> Any:
        made = self._loops.get(tuple(widths))
        if made is None:
            namespace: dict[str, Any] = {"np": np}
            source = _Emitter(self.roots, self.given, widths).source()
            exec(compile(source, "<fused rules>", "exec"), namespace)  # noqa: S102 - emitted from the graph, never from input
            made = numba.njit(error_model="numpy", nogil=True)(namespace["fused"])
            self._loops[tuple(widths)] = made
        return made

    def _run(self, loop: Any, arrays: list[Column], workers: int) -> bool:
        size = len(arrays[-1])
        if workers == 1:
            return bool(loop(*arrays))
        parts = max(workers, size // PART)
        edges = [size * place // parts for place in range(parts + 1)]
        waiting = iter(list(pairwise(edges)))  # whoever is free takes the next part, this thread too

        def work() -> bool:
            return sum(bool(loop(*(array[start:end] for array in arrays))) for start, end in waiting) > 0

        others = [_pool(workers - 1).submit(work) for _ in range(workers - 1)]
        outside = work()
        return sum(other.result() for other in others) > 0 or outside

    @cached_property
    def _spans(self) -> list[Interval | None]:
        spans = intervals(self.roots.values(), _bounds(self.given))
        return [None if root.is_flag else spans[root] for root in self.roots.values()]


def fuse(book: Rulebook, targets: Sequence[str]) -> FusedRules:
    """Prepare targets for the compiled loop. Raises TooWide naming a value that needs more than 64 bits."""
    return fuse_expressions(book.record(targets), book.plan(targets).given)


def fuse_expressions(roots: Mapping[str, Expr], given: Sequence[Input]) -> FusedRules:
    """Prepare named expressions over some inputs, which become the loop's arguments in this order.

    Raises TooWide naming a value that needs more than 64 bits.
    """
    fused = FusedRules(dict(roots), tuple(given))
    fused.source  # noqa: B018 - emitted here so that a rule too wide is found before any column is read
    return fused


@cache
def _pool(workers: int) -> ThreadPoolExecutor:
    """Threads are started once: starting them anew costs as much as a hundred thousand rows."""
    return ThreadPoolExecutor(workers, thread_name_prefix="fused")


def _told(columns: Mapping[str, Column], given: Sequence[Input]) -> str:
    bad = out_of_bounds(columns, given)
    return "; ".join(f"{each.column}: {len(each.rows):,} rows out of bounds" for each in bad)


def _bounds(given: Sequence[Input]) -> dict[str, Interval]:
    return {each.name: (each.lowest, each.highest) for each in given}


def _dtype(span: Interval) -> type[np.signedinteger[Any]]:
    return np.int32 if max(-span[0], span[1]) <= INT32 else np.int64


class _Emitter:
    """Writes the loop over columns of some widths: one line a node, each as narrow as its interval allows."""

    def __init__(self, roots: Mapping[str, Expr], given: Sequence[Input], widths: Sequence[int]) -> None:
        self.roots = roots
        self.given = given
        self.widths = widths
        bounds = {each.name: _holdable(each, width) for each, width in zip(given, widths, strict=True)}
        whole = intervals(roots.values(), bounds)
        self.levels = _levels(whole, windows(roots.values(), whole))
        cut = {name: (low, min(high, self.levels.get(name, high))) for name, (low, high) in bounds.items()}
        self.spans = intervals(roots.values(), cut)
        self.names = {node: f"v{place}" for place, node in enumerate(in_order(roots.values()))}
        self.inputs = {node.name: name for node, name in self.names.items() if node.op == "input"}
        for node, span in self.spans.items():
            if max(-span[0], span[1]) > INT64:
                raise TooWide(f"{node!r} may need more than 64 bits")

    def source(self) -> str:
        """The loop; its arguments are the inputs in order, then one output a root."""
        outputs = [f"o{place}" for place in range(len(self.roots))]
        arguments = [f"c_{each.name}" for each in self.given] + outputs
        lines = [f"def fused({', '.join(arguments)}):", "    outside = False"]
        lines += [f"    for i in range(len({arguments[-1]})):"]
        for each, width in zip(self.given, self.widths, strict=True):
            lines += [f"        {line}" for line in self._read(each, width)]
        steps = [node for node in self.names if node.op not in ("const", "input")]
        lines += [f"        {self.names[node]} = {self._line(node)}" for node in steps]
        answers = zip(outputs, self.roots.values(), strict=True)
        lines += [f"        {output}[i] = {self._ref(root)}" for output, root in answers]
        return "\n".join([*lines, "    return outside", ""])

    def _read(self, each: Input, width: int) -> list[str]:
        """Read a cell, see whether it lies within its bounds, and cut it to its level."""
        name = self.inputs.get(each.name, "_")
        if each.kind == "flag":
            return [f"{name} = c_{each.name}[i]"]
        kind = "np.int64" if width == _WIDEST else "np.int32"
        lowest, highest = _holdable(each, width)
        edges = [f"(x < {kind}({each.lowest}))"] if each.lowest > _lowest_of(width) else []
        edges += [f"(x > {kind}({each.highest}))"] if each.highest < _highest_of(width) else []
        lines = [f"x = {kind}(c_{each.name}[i])"]
        lines += [f"outside |= {' | '.join(edges)}"] if edges else []
        level = self.levels.get(each.name, highest)
        cut = f"min(x, {kind}({level}))" if level < highest else "x"
        narrow = max(-lowest, level) <= INT32
        return [*lines, f"{name} = np.{'int32' if narrow else 'int64'}({cut})"]

    def _narrow(self, *nodes: Expr) -> bool:
        return all(max(-self.spans[node][0], self.spans[node][1]) <= INT32 for node in nodes)

    def _ref(self, node: Expr, *, wide: bool = False) -> str:
        if node.op == "const":
            if node.is_flag:
                return str(bool(node.value))
            return f"np.{'int64' if wide or not self._narrow(node) else 'int32'}({node.value})"
        return f"np.int64({self.names[node]})" if wide and not node.is_flag else self.names[node]

    def _line(self, node: Expr) -> str:
        wide = not self._narrow(node, *node.args)
        refs = [self._ref(arg, wide=wide) for arg in node.args]
        cast = "np.int64" if wide else "np.int32"
        if node.op == "not":
            return f"not {refs[0]}"
        if node.op == "where":
            return self._chosen(node, refs, cast)
        if node.op in ("min", "max"):
            return f"{cast}({node.op}({', '.join(refs)}))"
        if node.op == "floordiv":
            return self._divided(node, refs, cast)
        text = f" {_SIGNS[node.op]} ".join(refs)
        return f"({text})" if node.is_flag else f"{cast}({text})"

    def _chosen(self, node: Expr, refs: list[str], cast: str) -> str:
        text = f"{refs[1]} if {refs[0]} else {refs[2]}"
        return f"({text})" if node.is_flag else f"{cast}({text})"

    def _divided(self, node: Expr, refs: list[str], cast: str) -> str:
        above, below = (self.spans[arg] for arg in node.args)
        if above[0] >= 0 and below[0] > 0:  # without signs, dividing by a constant becomes a multiplication
            unsigned = cast.replace("int", "uint")
            return f"{cast}({unsigned}({refs[0]}) // {unsigned}({refs[1]}))"
        return f"{cast}({refs[0]} // {refs[1]})"


def _lowest_of(width: int) -> int:
    return -(1 << (width - 1))


def _highest_of(width: int) -> int:
    return (1 << (width - 1)) - 1


def _holdable(each: Input, width: int) -> Interval:
    """The values of an input that a column of some width can hold; all of them when it can hold none."""
    lowest, highest = max(each.lowest, _lowest_of(width)), min(each.highest, _highest_of(width))
    return (lowest, highest) if each.kind != "flag" and lowest <= highest else (each.lowest, each.highest)


def _levels(whole: Mapping[Expr, Interval], matters: Mapping[Expr, Interval]) -> dict[str, int]:
    """The level of each input above which nothing changes, where that is below its bound."""
    numbers = [node for node in whole if node.op == "input" and not node.is_flag]
    return {node.name: matters[node][1] for node in numbers if matters[node][1] < whole[node][1]}
