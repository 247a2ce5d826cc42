"""What a batch asks of a track: its amount, its conditions, and the columns that these stand on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hojokin.batch.size_columns import DERIVED, NAMES, SizeColumns
from hojokin.rules.editions import CURRENT, EDITIONS, TRACKS, rulebook
from hojokin.rules.engine.exact import where
from hojokin.rules.engine.facts import Input, Text
from hojokin.rules.engine.graph import Expr, lift, symbol
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.shared.common import ALWAYS_ANSWERED

ANSWER = ("row", "eligible", "amount_yen", "refusals")
# What the question calls them, and the rulebooks' name.
ALIASES: Mapping[str, str] = {"requested_yen": "requested_amount", "capital_yen": "capital"}


class BatchError(ValueError):
    """A batch that cannot start; ``problems`` holds every reason, in both languages."""

    def __init__(self, *problems: Text) -> None:
        super().__init__("; ".join(problem.en for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Present:
    """What a file answers: its column for each input, and the size columns when it has them."""

    inputs: Mapping[str, str]
    size: SizeColumns | None

    @property
    def read(self) -> frozenset[str]:
        """The names of the file's columns that are used; the others are carried over."""
        return frozenset(self.inputs.values()) | (frozenset(self.size.columns) if self.size else frozenset())

    @property
    def known(self) -> frozenset[str]:
        """The inputs that have a value of their own in every row."""
        return frozenset(self.inputs) | (frozenset(DERIVED) if self.size else frozenset())


@dataclass(frozen=True)
class Asked:
    """The targets of one track in one edition and the columns they need.

    The conditions of a topic that not every question answers are asked when a file has one of its columns.
    """

    track: str
    edition: str
    topics: frozenset[str] = ALWAYS_ANSWERED

    @cached_property
    def book(self) -> Rulebook:
        """The track's rulebook."""
        return rulebook(self.track, self.edition)

    @cached_property
    def criteria(self) -> tuple[str, ...]:
        """The conditions that a row is judged by; their names are the refusal codes."""
        return tuple(
            each.name for each in self.book.of_role("criterion") if each.declared.topic in self.topics
        )

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The amount, then every condition."""
        return ("grant_amount", *self.criteria)

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """The columns, in the rulebook's order."""
        return self.book.plan(self.targets).given

    @cached_property
    def every_input(self) -> tuple[Input, ...]:
        """The columns of this and of every other topic."""
        criteria = (each.name for each in self.book.of_role("criterion"))
        return self.book.plan(("grant_amount", *criteria)).given

    def asking(self, columns: Sequence[str]) -> Asked:
        """The same with the topics that a file with these columns answers."""
        names = {ALIASES.get(name, name) for name in columns}
        answered = {each.topic for each in self.every_input if each.name in names}
        answered |= {"legal_form"} if self.derives_size and "legal_form" in names else set()
        return Asked(self.track, self.edition, self.topics | answered)

    @property
    def derives_size(self) -> bool:
        """Whether the size may be given as a word or by what it is derived from."""
        return any(each.name == "stated_size" for each in self.inputs)

    def given(self, names: Iterable[str]) -> tuple[Input, ...]:
        """The inputs of these names, in the rulebook's order."""
        wanted = set(names)
        return tuple(each for each in self.inputs if each.name in wanted)

    def expressions(self, names: Iterable[str]) -> dict[str, Expr]:
        """The amount and the refusals as a number, bit by condition, over the inputs of these names.

        The other inputs count as their defaults.
        """
        plan = self.book.plan(self.targets)
        facts = {each.name: symbol(each.name, is_flag=each.kind == "flag") for each in self.given(names)}
        values, _ = plan.row(facts)
        value_of = {name: lift(values[plan.positions[name]]) for name in self.targets}
        failed = [where(value_of[name], 0, 1 << place) for place, name in enumerate(self.criteria)]  # type: ignore[arg-type]  # recorded
        refused: Any = lift(sum(failed))
        amount: Any = where(refused == 0, value_of["grant_amount"], 0)
        return {"amount": lift(amount), "refused": refused}

    def present(self, columns: Sequence[str]) -> Present:
        """What a file with these columns answers. Raises BatchError with every problem of its header."""
        names = {name: ALIASES.get(name, name) for name in columns}
        size = SizeColumns.found(columns) if self.derives_size else None
        known = {each.name for each in self.inputs}
        taken = set(size.columns) if size else set()
        inputs = {input_: name for name, input_ in names.items() if input_ in known and name not in taken}
        problems = [*self._header(columns), *self._missing(inputs, size), *self._doubtful(columns)]
        problems += size.problems(columns) if size else []
        if problems:
            raise BatchError(*problems)
        return Present(inputs, size)

    def _header(self, columns: Sequence[str]) -> Iterable[Text]:
        for place, name in enumerate(columns, 1):
            if not name:
                yield Text(f"{place}列目に名前がありません。", f"Column {place} has no name.")
            elif columns.index(name) < place - 1:
                yield Text(f"列「{name}」が2つあります。", f"There are two columns {name!r}.")
            elif name in ANSWER:
                yield Text(
                    f"列「{name}」は結果の列と同じ名前です。名前を変えてください。",
                    f"Column {name!r} has the name of an answer. Rename it.",
                )
        by_input = [(name, ALIASES[name]) for name in columns if ALIASES.get(name) in columns]
        for name, other in by_input:
            yield Text(
                f"列「{name}」と「{other}」は同じ項目です。どちらか1つにしてください。",
                f"Columns {name!r} and {other!r} are one fact. Keep one.",
            )

    def _missing(self, inputs: Mapping[str, str], size: SizeColumns | None) -> Iterable[Text]:
        for each in self.inputs:
            if each.required and each.name not in inputs:
                yield Text(
                    f"列「{each.name}」（{each.label.ja}）がありません。",
                    f"Column {each.name!r} ({each.label.en}) is missing.",
                )
        by_lines = {"regular_employees", "employee_line"} <= set(inputs)
        if self.derives_size and size is None and "stated_size" not in inputs and not by_lines:
            yield Text(
                "事業者の規模が分かりません。列「size」（small・medium・large）か、"
                "「legal_form」「industry_code」「regular_employees」「capital_yen」を加えてください。",
                "Nothing tells the size. Add a column 'size' (small, medium or large), or 'legal_form', "
                "'industry_code', 'regular_employees' and 'capital_yen'.",
            )

    def _doubtful(self, columns: Sequence[str]) -> Iterable[Text]:
        """Names that are nearly those of an input: a misspelt column would otherwise count as not given."""
        accepted = (
            {each.name for each in self.every_input}
            | set(ALIASES)
            | (set(NAMES) if self.derives_size else set())
        )
        for name in columns:
            near = difflib.get_close_matches(name.strip().lower(), accepted - set(columns), n=1, cutoff=0.85)
            if name not in accepted and near:
                yield Text(
                    f"列「{name}」は「{near[0]}」ではありませんか。違う項目なら、似ていない名前にしてください。",
                    f"Column {name!r}: did you mean {near[0]!r}? If not, give it a name less like it.",
                )


def asked_of(track: str, edition: str = CURRENT) -> Asked:
    """What a batch asks. Raises BatchError for an unknown track or edition."""
    problems = [
        Text(
            f"{ja}「{given}」はありません。次から選んでください: {', '.join(known)}。",
            f"There is no {en} {given!r}: choose one of {', '.join(known)}.",
        )
        for ja, en, given, known in (("枠", "track", track, TRACKS), ("年度", "edition", edition, EDITIONS))
        if given not in known
    ]
    if problems:
        raise BatchError(*problems)
    asked = Asked(track, edition)
    try:
        asked.book  # noqa: B018 - read here so that a track that an edition does not have is told at once
    except FileNotFoundError:
        raise BatchError(
            Text(f"{edition} には {track} の規則がありません。", f"{edition} has no rules for {track}.")
        ) from None
    return asked
