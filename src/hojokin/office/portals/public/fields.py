"""Form fields (入力欄) derived from the question's schema: label, help, unit, and where the figure stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from hojokin.office.portals.public.choices import Choice
from hojokin.office.portals.templatetags.words import in_english
from hojokin.rules.question import Question


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    WHOLE = "whole"
    CHOICE = "choice"
    TICK = "tick"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class Field:
    """One field with what was typed into it and what is wrong with that."""

    name: str
    kind: Kind
    label: str
    help: str = ""
    document: str = ""
    unit: str = ""
    required: bool = False
    choices: Sequence[Choice] = ()
    typed: Sequence[str] = ()
    wrong: Sequence[str] = field(default=())

    @property
    def value(self) -> str:
        """The one value typed, or nothing."""
        return self.typed[0] if self.typed else ""

    @property
    def described_by(self) -> str:
        """Ids of the texts that describe the field, for assistive technology."""
        told = {"wrong": self.wrong, "help": self.help, "where": self.document}
        return " ".join(f"{self.name}-{part}" for part, text in told.items() if text)


def make(
    name: str,
    typed: Sequence[str],
    choices: Callable[[], list[Choice]] | None,
    wrong: Sequence[str],
) -> Field:
    """The field of a name such as ``costs-0-amount_yen``, which is a JSON Pointer with hyphens for slashes."""
    schema, required = _place(re.sub(r"-\d+-", "-0-", name))
    language = "-en" if in_english() else ""
    title = schema.get(f"x-title{language}") or schema.get("title", name)
    return Field(
        name=name,
        kind=_kind(schema, has_choices=choices is not None),
        label=str(title),
        help=schema.get(f"x-help{language}", ""),
        document=schema.get(f"x-document{language}", ""),
        unit=schema.get("x-unit", ""),
        required=required,
        choices=choices() if choices else (),
        typed=typed,
        wrong=wrong,
    )


def kind_of(name: str) -> Kind:
    """Kind of a field that offers no choices of its own."""
    return _kind(_place(re.sub(r"-\d+-", "-0-", name))[0], has_choices=False)


def _kind(schema: Mapping[str, Any], *, has_choices: bool) -> Kind:
    types = {option.get("type") for option in _options(schema)}
    if "array" in types:
        return Kind.TICKS
    if "boolean" in types:
        return Kind.TICK
    if has_choices:
        return Kind.CHOICE
    return Kind.WHOLE if "integer" in types else Kind.TEXT


@cache
def _place(name: str) -> tuple[Mapping[str, Any], bool]:
    """Schema of the field of a name, and whether it must be given."""
    schema: Mapping[str, Any] = _schema()
    required = False
    for step in name.split("-"):
        inside = _inside(schema)
        if step == "0":
            schema = inside["items"]
        else:
            schema = inside["properties"][step]
            required = step in inside.get("required", ())
    return schema, required


def _inside(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    return next(option for option in _options(schema) if option.get("type") in {"object", "array"})


def _options(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The ways to fulfil a schema, references followed."""
    if "$ref" in schema:
        return _options(_schema()["$defs"][schema["$ref"].rsplit("/", 1)[1]])
    if "anyOf" in schema:
        return [found for option in schema["anyOf"] for found in _options(option)]
    return [schema]


@cache
def _schema() -> dict[str, Any]:
    return Question.model_json_schema()
