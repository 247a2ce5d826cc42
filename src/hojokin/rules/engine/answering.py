"""Answering: the rules that some targets need, wired once, carried out row by row and told step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, repeat
from operator import itemgetter
from string import Formatter
from typing import Any, NamedTuple, cast

from hojokin.rules.engine.declaring import Rule
from hojokin.rules.engine.facts import Input, Text, as_date

Row = tuple[list[Any], list[tuple[Any, ...]]]
WRITTEN_OUT_FROM = 20  # turns after which writing a plan out has paid for itself


class Step(NamedTuple):
    """One line of an explanation: a rule, its value, and what it used."""

    rule: Rule
    value: Any
    inputs: tuple[Any, ...]

    @property
    def used(self) -> dict[str, Any]:
        """The values the rule used, by name; the printed numbers it used are in the rule's clause."""
        return dict(zip(self.rule.arguments, self.inputs, strict=True))

    @property
    def message(self) -> Text:
        """The rule's message filled in with what it used. Raises ValueError for a rule that has none."""
        return message_of(self.rule, self.used)


# A step is a tuple; made without its Python constructor, an explanation costs half.
_new_step: Callable[[type[Step], Iterable[Any]], Step] = tuple.__new__


def message_of(rule: Rule, used: Mapping[str, Any]) -> Text:
    """The rule's message filled in. Raises ValueError for a rule that has none."""
    told = rule.declared.message
    if told is None:
        raise ValueError(f"{rule.name} has no message")
    filled = {**used, "clause": rule.clause}
    return Text(_FORMATTER.vformat(told.ja, (), filled), _FORMATTER.vformat(told.en, (), filled))


class _MessageFormatter(Formatter):
    """What messages may say beside Python's own formats.

    ``{target:percent}`` is basis points as a percentage; ``{until:date}`` is a day, ``{until:month}`` and
    ``{until:年月}`` its month; ``{exempt:when TEXT}`` and ``{exempt:unless TEXT}`` tell TEXT by a flag.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in _DAY_FORMATS:
            return _DAY_FORMATS[format_spec](as_date(value))
        word, _, told = format_spec.partition(" ")
        if word in ("when", "unless"):
            return told if bool(value) is (word == "when") else ""
        if format_spec != "percent":
            return cast("str", super().format_field(value, format_spec))
        whole, rest = divmod(abs(int(value)), 100)
        sign = "-" if value < 0 else ""
        return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".")


_FORMATTER = _MessageFormatter()
_DAY_FORMATS: Mapping[str, Callable[[str], str]] = {
    "date": str,
    "month": lambda written: written[:7],
    "年月": lambda written: f"{written[:4]}年{written[5:7].lstrip('0')}月",
}


@dataclass(frozen=True)
class Plan:
    """The rules that some targets need, in order, wired to positions in one row of values."""

    given: tuple[Input, ...]
    constants: tuple[Any, ...]
    rules: tuple[Rule, ...]
    positions: Mapping[str, int]

    @cached_property
    def _asked(self) -> list[tuple[str, int | bool | None]]:
        return [(declared.name, declared.default) for declared in self.given]

    @cached_property
    def _wiring(self) -> list[tuple[Callable[..., Any], Callable[[Sequence[Any]], tuple[Any, ...]]]]:
        places = [[self.positions[name] for name in rule.arguments] for rule in self.rules]
        return [(rule.body, _picker(needed)) for rule, needed in zip(self.rules, places, strict=True)]

    @cached_property
    def _turns(self) -> Iterator[int]:
        return count()

    def row(self, facts: Mapping[str, Any]) -> Row:
        """Every value (facts or defaults, printed numbers, one value a rule) and what each rule used."""
        return (
            self._written_out(facts) if next(self._turns) >= WRITTEN_OUT_FROM else self._rule_by_rule(facts)
        )

    @cached_property
    def _written_out(self) -> Callable[[Mapping[str, Any]], Row]:
        """The plan as one straight function: going round the wiring costs nearly as much as the rules do."""
        first = len(self.given) + len(self.constants)
        lines = ["def written_out(facts):", "    get = facts.get"]
        lines += [f"    v{place} = get({name!r}, d{place})" for place, (name, _) in enumerate(self._asked)]
        for number, rule in enumerate(self.rules):
            needed = ", ".join(f"v{self.positions[name]}" for name in rule.arguments)
            lines.append(f"    u{number} = ({needed}{',' if needed else ''})")
            lines.append(f"    v{first + number} = body{number}({needed})")
        values = ", ".join(f"v{place}" for place in range(first + len(self.rules)))
        used = ", ".join(f"u{number}" for number in range(len(self.rules)))
        names: dict[str, Any] = {f"d{place}": default for place, (_, default) in enumerate(self._asked)}
        names |= {f"v{place}": value for place, value in enumerate(self.constants, len(self.given))}
        names |= {f"body{number}": rule.body for number, rule in enumerate(self.rules)}
        source = "\n".join([*lines, f"    return [{values}], [{used}]", ""])
        exec(compile(source, "<plan>", "exec"), names)  # noqa: S102 - written from numbers and declared names
        return cast("Callable[[Mapping[str, Any]], Row]", names["written_out"])

    def _rule_by_rule(self, facts: Mapping[str, Any]) -> Row:
        get = facts.get
        values = [get(name, default) for name, default in self._asked]
        values += self.constants
        used: list[tuple[Any, ...]] = []
        add_value, add_used = values.append, used.append
        for body, pick in self._wiring:
            picked = pick(values)
            add_used(picked)
            add_value(body(*picked))
        return values, used

    def steps(self, row: Row) -> list[Step]:
        """The explanation of a row that this plan made."""
        values, used = row
        first = len(values) - len(self.rules)
        return [*map(_new_step, repeat(Step), zip(self.rules, values[first:], used, strict=True))]


def _picker(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What takes some places out of a row, always as a tuple; itemgetter alone does so for two or more."""
    if len(places) > 1:
        return cast("Callable[[Sequence[Any]], tuple[Any, ...]]", itemgetter(*places))
    if not places:
        return lambda _: ()
    (place,) = places
    return lambda row: (row[place],)


class Answer:
    """What a rulebook answers for one set of facts; ``stated`` are the facts that were given."""

    __slots__ = ("_row", "plan", "stated")

    def __init__(self, plan: Plan, row: Row, stated: Mapping[str, Any]) -> None:
        self.plan = plan
        self.stated = stated
        self._row = row

    def __getitem__(self, name: str) -> Any:
        """The value of a fact, a printed number or a rule. Raises KeyError for a name that was not needed."""
        return self._row[0][self.plan.positions[name]]

    def __contains__(self, name: str) -> bool:
        return name in self.plan.positions

    @property
    def steps(self) -> list[Step]:
        """Every rule in the order it was carried out."""
        return self.plan.steps(self._row)
