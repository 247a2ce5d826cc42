"""Packaged tables (同梱の表): CSV files read once, all problems of a file reported together."""

import csv
import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib.resources import files

LONGEST_REPEATED = 40


class TableError(ValueError):
    """A packaged file that contradicts itself; `problems` lists every fault with its line."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        super().__init__(f"{file}: " + "; ".join(problems))
        self.problems = tuple(problems)


class UnknownCodeError(LookupError):
    """A code or date that a table does not hold; says so in Japanese and in English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(f"{message} / {message_en}")
        self.message = message
        self.message_en = message_en


def shown(typed: str) -> str:
    """What was typed, short enough to repeat in a message."""
    return typed if len(typed) <= LONGEST_REPEATED else typed[:LONGEST_REPEATED] + "…"


def unknown_key(what: str, what_en: str, key: str, known: Mapping[str, str]) -> UnknownCodeError:
    """The error for a key outside a closed table. `known` gives each key's Japanese name."""
    key = shown(key)
    named = [each for each, name in known.items() if name == key]
    # A key typed in the other case is the commonest slip.
    near = named or [each for each in known if each.casefold() == key.casefold()]
    near = near or difflib.get_close_matches(key, known, n=1)
    hint = f"「{near[0]}」ですか。" if near else f"次から選んでください: {'、'.join(known)}"
    hint_en = f"did you mean {near[0]!r}?" if near else f"choose one of {', '.join(known)}"
    return UnknownCodeError(
        f"{what}「{key}」はありません。{hint}", f"There is no {what_en} {key!r}: {hint_en}"
    )


class Confidence(StrEnum):
    """How a fact came to be known (確度), firmest first."""

    OFFICIAL = "official"
    QUOTED = "quoted"
    SECONDARY = "secondary"
    INFERRED = "inferred"
    GAP = "gap"

    @property
    def is_firm(self) -> bool:
        """Read in an official text, or quoted from one."""
        return self in {Confidence.OFFICIAL, Confidence.QUOTED}


@dataclass(frozen=True, slots=True)
class Cells:
    """One line of a table. A cell that cannot be read is noted in `problems` and a stand-in given back."""

    line: int
    values: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def optional(self, column: str) -> str:
        """The text of a cell that may be empty."""
        if column not in self.values:
            self.problems.append(f"line {self.line} has no column {column}")
        return self.values.get(column, "")

    def text(self, column: str) -> str:
        """The text of a cell that may not be empty."""
        value = self.optional(column)
        if not value:
            self.problems.append(f"line {self.line}: {column} is empty")
        return value

    def parsed[T](self, column: str, parse: Callable[[str], T], stand_in: T) -> T:
        """The cell as `parse` reads it; a ValueError of `parse` becomes a problem of the line."""
        value = self.text(column)
        try:
            return parse(value)
        except ValueError as error:
            if value:
                self.problems.append(f"line {self.line}: {column} {value!r}: {error}")
            return stand_in

    def whole(self, column: str) -> int:
        """A whole number."""
        return self.parsed(column, int, 0)

    def day(self, column: str) -> date:
        """A calendar day, written 2026-05-12."""
        return self.parsed(column, date.fromisoformat, date.min)

    def choice[E: StrEnum](self, column: str, kind: type[E]) -> E:
        """One of the values of a closed set."""
        return self.parsed(column, kind, next(iter(kind)))

    def flag(self, column: str) -> bool:
        """yes or no."""
        return self.parsed(column, _yes_or_no, stand_in=False)

    def optional_whole(self, column: str) -> int | None:
        """A whole number, or None for an empty cell."""
        return self.whole(column) if self.optional(column) else None

    def optional_day(self, column: str) -> date | None:
        """A calendar day, or None for an empty cell."""
        return self.day(column) if self.optional(column) else None


def _yes_or_no(value: str) -> bool:
    if value not in {"yes", "no"}:
        raise ValueError("must be yes or no")
    return value == "yes"


def read_text(package: str, file: str) -> str:
    """A packaged text file."""
    return files(package).joinpath(file).read_text(encoding="utf-8")


def parse_table[T](
    file: str,
    text: str,
    make: Callable[[Cells], T],
    check: Callable[[Sequence[T]], Iterable[str]] = lambda _: (),
) -> tuple[T, ...]:
    """The records of a CSV text in the order of the file.

    `make` turns one line into a record, `check` says what is wrong with all of them together.
    Raises TableError with every problem of the file.
    """
    problems: list[str] = []
    records: list[T] = []
    for line, values in enumerate(csv.DictReader(text.splitlines(), strict=True), start=2):
        if None in values or None in values.values():
            problems.append(f"line {line} has more or fewer cells than the heading")
            continue
        cells = Cells(line, values)
        records.append(make(cells))
        problems.extend(cells.problems)
    # A check over records that hold stand-ins would only repeat the faults found above.
    problems.extend([] if problems else check(records))
    if problems:
        raise TableError(file, problems)
    return tuple(records)


def read_table[T](
    package: str,
    file: str,
    make: Callable[[Cells], T],
    check: Callable[[Sequence[T]], Iterable[str]] = lambda _: (),
) -> tuple[T, ...]:
    """As parse_table, of a packaged file."""
    return parse_table(file, read_text(package, file), make, check)


def repeated(keys: Iterable[str]) -> list[str]:
    """A problem for each key that stands in a table twice."""
    seen: set[str] = set()
    twice: list[str] = []
    for key in keys:
        if key in seen:
            twice.append(f"{key} stands in the table twice")
        seen.add(key)
    return twice
