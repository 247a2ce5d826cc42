"""Declaring rules: a small named function is marked with what it says of itself, and read back as a rule."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import ModuleType
from typing import Annotated, Any, Literal, ParamSpec, TypeVar, cast, get_args, get_origin, get_type_hints

from hojokin.rules.engine.exact import Rate, Unit
from hojokin.rules.engine.facts import Input, Text
from hojokin.rules.engine.loading import Block

Role = Literal["calculation", "criterion", "caution", "obligation"]
P = ParamSpec("P")
R = TypeVar("R")


class Standing(StrEnum):
    """How firmly the sources carry a rule; the user sees every mark but the first."""

    CONFIRMED = "confirmed"
    STAND_IN = "earlier_edition"
    UNCONFIRMED = "unconfirmed"


SEVERITY = {Standing.CONFIRMED: 0, Standing.STAND_IN: 1, Standing.UNCONFIRMED: 2}


@dataclass(frozen=True)
class Declaration:
    """What a rule says of itself beside its body; ``since`` and ``until`` are editions, both inclusive."""

    label: Text
    clause: str
    facts: tuple[str, ...]
    role: Role
    message: Text | None
    since: str
    until: str
    named: str
    topic: str


@dataclass(frozen=True)
class Rule:
    """One rule of one edition, ready to be called."""

    name: str
    body: Callable[..., Any]
    arguments: tuple[str, ...]
    unit: str
    declared: Declaration
    source: str = ""
    standing: Standing = Standing.CONFIRMED

    @property
    def label(self) -> Text:
        """The rule's name for readers."""
        return self.declared.label

    @property
    def clause(self) -> str:
        """Document and place, e.g. ``交付規程 別表``."""
        return self.declared.clause

    @property
    def role(self) -> Role:
        """What the rule is for; a false criterion is a refusal, a true caution or obligation is told."""
        return self.declared.role

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the published facts that the rule carries out."""
        return self.declared.facts


def rule(
    label: str,
    *,
    en: str,
    clause: str,
    facts: str,
    since: str = "",
    until: str = "",
    named: str = "",
    topic: str = "amount",
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a calculation; ``named`` lets two editions' bodies bear one name."""
    ids = tuple(facts.split())
    return _declare(
        Declaration(Text(label, en), clause, ids, "calculation", None, since, until, named, topic)
    )


def criterion(
    label: str,
    *,
    en: str,
    clause: str,
    facts: str,
    refusal: str,
    refusal_en: str,
    since: str = "",
    until: str = "",
    named: str = "",
    topic: str = "amount",
) -> Callable[[Callable[P, bool]], Callable[P, bool]]:
    """Declare a condition; when it is false the refusal is told, formatted with the rule's own arguments."""
    told = Text(refusal, refusal_en)
    ids = tuple(facts.split())
    return _declare(Declaration(Text(label, en), clause, ids, "criterion", told, since, until, named, topic))


def caution(
    label: str,
    *,
    en: str,
    clause: str,
    facts: str,
    message: str,
    message_en: str,
    since: str = "",
    until: str = "",
    named: str = "",
    topic: str = "amount",
) -> Callable[[Callable[P, bool]], Callable[P, bool]]:
    """Declare something an office will look at; when it is true the message is told."""
    told = Text(message, message_en)
    ids = tuple(facts.split())
    return _declare(Declaration(Text(label, en), clause, ids, "caution", told, since, until, named, topic))


def obligation(
    label: str,
    *,
    en: str,
    clause: str,
    facts: str,
    message: str,
    message_en: str,
    since: str = "",
    until: str = "",
    named: str = "",
    topic: str = "amount",
) -> Callable[[Callable[P, bool]], Callable[P, bool]]:
    """Declare what the applicant takes on; when it is true the message is told."""
    told = Text(message, message_en)
    ids = tuple(facts.split())
    return _declare(Declaration(Text(label, en), clause, ids, "obligation", told, since, until, named, topic))


def _declare(declared: Declaration) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def mark(body: Callable[P, R]) -> Callable[P, R]:
        cast("Any", body).declared = declared
        return body

    return mark


def rules_in(*modules: ModuleType) -> list[Callable[..., Any]]:
    """The declared rules of some modules, in the order they are written, without those they import."""
    return [
        value
        for module in modules
        for value in vars(module).values()
        if inspect.isfunction(value) and hasattr(value, "declared") and value.__module__ == module.__name__
    ]


def inputs_in(*modules: ModuleType) -> dict[str, Input]:
    """The declared inputs of some modules, each under the name it is assigned to."""
    return {
        name: replace(value, name=name)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Input)
    }


def applies(body: Callable[..., Any], edition: str) -> bool:
    """Whether a declared rule belongs to an edition."""
    declared: Declaration = cast("Any", body).declared
    begun = not declared.since or declared.since <= edition
    return begun and (not declared.until or edition <= declared.until)


def made(body: Callable[..., Any]) -> Rule:
    """The rule that a declared function stands for."""
    declared: Declaration = cast("Any", body).declared
    name = declared.named or body.__name__
    return Rule(
        name, body, tuple(inspect.signature(body).parameters), units_of(body).get("return", ""), declared
    )


@cache
def units_of(body: Callable[..., Any]) -> Mapping[str, str]:
    """The unit of every argument and of the answer (``return``); an empty text for one that does not say."""
    return {name: _unit(annotation) for name, annotation in get_type_hints(body, include_extras=True).items()}


def _unit(annotation: object) -> str:
    if get_origin(annotation) is Annotated:
        return next((extra.name for extra in get_args(annotation) if isinstance(extra, Unit)), "")
    if isinstance(annotation, type):
        if issubclass(annotation, Rate):
            return "rate"
        if issubclass(annotation, Block):
            return "block"
    return ""
