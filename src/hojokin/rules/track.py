"""A track (申請枠) as the rulebooks see it: its modules, its parts, and how a question becomes its facts."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Rulebook, Step
from hojokin.rules.question import Question

type Places = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class PartOfGrant:
    """One part of the subsidy (補助額の内訳), by the names of the rules that hold its figures.

    ``tiers`` are pairs of a rate rule and the rule of the amount up to which it holds; most parts have one rate.
    """

    code: str
    label: Text
    eligible_cost: str
    amount: str
    cap: str
    rate: str = ""
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowSteps:
    """The explanation of one row of a list, such as ``costs[2]``, and the facts that were given of it.

    ``places`` are the rows that a rule speaks of, by its name, where these are not the row itself.
    """

    place: str
    steps: Sequence[Step]
    stated: Container[str]
    places: Places = field(default_factory=dict)


@dataclass(frozen=True)
class Gathered:
    """What a question says in the words of a rulebook: facts, the steps of its rows, and the topics it answers.

    A condition whose topic was not answered counts as not yet checked, never as met. ``places`` are the rows of
    the question that a rule speaks of, by its name.
    """

    facts: Mapping[str, int | bool]
    topics: frozenset[str]
    rows: tuple[RowSteps, ...] = ()
    total_cost: int = 0
    places: Places = field(default_factory=dict)

    def with_quote(
        self,
        total: int,
        facts: Mapping[str, int | bool],
        rows: Iterable[RowSteps],
        places: Places | None = None,
    ) -> Gathered:
        """The same with the facts of a quote added."""
        return Gathered(
            {**self.facts, **facts},
            self.topics,
            (*self.rows, *rows),
            self.total_cost + total,
            {**self.places, **(places or {})},
        )


@dataclass(frozen=True)
class Book:
    """A subject with rules of its own: the modules and parameter files that its rulebook is built from.

    ``facts`` are those it carries out by its very shape: a name, or a requirement that it deliberately lacks.
    """

    code: str
    label: Text
    modules: tuple[ModuleType, ...]
    parameter_files: tuple[str, ...]
    facts: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Track(Book):
    """Track (申請枠): a book that grants money, and the door to ask it."""

    parts: tuple[PartOfGrant, ...]
    gather: Callable[[Question, Rulebook], Gathered]
