"""Mutants: the small changes of recorded rules and printed numbers that some case of a table must notice.

A rule is recorded over its own arguments, so a change touches that rule alone even where another rule is
written alike. A rate counts as two parts, its numerator and its denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hojokin.rules.engine.exact import Rate
from hojokin.rules.engine.graph import Expr, in_order, lift, negation, symbol
from hojokin.rules.engine.intervals import Interval, intervals
from hojokin.rules.engine.loading import ParameterError, printed_numbers
from hojokin.rules.engine.rulebook import Rule, Rulebook, RulebookError

Raw = Mapping[str, Any]
Builder = Callable[[Sequence[Raw]], Rulebook]
Parts = tuple[Expr, ...]


@dataclass(frozen=True)
class Mutant:
    """One small change: a readable key that stays the same, and what the changed rules now compute."""

    key: str
    changed: Mapping[str, Parts]


def parts_of(name: str, unit: str) -> tuple[str, ...]:
    """The names of a value's whole numbers: two for a rate, else one."""
    return (f"{name}.numerator", f"{name}.denominator") if unit == "rate" else (name,)


def recorded(book: Rulebook, each: Rule) -> Parts:
    """What a rule computes, over symbols that bear the names of its arguments."""
    answer = each.body(*(_symbol(book, name) for name in each.arguments))
    return (lift(answer.numerator), lift(answer.denominator)) if isinstance(answer, Rate) else (lift(answer),)


def _symbol(book: Rulebook, name: str) -> Any:
    unit = book.unit_of(name)
    if unit == "block":
        return book.parameters.blocks[name]
    if unit == "rate":
        return Rate(*(symbol(part) for part in parts_of(name, unit)))  # type: ignore[arg-type]  # recorded numbers
    return symbol(name, is_flag=unit == "flag")


def changes_of_rules(book: Rulebook, rules: Iterable[Rule]) -> Iterator[Mutant]:
    """Every comparison, choice, criterion, extreme, rounding and sum of the rules, changed one at a time.

    ``rules`` stand in order. Left out are the changes that the inputs' bounds prove to make no difference.
    """
    bounds = {name: (declared.lowest, declared.highest) for name, declared in book.inputs.items()}
    for each in rules:
        parts = recorded(book, each)
        spans = intervals(parts, bounds)
        names = parts_of(each.name, each.unit)
        bounds.update((name, spans[part]) for name, part in zip(names, parts, strict=True))
        for text, swaps in _changes(parts, spans):
            changed = tuple(_replaced(part, swaps) for part in parts)
            if not _same_truth(parts, changed):
                yield Mutant(f"{each.name}: {text}", {each.name: changed})


def _changes(parts: Parts, spans: Mapping[Expr, Interval]) -> Iterator[tuple[str, Mapping[Expr, Expr]]]:
    living = _living(parts, spans)
    choices: dict[Expr, list[Expr]] = {}
    for node in in_order(parts):
        if node in living and node.op == "where":
            choices.setdefault(node.args[0] if len(parts) > 1 else node, []).append(node)
        elif node in living and node.op in _CHANGES:
            for new, told in _CHANGES[node.op](node, *(spans[arg] for arg in node.args)):
                yield f"{node!r} → {told or repr(new)}", {node: new}
    for nodes in choices.values():  # both parts of a rate change arms together
        swaps = {node: _made(node, (node.args[0], node.args[2], node.args[1])) for node in nodes}
        yield " and ".join(f"{old!r} → {new!r}" for old, new in swaps.items()), swaps


def _living(parts: Parts, spans: Mapping[Expr, Interval]) -> set[Expr]:
    """The nodes that some facts within the bounds bring into play: no arm that is never chosen."""
    living: set[Expr] = set()
    waiting = list(parts)
    while waiting:
        node = waiting.pop()
        if node not in living:
            living.add(node)
            never = {(0, 0): 1, (1, 1): 2}.get(spans[node.args[0]]) if node.op == "where" else None
            waiting += [arg for place, arg in enumerate(node.args) if place != never]
    return living


_ATOMS = 12


def _same_truth(old: Parts, new: Parts) -> bool:
    """Whether flags agree whatever the flags and comparisons are that they join, by their truth tables."""
    if not all(part.is_flag for part in (*old, *new)):
        return False
    order = [node for node in in_order([*old, *new]) if node.is_flag]
    atoms = [node for node in order if node.op in ("input", "lt", "le", "eq")]
    if len(atoms) > _ATOMS:
        return False
    every_row = (1 << (1 << len(atoms))) - 1
    # Bit r of a table is the value in row r; in atom k's table 2**k zeros and 2**k ones take turns.
    tables = {
        atom: every_row // ((1 << (1 << place)) + 1) << (1 << place) for place, atom in enumerate(atoms)
    }
    for node in order:
        if node not in tables:
            args = [tables[arg] for arg in node.args]
            tables[node] = _TRUTH[node.op](every_row if node.value else 0, every_row, *args)
    return all(tables[was] == tables[now] for was, now in zip(old, new, strict=True))


_TRUTH: Mapping[str, Callable[..., int]] = {
    "const": lambda constant, _: constant,
    "and": lambda _, __, a, b: a & b,
    "or": lambda _, __, a, b: a | b,
    "not": lambda _, every_row, a: every_row & ~a,
    "where": lambda _, __, condition, a, b: (condition & a) | (~condition & b),
}


def _made(node: Expr, args: tuple[Expr, ...]) -> Expr:
    return Expr(node.op, args, value=node.value, name=node.name, is_flag=node.is_flag)


def _replaced(root: Expr, swaps: Mapping[Expr, Expr]) -> Expr:
    new: dict[Expr, Expr] = {}
    for node in in_order([root]):
        args = tuple(new[arg] for arg in node.args)
        moved = any(now is not was for now, was in zip(args, node.args, strict=True))
        new[node] = swaps[node] if node in swaps else _made(node, args) if moved else node
    return new[root]


Change = tuple[Expr, str]


def _edge_moved(node: Expr, a: Interval, b: Interval) -> list[Change]:
    can_meet = a[0] <= b[1] and b[0] <= a[1] and node.args[0] is not node.args[1]
    return [(Expr("le" if node.op == "lt" else "lt", node.args, is_flag=True), "")] if can_meet else []


def _left_out(node: Expr, a: Interval, b: Interval) -> list[Change]:
    """One criterion less; flattened, so that a chain loses one member at a time."""
    neutral, decided = ((1, 1), (0, 0)) if node.op == "and" else ((0, 0), (1, 1))
    left, right = node.args
    found = [] if b == neutral or a == decided else [(left, "")]
    return found if left.op == node.op or a == neutral or b == decided else [*found, (right, "")]


def _extreme_changed(node: Expr, a: Interval, b: Interval) -> list[Change]:
    """The other extreme, and one candidate less."""
    left, right = node.args
    first_decides = a[1] <= b[0] if node.op == "min" else a[0] >= b[1]
    second_decides = b[1] <= a[0] if node.op == "min" else b[0] >= a[1]
    found = (
        []
        if first_decides and second_decides
        else [(Expr("max" if node.op == "min" else "min", node.args), "")]
    )
    found += [] if first_decides else [(left, "")]
    return found if second_decides or left.op == node.op else [*found, (right, "")]


def _rounded_up(node: Expr, _: Interval, by: Interval) -> list[Change]:
    amount, divisor = node.args
    whole = (
        amount.op == "mul"
        and divisor.op == "const"
        and any(arg.op == "const" and arg.value % divisor.value == 0 for arg in amount.args)
    )
    if whole or by == (1, 1):
        return []
    return [(-(-amount // divisor), "rounded up")]


def _term_left_out(node: Expr, a: Interval, b: Interval) -> list[Change]:
    left, right = node.args
    found = [] if b == (0, 0) else [(left, "")]
    return found if node.op == "sub" or left.op in ("add", "sub") or a == (0, 0) else [*found, (right, "")]


_CHANGES: Mapping[str, Callable[..., list[Change]]] = {
    "lt": _edge_moved,
    "le": _edge_moved,
    "eq": lambda node, *_: [(negation(node), "")],
    "not": lambda node, *_: [(node.args[0], "")],
    "and": _left_out,
    "or": _left_out,
    "min": _extreme_changed,
    "max": _extreme_changed,
    "floordiv": _rounded_up,
    "add": _term_left_out,
    "sub": _term_left_out,
}


def changes_of_numbers(build: Builder, files: Sequence[Raw], rules: Sequence[Rule]) -> Iterator[Mutant]:
    """Every printed number that the rules read, moved by one, and every edge word turned into its neighbour.

    A number that no rule reads, or whose change the rulebook itself refuses, is left out.
    """
    book = build(files)
    for place, raw in enumerate(files):
        for block, key, edge in printed_numbers(raw):
            readers = [each for each in rules if block in each.arguments]
            for text, new in _moved(raw[block][key], edge) if readers else ():
                moved = {**raw, block: {**raw[block], key: new}}
                changed = _changed(build, [*files[:place], moved, *files[place + 1 :]], book, readers)
                if changed:
                    yield Mutant(f"{block}.{key}{text}", changed)


def _changed(
    build: Builder, files: Sequence[Raw], book: Rulebook, readers: Iterable[Rule]
) -> dict[str, Parts]:
    try:
        moved = build(files)
    except (ParameterError, RulebookError):
        return {}
    pairs = [(each.name, recorded(book, each), recorded(moved, moved.rules[each.name])) for each in readers]
    return {
        name: new
        for name, old, new in pairs
        if any(now is not was for now, was in zip(new, old, strict=True))
    }


_NEIGHBOUR = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}


def _moved(value: Any, edge: str | None) -> Iterator[tuple[str, Any]]:
    if edge is not None:
        number = value[edge]
        for new in (number + 1, number - 1):
            yield f".{edge}: {number:_} → {new:_}", {**value, edge: new}
        rest = {word: other for word, other in value.items() if word != edge}
        yield f": {edge} {number:_} → {_NEIGHBOUR[edge]} {number:_}", {**rest, _NEIGHBOUR[edge]: number}
    elif isinstance(value, bool):
        yield f": {value} → {not value}", not value
    elif isinstance(value, int):
        for new in (value + 1, value - 1):
            yield f": {value:_} → {new:_}", new
    else:
        rate = Rate.parse(value)
        for near in (Rate(rate.numerator + 1, rate.denominator), Rate(rate.numerator, rate.denominator + 1)):
            yield f": {rate} → {near}", str(near)
