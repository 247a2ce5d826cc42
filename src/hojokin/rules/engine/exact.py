"""Exact values that rules are written in: yen, rates, limits as printed, and choices between them.

Every function here takes plain Python values and answers at once; given a symbolic value (``graph.Expr``) it
records the choice instead, so that one rule body serves one case and a column of a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Self, cast

from hojokin.rules.engine.graph import conjunction, disjunction, maximum, minimum, negation, select


@dataclass(frozen=True, slots=True)
class Unit:
    """What a whole number counts; a rulebook refuses to pass one unit where another is wanted."""

    name: str


Yen = Annotated[int, Unit("yen")]
Count = Annotated[int, Unit("count")]
Months = Annotated[int, Unit("months")]
Days = Annotated[int, Unit("days")]
Date = Annotated[int, Unit("day")]
Years = Annotated[int, Unit("years")]
Hours = Annotated[int, Unit("hours")]
BasisPoints = Annotated[int, Unit("basis_points")]
Choice = Annotated[int, Unit("choice")]
Flag = Annotated[bool, Unit("flag")]


@dataclass(frozen=True, slots=True)
class Rate:
    """Rate (補助率): two whole numbers; applying that is where a yen's fraction is cut."""

    numerator: int
    denominator: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"2/3"``. Raises ValueError for anything but two whole numbers, the second above zero."""
        upper, slash, lower = text.partition("/")
        if not (slash and upper.isdecimal() and lower.isdecimal() and int(lower) > 0):
            raise ValueError(f"a rate is written as two whole numbers like 2/3, not {text!r}")
        return cls(int(upper), int(lower))

    def of(self, amount: int, *, part: int = 1, whole: int = 1) -> int:
        """Apply the rate to ``amount`` × ``part`` / ``whole``; the fraction is cut off once, at the end."""
        return amount * self.numerator * part // (self.denominator * whole)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


class RateChoice(Rate):
    """A rate that depends on a recorded condition; each arm keeps its own two whole numbers."""

    __slots__ = ("condition", "if_false", "if_true")

    condition: bool
    if_true: Rate
    if_false: Rate

    def __init__(self, condition: bool, if_true: Rate, if_false: Rate) -> None:
        parts = {
            "condition": condition,
            "if_true": if_true,
            "if_false": if_false,
            "numerator": where(condition, if_true.numerator, if_false.numerator),
            "denominator": where(condition, if_true.denominator, if_false.denominator),
        }
        for name, value in parts.items():
            object.__setattr__(self, name, value)

    def of(self, amount: int, *, part: int = 1, whole: int = 1) -> int:
        """Apply whichever arm holds: two divisions by constants compile better than one by a choice."""
        if not isinstance(whole, int):  # no constant either way, and a division is the dearest thing there is
            return super().of(amount, part=part, whole=whole)
        if_true = self.if_true.of(amount, part=part, whole=whole)
        return where(self.condition, if_true, self.if_false.of(amount, part=part, whole=whole))

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __str__(self) -> str:
        return f"{self.if_true} or {self.if_false}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as printed: 以上 ``at_least``, 以下 ``at_most``, 未満 ``below``, 超 ``above``."""

    at_least: int | None = None
    at_most: int | None = None
    below: int | None = None
    above: int | None = None

    @property
    def lowest(self) -> int:
        """The smallest whole number inside. Raises ValueError when there is no lower edge."""
        if self.at_least is not None:
            return self.at_least
        if self.above is not None:
            return self.above + 1
        raise ValueError("this limit has no lower edge")

    @property
    def highest(self) -> int:
        """The largest whole number inside. Raises ValueError when there is no upper edge."""
        if self.at_most is not None:
            return self.at_most
        if self.below is not None:
            return self.below - 1
        raise ValueError("this limit has no upper edge")

    def admits(self, value: int) -> Flag:
        """Whether ``value`` lies inside every printed edge."""
        return all_of(
            self.at_least is None or value >= self.at_least,
            self.at_most is None or value <= self.at_most,
            self.below is None or value < self.below,
            self.above is None or value > self.above,
        )

    def admits_share(self, part: int, whole: int, *, per: int) -> Flag:
        """Whether ``part`` / ``whole`` lies inside, edges in ``per``-ths; exact, by cross-multiplying."""
        scaled = part * per
        return all_of(
            self.at_least is None or scaled >= whole * self.at_least,
            self.at_most is None or scaled <= whole * self.at_most,
            self.below is None or scaled < whole * self.below,
            self.above is None or scaled > whole * self.above,
        )

    def japanese(self, unit: str = "") -> str:
        """The limit in the words of the regulation, e.g. ``50,000円以上1,500,000円未満``."""
        edges = ((self.at_least, "以上"), (self.above, "超"), (self.at_most, "以下"), (self.below, "未満"))
        return "".join(f"{edge:,}{unit}{word}" for edge, word in edges if edge is not None)

    def english(self, unit: str = "") -> str:
        """The limit in English words, e.g. ``at least 50,000 yen, below 1,500,000 yen``."""
        edges = (
            ("at least", self.at_least),
            ("above", self.above),
            ("at most", self.at_most),
            ("below", self.below),
        )
        return ", ".join(
            f"{word} {edge:,}{' ' + unit if unit else ''}" for word, edge in edges if edge is not None
        )

    def __str__(self) -> str:
        return self.english()


# A recorded value refuses to be a truth (TypeError); plain values never get past each function's first line.


def where[V](condition: bool, if_true: V, if_false: V) -> V:
    """Choose one of two values; both are computed, so that a column can be chosen from row by row."""
    try:
        return if_true if condition else if_false
    except TypeError:
        return cast("V", _recorded_choice(condition, if_true, if_false))


def _recorded_choice(condition: bool, if_true: Any, if_false: Any) -> Any:
    if isinstance(if_true, Rate) and isinstance(if_false, Rate):
        return RateChoice(condition, if_true, if_false)
    return select(condition, if_true, if_false)


def all_of(*flags: bool) -> Flag:
    """True when every flag is."""
    try:
        return all(flags)
    except TypeError:
        return cast("bool", conjunction(flags))


def any_of(*flags: bool) -> Flag:
    """True when at least one flag is."""
    try:
        return any(flags)
    except TypeError:
        return cast("bool", disjunction(flags))


def not_(flag: bool) -> Flag:
    """The opposite flag."""
    try:
        return not flag
    except TypeError:
        return cast("bool", negation(flag))


def least(*values: int) -> int:
    """The smallest of some whole numbers."""
    try:
        return min(values)
    except TypeError:
        return cast("int", minimum(values))


def most(*values: int) -> int:
    """The largest of some whole numbers."""
    try:
        return max(values)
    except TypeError:
        return cast("int", maximum(values))


def count_true(*flags: bool) -> Count:
    """How many of the flags are true."""
    return sum(where(flag, 1, 0) for flag in flags)
