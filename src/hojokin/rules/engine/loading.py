"""Parameters of an edition: the printed numbers, read from YAML and checked before any rule sees them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import yaml

from hojokin.rules.engine.exact import Limit, Rate
from hojokin.rules.engine.facts import UNITS, Kind

EDGES = frozenset({"at_least", "at_most", "below", "above"})
_ABOUT = frozenset({"documents", "clauses"})  # entries of a file that are no block of numbers
_NEEDED = ("label", "label_en", "clause", "facts")
HEADER = frozenset({"label", "label_en", "clause", "facts", "unit", "note", "note_en"})

Value = int | bool | str | date | Rate | Limit | tuple[int | str, ...] | None


class ParameterError(ValueError):
    """A parameter file that cannot be used; the message lists every problem."""


@dataclass(frozen=True)
class Block:
    """One block of printed numbers with its clause and fact ids; the numbers are its attributes.

    The clause begins with the role of a document; which document that is, the rulebook says.
    """

    name: str
    label: str
    label_en: str
    clause: str
    facts: tuple[str, ...]
    values: Mapping[str, Value]
    unit: str = ""
    note: str = ""
    note_en: str = ""

    def __post_init__(self) -> None:
        self.__dict__.update(self.values)  # reading a number costs no more than reading a label

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    else:

        def __getattr__(self, name: str) -> Any:
            near = difflib.get_close_matches(name, self.__dict__.get("values", ()), n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            raise AttributeError(f"block {self.__dict__.get('name')!r} has no number {name!r}{hint}")

    def japanese(self) -> str:
        """The numbers as the regulation words them, e.g. ``補助率: standard 1/2、raised 2/3``."""
        unit = UNITS.get(cast("Kind", self.unit), (self.unit, ""))[0]
        return f"{self.label}: " + "、".join(
            f"{key} {_japanese(value, unit)}" for key, value in self.values.items()
        )

    def english(self) -> str:
        """The numbers in English words, e.g. ``Rates: standard 1/2; raised 2/3``."""
        unit = UNITS.get(cast("Kind", self.unit), ("", self.unit))[1]
        told = "; ".join(f"{key} {_english(value, unit)}" for key, value in self.values.items())
        return f"{self.label_en}: {told}"

    def __str__(self) -> str:
        return self.english()


def _japanese(value: Value, unit: str) -> str:
    if isinstance(value, Limit):
        return value.japanese(unit)
    if isinstance(value, tuple):
        return "・".join(_japanese(item, unit) for item in value)
    if isinstance(value, bool) or value is None:
        return {True: "はい", False: "いいえ", None: "なし"}[value]
    return f"{value:,}{unit}" if isinstance(value, int) else str(value)


def _english(value: Value, unit: str) -> str:
    if isinstance(value, Limit):
        return value.english(unit)
    if isinstance(value, tuple):
        return ", ".join(_english(item, unit) for item in value)
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    return f"{value:,} {unit}".rstrip() if isinstance(value, int) else str(value)


_TAKEN = frozenset({"name", "values", "japanese", "english"})


class Limits(Block):
    """A block whose numbers are limits as printed."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Limit: ...


class Rates(Block):
    """A block whose numbers are rates."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Rate: ...


class Numbers(Block):
    """A block of plain whole numbers."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> int: ...


class Switches(Block):
    """A block of yes-or-no settings."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> bool: ...


@dataclass(frozen=True)
class Parameters:
    """The blocks of one file and the published documents that its clauses stand in.

    ``clauses`` tell where a place named by shared rules and blocks stands in these documents instead.
    """

    documents: Mapping[str, str]
    blocks: Mapping[str, Block]
    clauses: Mapping[str, str] = field(default_factory=dict)


# The compiled reader is ten times faster; a PyYAML built without it reads the same.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):  # type: ignore[misc,valid-type]  # chosen when imported
    """YAML without surprises: a repeated key is an error, not the last one's win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise ParameterError(f"line {key_node.start_mark.line + 1}: {key!r} is written twice")
            seen.add(key)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def read(text: str) -> dict[str, Any]:
    """The raw mapping of a parameter file. Raises ParameterError when it is none or repeats a key."""
    raw = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader that also refuses repeated keys
    if not isinstance(raw, dict):
        raise ParameterError("a parameter file is a mapping of blocks")
    return raw


def parameters_from(raw: Mapping[str, Any], *, file: str = "parameters") -> Parameters:
    """Check and type a raw mapping. Raises ParameterError with every problem in it."""
    problems: list[str] = []
    documents = dict(raw.get("documents") or {})
    blocks = {
        name: _block(name, body, problems)
        for name, body in raw.items()
        if name not in _ABOUT and _is_block(name, body, problems)
    }
    if problems:
        raise ParameterError(f"{file}: " + "; ".join(problems))
    return Parameters(documents, blocks, dict(raw.get("clauses") or {}))


def merge(*files: Parameters) -> Parameters:
    """Several files as one. Raises ParameterError when two hold one block, or one document differently."""
    documents: dict[str, str] = {}
    blocks: dict[str, Block] = {}
    clauses: dict[str, str] = {}
    for file in files:
        clauses |= file.clauses
        for role, key in file.documents.items():
            if documents.setdefault(role, key) != key:
                raise ParameterError(f"document {role!r} is both {documents[role]!r} and {key!r}")
        for name, block in file.blocks.items():
            if name in blocks:
                raise ParameterError(f"block {name!r} stands in two files")
            blocks[name] = block
    return Parameters(documents, blocks, clauses)


def printed_numbers(raw: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Every number that a sharpness test may move: block, name, and the edge of a limit (else None)."""
    for name, body in raw.items():
        if name in _ABOUT:
            continue
        for key, value in body.items():
            if key in HEADER:
                continue
            if isinstance(value, dict):
                yield from ((name, key, edge) for edge in value)
            elif isinstance(value, int | str) and (isinstance(value, int) or "/" in value):
                yield name, key, None


def _is_block(name: object, body: object, problems: list[str]) -> bool:
    if isinstance(name, str) and name.isidentifier() and isinstance(body, dict):
        return True
    problems.append(f"{name!r} is no block of numbers")
    return False


def _block(name: str, body: Mapping[str, Any], problems: list[str]) -> Block:
    problems += [f"{name} has no {wanted}" for wanted in _NEEDED if not body.get(wanted)]
    facts = body.get("facts") or []
    if not (isinstance(facts, list) and all(isinstance(fact, str) for fact in facts)):
        problems.append(f"{name}: facts is a list of ids")
        facts = []
    numbers = {key: value for key, value in body.items() if key not in HEADER}
    problems += [
        f"{name}.{key}: the name of a number is one English word" for key in numbers if not _is_name(key)
    ]
    values = {str(key): _value(f"{name}.{key}", value, problems) for key, value in numbers.items()}
    texts = {
        key: str(body.get(key, "")) for key in ("label", "label_en", "clause", "unit", "note", "note_en")
    }
    return Block(name=name, facts=tuple(facts), values=values, **texts)


def _is_name(key: object) -> bool:
    """Whether a number may bear this name; a block's own attributes must not be hidden by it."""
    return isinstance(key, str) and key.isidentifier() and not key.startswith("_") and key not in _TAKEN


def _value(place: str, value: object, problems: list[str]) -> Value:
    if value is None or isinstance(value, bool | int | date):
        return value
    if isinstance(value, str):
        return _rate_or_text(place, value, problems)
    if isinstance(value, list) and all(isinstance(item, int | str) for item in value):
        return tuple(value)
    if (
        isinstance(value, dict)
        and value
        and set(value) <= EDGES
        and all(type(x) is int for x in value.values())
    ):
        return _limit(place, value, problems)
    kinds = "whole number, rate, limit (at_least, at_most, below, above), list, date or text"
    problems.append(f"{place}: {value!r} is no {kinds}")
    return 0


def _limit(place: str, edges: Mapping[str, int], problems: list[str]) -> Limit:
    if {"at_least", "above"} <= set(edges) or {"at_most", "below"} <= set(edges):
        problems.append(f"{place}: a limit has one lower and one upper edge at most")
    limit = Limit(**edges)
    if len(edges) == len({"at_least", "above"} & set(edges)) + 1 == 2 and limit.lowest > limit.highest:
        problems.append(f"{place}: no number lies within {limit}")
    return limit


def _rate_or_text(place: str, value: str, problems: list[str]) -> Value:
    if "/" not in value:
        return value
    try:
        return Rate.parse(value)
    except ValueError as error:
        problems.append(f"{place}: {error}")
        return 0
