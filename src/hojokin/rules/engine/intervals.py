"""What values a recorded expression can take, and which of them can make a difference to the answer.

The first tells whether 32 or 64 bits are enough, by arithmetic and not by trust. The second finds where every
cap has been reached: a larger figure may be cut down to that level before the arithmetic, with one result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hojokin.rules.engine.graph import Expr, in_order

INT32 = 2**31 - 1
INT64 = 2**63 - 1

Interval = tuple[int, int]


def intervals(roots: Iterable[Expr], bounds: Mapping[str, Interval]) -> dict[Expr, Interval]:
    """The closed interval of every node, from the inputs' bounds; a flag's lies within 0 and 1.

    Raises ZeroDivisionError for a divisor that may be 0.
    """
    found: dict[Expr, Interval] = {}
    for node in in_order(roots):
        if node.op == "input":
            found[node] = bounds[node.name]
        elif node.op == "const":
            found[node] = node.value, node.value
        elif node.op == "floordiv" and _may_be_zero(found[node.args[1]]):
            raise ZeroDivisionError(f"the divisor of {node!r} may be 0")
        else:
            found[node] = _RESULT[node.op](*(found[arg] for arg in node.args))
    return found


def _may_be_zero(span: Interval) -> bool:
    return span[0] <= 0 <= span[1]


def _product(a: Interval, b: Interval) -> Interval:
    corners = [x * y for x in a for y in b]
    return min(corners), max(corners)


def _quotient(a: Interval, b: Interval) -> Interval:
    corners = [x // y for x in a for y in b]
    return min(corners), max(corners)


def _equal(a: Interval, b: Interval) -> Interval:
    return int(a[0] == a[1] == b[0] == b[1]), int(a[0] <= b[1] and b[0] <= a[1])


def _chosen(condition: Interval, if_true: Interval, if_false: Interval) -> Interval:
    arms = [arm for possible, arm in ((condition[1], if_true), (not condition[0], if_false)) if possible]
    return min(low for low, _ in arms), max(high for _, high in arms)


def _smaller(a: Interval, b: Interval) -> Interval:
    return min(a[0], b[0]), min(a[1], b[1])


def _larger(a: Interval, b: Interval) -> Interval:
    return max(a[0], b[0]), max(a[1], b[1])


_RESULT: Mapping[str, Callable[..., Interval]] = {
    "add": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "sub": lambda a, b: (a[0] - b[1], a[1] - b[0]),
    "mul": _product,
    "floordiv": _quotient,
    "min": _smaller,
    "max": _larger,
    "lt": lambda a, b: (int(a[1] < b[0]), int(a[0] < b[1])),
    "le": lambda a, b: (int(a[1] <= b[0]), int(a[0] <= b[1])),
    "eq": _equal,
    "and": _smaller,
    "or": _larger,
    "not": lambda a: (1 - a[1], 1 - a[0]),
    "where": _chosen,
}


def windows(roots: Iterable[Expr], ranges: Mapping[Expr, Interval]) -> dict[Expr, Interval]:
    """For every node, the values that can matter to a root: pulling a value into its window changes nothing.

    Each operation, given arguments pulled into their windows, gives the same result once that is pulled into
    its own.
    By induction over the graph the roots, whose windows are their whole ranges, are the same.
    """
    targets = list(roots)
    order = in_order(targets)
    found: dict[Expr, Interval] = {node: (ranges[node][1], ranges[node][0]) for node in order}
    for root in targets:
        found[root] = ranges[root]
    for node in reversed(order):
        for arg, (low, high) in _wanted(node, found[node], ranges):
            lowest, highest = ranges[arg]
            so_far = found[arg]
            found[arg] = min(so_far[0], max(low, lowest)), max(so_far[1], min(high, highest))
    return found


def _wanted(node: Expr, window: Interval, ranges: Mapping[Expr, Interval]) -> list[tuple[Expr, Interval]]:
    spans = [ranges[arg] for arg in node.args]
    if node.op == "where":
        wanted = [spans[0], window, window]
    elif node.op in ("lt", "le", "eq"):
        (a_low, a_high), (b_low, b_high) = spans
        wanted = [(b_low - 1, b_high + 1), (a_low - 1, a_high + 1)]
    elif node.op in _WANTED:
        wanted = _WANTED[node.op](window, *spans)
    else:
        wanted = spans
    return list(zip(node.args, wanted, strict=True))


def _wanted_of_product(window: Interval, a: Interval, b: Interval) -> list[Interval]:
    low, high = window
    if _rises(low, a, b):
        return [(low // b[1], -(-high // b[0])), b]
    return [a, b]


def _wanted_of_quotient(window: Interval, a: Interval, b: Interval) -> list[Interval]:
    low, high = window
    if _rises(low, a, b):
        return [(low * b[0], high * b[1]), b]
    return [a, b]


def _rises(low: int, a: Interval, b: Interval) -> bool:
    """Whether the result moves with its first argument alone: nothing is negative, or the second is one number."""
    return b[0] >= 1 and (b[0] == b[1] or (a[0] >= 0 and low >= 0))


_WANTED: Mapping[str, Callable[[Interval, Interval, Interval], list[Interval]]] = {
    "min": lambda window, a, b: [(window[0], min(window[1], b[1])), (window[0], min(window[1], a[1]))],
    "max": lambda window, a, b: [(max(window[0], b[0]), window[1]), (max(window[0], a[0]), window[1])],
    "add": lambda w, a, b: [(w[0] - b[1], w[1] - b[0]), (w[0] - a[1], w[1] - a[0])],
    "sub": lambda w, a, b: [(w[0] + b[0], w[1] + b[1]), (a[0] - w[1], a[1] - w[0])],
    "mul": _wanted_of_product,
    "floordiv": _wanted_of_quotient,
}
