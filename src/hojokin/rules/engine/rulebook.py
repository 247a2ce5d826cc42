"""Rulebooks: the rules of one edition, wired to each other by the names of their arguments, and checked."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

from hojokin.rules.engine.answering import Answer, Plan, Step, message_of
from hojokin.rules.engine.declaring import (
    SEVERITY,
    Declaration,
    Role,
    Rule,
    Standing,
    applies,
    caution,
    criterion,
    inputs_in,
    made,
    obligation,
    rule,
    rules_in,
    units_of,
)
from hojokin.rules.engine.exact import Rate
from hojokin.rules.engine.facts import Input, Problem, problems_with
from hojokin.rules.engine.graph import Expr, lift, symbol
from hojokin.rules.engine.intervals import INT64
from hojokin.rules.engine.loading import Block, Parameters

__all__ = [
    "SEVERITY",
    "Answer",
    "Declaration",
    "Plan",
    "Role",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Standing",
    "Step",
    "caution",
    "criterion",
    "inputs_in",
    "obligation",
    "rule",
    "rules_in",
]

Standings = Callable[[Sequence[str]], Standing]


class RulebookError(ValueError):
    """A rulebook that contradicts itself; the message lists every problem."""


class Rulebook:
    """The rules of one edition on one subject, checked when it is built.

    Raises RulebookError listing every unknown name, double name, unit that does not fit, message that cannot
    be filled in, clause without a document, fact id that nobody knows, bound that cannot hold, and circle;
    when there is none of these, the rules that fail or give the wrong kind of answer on the lowest facts.
    """

    def __init__(
        self,
        name: str,
        edition: str,
        rules: Iterable[Callable[..., Any]],
        inputs: Mapping[str, Input],
        parameters: Parameters,
        *,
        standings: Standings | None = None,
    ) -> None:
        self.name = name
        self.edition = edition
        self.inputs = {key: replace(declared, name=key) for key, declared in inputs.items()}
        self.standings = standings
        self._plans: dict[tuple[str, ...], Plan] = {}
        declared = [made(body) for body in rules if applies(body, edition)]
        written = [_placed(each, parameters.clauses) for each in declared]
        self.parameters = _with_places(parameters)
        self.rules = {each.name: each for each in written}
        problems = [*self._double_names(written), *self._circles()]
        problems += _unused_places(parameters, declared)
        for asked in self.inputs.values():
            problems += _wrong_bounds(asked)
        for each in written:
            problems += [*_wrong_declaration(each), *self._wrong_wiring(each)]
        problems += self._settled(standings)
        problems = problems or [*self._failures()]
        if problems:
            raise RulebookError(f"{name} ({edition}): " + "; ".join(problems))

    def _double_names(self, written: Sequence[Rule]) -> Iterable[str]:
        names = [*(each.name for each in written), *self.inputs, *self.parameters.blocks]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield f"{name} has two meanings in {self.edition}"

    def _circles(self) -> Iterable[str]:
        """Put the rules in order, each after those it needs, else as they are written; or tell the circle."""
        needs = {
            name: [need for need in each.arguments if need in self.rules] for name, each in self.rules.items()
        }
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as circle:
            yield "rules go in a circle: " + " -> ".join(circle.args[1])
            return
        ordered: dict[str, Rule] = {}
        for name in needs:
            _after_its_needs(name, needs, self.rules, ordered)
        self.rules = ordered

    def _wrong_wiring(self, each: Rule) -> Iterable[str]:
        wanted = units_of(each.body)
        for name in each.arguments:
            given = self.unit_of(name)
            if given is None:
                near = difflib.get_close_matches(
                    name, [*self.rules, *self.inputs, *self.parameters.blocks], n=1
                )
                hint = f" (did you mean {near[0]}?)" if near else ""
                yield f"{each.name} asks for {name}, which nobody gives{hint}"
            elif not wanted.get(name):
                yield f"{each.name} does not say the unit of {name}"
            elif wanted[name] != given:
                yield f"{each.name} wants {name} as {wanted[name]}, but it is {given}"
        if all(self.unit_of(name) is not None for name in each.arguments):
            yield from self._wrong_message(each)

    def _wrong_message(self, each: Rule) -> Iterable[str]:
        if each.declared.message is None:
            return
        try:
            message_of(each, {name: self._sample(name) for name in each.arguments})
        except KeyError as unknown:
            yield f"the message of {each.name} speaks of {unknown.args[0]}, which the rule does not use"
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            yield f"the message of {each.name} cannot be filled in: {error}"

    def _sample(self, name: str) -> Any:
        if name in self.parameters.blocks:
            return self.parameters.blocks[name]
        unit = self.unit_of(name)
        return Rate(1, 1) if unit == "rate" else False if unit == "flag" else 1 if unit == "day" else 0

    def _settled(self, standings: Standings | None) -> Iterable[str]:
        """Give every rule its document and standing; tell those that have none."""
        documents = self.parameters.documents
        for block in self.parameters.blocks.values():
            if _role_in(block.clause) not in documents:
                yield f"{block.name}: the clause {block.clause!r} names no document of {self.edition}"
        for name, each in self.rules.items():
            source = documents.get(_role_in(each.clause), "")
            if not source:
                yield f"{name}: the clause {each.clause!r} names no document of {self.edition}"
            standing = Standing.CONFIRMED
            if standings is not None:
                cited = [*each.facts, *(fact for block in self.blocks_of(each) for fact in block.facts)]
                try:
                    standing = standings(cited)
                except LookupError as unknown:
                    yield f"{name}: {unknown.args[0] if unknown.args else unknown}"
            self.rules[name] = replace(each, source=source, standing=standing)

    def _failures(self) -> Iterable[str]:
        """Carry every rule out once, so that a misspelt number or a wrong kind of answer is found at once."""
        values: dict[str, Any] = dict(self.parameters.blocks)
        for name, declared in self.inputs.items():
            lowest = bool(declared.lowest) if declared.kind == "flag" else declared.lowest
            values[name] = lowest if declared.default is None else declared.default
        for name, each in self.rules.items():
            try:
                values[name] = each.body(*(values[need] for need in each.arguments))
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                yield f"{name} fails on the lowest facts: {error}"
                return
            kind = {"flag": bool, "rate": Rate}.get(each.unit, int)
            if type(values[name]) is not kind:
                yield f"{name} answers {values[name]!r}, which is no {each.unit}"

    def unit_of(self, name: str) -> str | None:
        """What a name stands for: the unit of a rule or fact, ``block``, or None when nobody gives it."""
        if name in self.rules:
            return self.rules[name].unit
        if name in self.inputs:
            return self.inputs[name].kind
        return "block" if name in self.parameters.blocks else None

    def blocks_of(self, each: Rule) -> list[Block]:
        """The blocks of printed numbers that a rule reads."""
        return [self.parameters.blocks[name] for name in each.arguments if name in self.parameters.blocks]

    def plan(self, targets: Iterable[str]) -> Plan:
        """The rules that ``targets`` need, in order. Raises KeyError for a target that is no rule."""
        key = tuple(targets)
        known = self._plans.get(key)
        if known is None:
            known = self._plans[key] = self._planned(key)
        return known

    def _planned(self, targets: Sequence[str]) -> Plan:
        needed = self.needed_by(targets)
        rules = tuple(each for name, each in self.rules.items() if name in needed)
        given = tuple(declared for name, declared in self.inputs.items() if name in needed)
        blocks = {name: block for name, block in self.parameters.blocks.items() if name in needed}
        names = [*(declared.name for declared in given), *blocks, *(each.name for each in rules)]
        return Plan(given, tuple(blocks.values()), rules, {name: place for place, name in enumerate(names)})

    @cached_property
    def _whole(self) -> Plan:
        return self.plan(self.rules)

    def needed_by(self, targets: Iterable[str]) -> set[str]:
        """The names of everything that some rules stand on, themselves included."""
        needed: set[str] = set()
        waiting = list(targets)
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                if name in self.rules:
                    waiting.extend(self.rules[name].arguments)
                elif name not in self.inputs and name not in self.parameters.blocks:
                    raise KeyError(f"{name} is no rule of {self.name}")
        return needed

    def problems_with(
        self, facts: Mapping[str, object], targets: Iterable[str] | None = None
    ) -> list[Problem]:
        """Everything that keeps these facts from being evaluated for the targets (all rules when None)."""
        plan = self._whole if targets is None else self.plan(targets)
        return problems_with(facts, self.inputs, [declared.name for declared in plan.given])

    def evaluate(self, facts: Mapping[str, Any], targets: Iterable[str] | None = None) -> Answer:
        """Answer for one set of facts that :meth:`problems_with` found nothing wrong with."""
        plan = self._whole if targets is None else self.plan(targets)
        return Answer(plan, plan.row(facts), facts)

    def record(self, targets: Iterable[str]) -> dict[str, Expr]:
        """The expression of each target over symbolic inputs.

        Raises TypeError for a rule that cannot be recorded, and for a target that is a rate.
        """
        wanted = tuple(targets)
        plan = self.plan(wanted)
        facts = {each.name: symbol(each.name, is_flag=each.kind == "flag") for each in plan.given}
        values, _ = plan.row(facts)
        return {name: lift(values[plan.positions[name]]) for name in wanted}

    def of_role(self, role: Role) -> list[Rule]:
        """The rules of one role, in order."""
        return [each for each in self.rules.values() if each.role == role]


def _after_its_needs(
    name: str, needs: Mapping[str, list[str]], by_name: Mapping[str, Rule], ordered: dict[str, Rule]
) -> None:
    if name not in ordered:
        for needed in needs[name]:
            _after_its_needs(needed, needs, by_name, ordered)
        ordered[name] = by_name[name]


def _placed(each: Rule, clauses: Mapping[str, str]) -> Rule:
    """The rule at its place in the documents of this book, where that differs from the one it was written with."""
    if each.clause not in clauses:
        return each
    return replace(each, declared=replace(each.declared, clause=clauses[each.clause]))


def _with_places(parameters: Parameters) -> Parameters:
    moved = {
        name: replace(block, clause=parameters.clauses[block.clause])
        for name, block in parameters.blocks.items()
        if block.clause in parameters.clauses
    }
    return replace(parameters, blocks={**parameters.blocks, **moved}, clauses={})


def _unused_places(parameters: Parameters, rules: Sequence[Rule]) -> Iterable[str]:
    known = {each.clause for each in rules} | {block.clause for block in parameters.blocks.values()}
    for place in parameters.clauses:
        if place not in known:
            yield f"clauses: no rule and no block stands at {place}"


def _role_in(clause: str) -> str:
    return clause.partition(" ")[0]


def _wrong_declaration(each: Rule) -> Iterable[str]:
    if each.unit in ("", "block"):
        yield f"{each.name} does not say the unit of its answer"
    elif each.role != "calculation" and each.unit != "flag":
        yield f"{each.name} is a {each.role} and so answers a flag, not {each.unit}"
    if not each.facts:
        yield f"{each.name} cites no fact"


def _wrong_bounds(declared: Input) -> Iterable[str]:
    if not -INT64 <= declared.lowest <= declared.highest <= INT64:
        yield f"{declared.name} has bounds that cannot hold: {declared.lowest:,} to {declared.highest:,}"
    elif declared.default is not None and declared.problem_with(declared.default) is not None:
        yield f"{declared.name} has a default that it would not admit: {declared.default!r}"
