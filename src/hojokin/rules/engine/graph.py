"""Symbolic values: a rule body called once with these records the expression it stands for.

Nodes are interned, so equal expressions are one node and a recorded rulebook is a graph without repetition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, Self, cast

Number = Literal["add", "sub", "mul", "floordiv", "min", "max"]
Comparison = Literal["lt", "le", "eq"]
Op = Literal["input", "const", Number, Comparison, "and", "or", "not", "where"]


class Expr:
    """One node: an input, a constant, or an operation on other nodes; shapes and units are its maker's."""

    __slots__ = ("args", "is_flag", "name", "op", "value")

    op: Op
    args: tuple[Expr, ...]
    value: int
    name: str
    is_flag: bool

    _interned: ClassVar[dict[tuple[object, ...], Expr]] = {}

    def __new__(
        cls, op: Op, args: tuple[Expr, ...] = (), *, value: int = 0, name: str = "", is_flag: bool = False
    ) -> Self:
        key = (op, tuple(id(arg) for arg in args), value, name, is_flag)
        known = cls._interned.get(key)
        if known is None:
            known = object.__new__(cls)
            known.op, known.args, known.value, known.name = op, args, value, name
            known.is_flag = is_flag
            cls._interned[key] = known
        return cast("Self", known)

    def __add__(self, other: Operand) -> Expr:
        return arithmetic("add", self, other)

    def __radd__(self, other: Operand) -> Expr:
        return arithmetic("add", other, self)

    def __sub__(self, other: Operand) -> Expr:
        return arithmetic("sub", self, other)

    def __rsub__(self, other: Operand) -> Expr:
        return arithmetic("sub", other, self)

    def __mul__(self, other: Operand) -> Expr:
        return arithmetic("mul", self, other)

    def __rmul__(self, other: Operand) -> Expr:
        return arithmetic("mul", other, self)

    def __floordiv__(self, other: Operand) -> Expr:
        return arithmetic("floordiv", self, other)

    def __rfloordiv__(self, other: Operand) -> Expr:
        return arithmetic("floordiv", other, self)

    def __neg__(self) -> Expr:
        return arithmetic("sub", 0, self)

    def __lt__(self, other: Operand) -> Expr:
        return comparison("lt", self, other)

    def __le__(self, other: Operand) -> Expr:
        return comparison("le", self, other)

    def __gt__(self, other: Operand) -> Expr:
        return comparison("lt", other, self)

    def __ge__(self, other: Operand) -> Expr:
        return comparison("le", other, self)

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]  # a recorded comparison, not a truth
        return comparison("eq", self, cast("Operand", other))

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]  # a recorded comparison, not a truth
        return cast("Expr", negation(comparison("eq", self, cast("Operand", other))))

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise TypeError("a recorded value has no truth: write where(), all_of(), any_of(), least(), most()")

    def __repr__(self) -> str:
        if self.op == "input":
            return self.name
        if self.op == "const":
            return str(bool(self.value)) if self.is_flag else f"{self.value:_}"
        if self.op in _INFIX:
            sides = (f"({arg!r})" if arg.op in _INFIX else repr(arg) for arg in self.args)
            return f" {_INFIX[self.op]} ".join(sides)
        return f"{self.op}({', '.join(map(repr, self.args))})"


_INFIX: Mapping[str, str] = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "floordiv": "//",
    "lt": "<",
    "le": "<=",
    "eq": "==",
    "and": "and",
    "or": "or",
}
Operand = Expr | int | bool


def symbol(name: str, *, is_flag: bool = False) -> Expr:
    """A named input."""
    return Expr("input", name=name, is_flag=is_flag)


def lift(value: Operand) -> Expr:
    """The node of a value; a plain number becomes a constant."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, int):
        return Expr("const", value=int(value), is_flag=isinstance(value, bool))
    raise TypeError(f"only whole numbers and flags can be recorded, not {type(value).__name__}")


def arithmetic(op: Number, left: Operand, right: Operand) -> Expr:
    """Record an operation on numbers; multiplying by one and adding zero leave no trace."""
    a, b = lift(left), lift(right)
    if a.is_flag or b.is_flag:
        raise TypeError("a flag is no number: choose one with where()")
    if op in ("mul", "floordiv") and b.op == "const" and b.value == 1:
        return a
    if op == "mul" and a.op == "const" and a.value == 1:
        return b
    if op == "add" and a.op == "const" and a.value == 0:
        return b
    if op in ("add", "sub") and b.op == "const" and b.value == 0:
        return a
    if a.op == b.op == "const":
        return lift(apply(op, a.value, b.value))
    return Expr(op, (a, b))


def comparison(op: Comparison, left: Operand, right: Operand) -> Expr:
    """Record a comparison."""
    a, b = lift(left), lift(right)
    if a.op == b.op == "const":
        return lift(bool(apply(op, a.value, b.value)))
    return Expr(op, (a, b), is_flag=True)


def conjunction(flags: Iterable[Any]) -> Any:
    """Record "all of"; a flag known to be true leaves no trace, one known to be false decides."""
    return _logical("and", flags, decisive=False)


def disjunction(flags: Iterable[Any]) -> Any:
    """Record "any of"; a flag known to be false leaves no trace, one known to be true decides."""
    return _logical("or", flags, decisive=True)


def negation(flag: Any) -> Any:
    """Record "not"."""
    node = lift(flag)
    if not node.is_flag:
        raise TypeError("not_() takes a flag")
    if node.op == "const":
        return lift(not node.value)
    return node.args[0] if node.op == "not" else Expr("not", (node,), is_flag=True)


def minimum(values: Iterable[Any]) -> Any:
    """Record the smallest."""
    return _chain("min", values)


def maximum(values: Iterable[Any]) -> Any:
    """Record the largest."""
    return _chain("max", values)


def select(condition: Any, if_true: Any, if_false: Any) -> Any:
    """Record a choice between two values of one kind."""
    chooser, a, b = lift(condition), lift(if_true), lift(if_false)
    if not chooser.is_flag or a.is_flag != b.is_flag:
        raise TypeError("where() takes a flag and two values of one kind")
    if chooser.op == "const":
        return a if chooser.value else b
    return a if a is b else Expr("where", (chooser, a, b), is_flag=a.is_flag)


def _logical(op: Literal["and", "or"], flags: Iterable[Any], *, decisive: bool) -> Any:
    nodes = [lift(flag) for flag in flags]
    if not all(node.is_flag for node in nodes):
        raise TypeError("all_of() and any_of() take flags")
    if any(node is lift(decisive) for node in nodes):
        return lift(decisive)
    undecided = [node for node in nodes if node.op != "const"]
    result = undecided[0] if undecided else lift(not decisive)
    for node in undecided[1:]:
        result = Expr(op, (result, node), is_flag=True)
    return result


def _chain(op: Op, values: Iterable[Any]) -> Any:
    nodes = [lift(value) for value in values]
    if any(node.is_flag for node in nodes):
        raise TypeError("least() and most() take numbers")
    result = nodes[0]
    for node in nodes[1:]:
        result = Expr(op, (result, node))
    return result


def apply(op: Op, *values: Any) -> Any:
    """Carry out one operation on plain values; raises KeyError for an input or a constant."""
    return _PLAIN[op](*values)


def _choose(condition: Any, if_true: Any, if_false: Any) -> Any:
    return if_true if condition else if_false


_PLAIN: dict[Op, Any] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "floordiv": lambda a, b: a // b,
    "min": min,
    "max": max,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
    "not": lambda a: not a,
    "where": _choose,
}


def in_order(roots: Iterable[Expr]) -> list[Expr]:
    """Every node the roots stand on, each after the nodes it uses, without recursion limits."""
    done: dict[int, None] = {}
    order: list[Expr] = []
    stack: list[tuple[Expr, Iterator[Expr]]] = []
    for root in roots:
        stack.append((root, iter(root.args)))
        while stack:
            node, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                if id(node) not in done:
                    done[id(node)] = None
                    order.append(node)
            elif id(child) not in done:
                stack.append((child, iter(child.args)))
    return order
