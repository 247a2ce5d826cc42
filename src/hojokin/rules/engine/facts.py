"""Inputs: the facts a rulebook asks for, and the check that a set of facts may enter it.

Forms, the JSON Schema and the checks of a batch are all derived from these declarations.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, Literal

Kind = Literal["yen", "count", "months", "day", "days", "years", "hours", "basis_points", "choice", "flag"]
UNITS: Mapping[Kind, tuple[str, str]] = {
    "yen": ("円", "yen"),
    "count": ("", ""),
    "months": ("か月", "months"),
    "day": ("", ""),
    "days": ("日", "days"),
    "years": ("年", "years"),
    "hours": ("時間", "hours"),
    "basis_points": ("ベーシスポイント", "basis points"),
    "choice": ("", ""),
    "flag": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    ja: str
    en: str

    def in_language(self, language: str) -> str:
        """The Japanese text, or the English one for ``"en"``."""
        return self.en if language == "en" else self.ja


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one fact, and what to do about it."""

    place: str
    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class Input:
    """A fact that rules use: label, unit, bounds (both inclusive), help, and where the figure stands.

    ``default`` is what an absent fact counts as; without one the fact must be given. Values are whole numbers
    (a choice is the number of its member, a day its number since 0001-01-01) or flags. ``names`` are what a
    person calls the members of a choice.
    """

    label: Text
    kind: Kind
    lowest: int = 0
    highest: int = 1
    default: int | bool | None = None
    choices: type[IntEnum] | None = None
    help: Text | None = None
    document: Text | None = None
    topic: str = "amount"
    name: str = field(default="", compare=False)
    names: Mapping[int, Text] = field(default_factory=dict, compare=False)

    @property
    def required(self) -> bool:
        """Whether the fact must be given."""
        return self.default is None

    def is_open(self, value: object) -> bool:
        """Whether the value itself says that nobody stated it: an amount at its bound, or a day left open."""
        if self.kind == "yen":
            return self.default == self.highest == value
        return self.kind == "day" and self.default == value

    def written(self, value: int | bool) -> int | bool | str | None:
        """The value as a question writes it: a day as a date, a choice by its code, None for what is open."""
        if self.is_open(value):
            return None
        if self.choices is not None:
            return self.choices(value).name.lower()
        return as_date(value) if self.kind == "day" else value

    def problem_with(self, value: object) -> Problem | None:
        """What is wrong with one value, or None."""
        if self.kind == "flag":
            hint = "true か false で答えてください", "answer true or false"
            return None if isinstance(value, bool) else self._wrong("flag", *hint)
        if isinstance(value, bool) or not isinstance(value, int):
            hint = "小数や文字ではなく整数で書いてください", "write a whole number, not a decimal or a text"
            dated = "2026-08-25 のような日付で書いてください", "write a date like 2026-08-25"
            return self._wrong("integer", *(dated if self.kind == "day" else hint))
        if not self.lowest <= value <= self.highest:
            shown, low, high = (self._bound(each) for each in (value, self.lowest, self.highest))
            return self._wrong(
                "bounds",
                f"{shown} は {low} ～ {high} の範囲にありません",
                f"{shown} is not between {low} and {high}",
            )
        return None

    def _bound(self, value: int) -> str:
        is_date = self.kind == "day" and FIRST_DAY <= value <= LAST_DAY
        return as_date(value) if is_date else f"{value:,}"

    def _wrong(self, code: str, ja: str, en: str) -> Problem:
        return Problem(self.name, code, Text(f"{self.label.ja}: {ja}。", f"{self.label.en}: {en}."))


# The widest figures that any fact may take: they keep every product of the rules inside 64 bits.
YEN_BOUND = 10**12 - 1
COUNT_BOUND = 999_999
NO_DAY = 0
FIRST_DAY = date.min.toordinal()
LAST_DAY = date(2700, 12, 31).toordinal()


def as_date(number: int) -> str:
    """The date of a day's number, like ``2026-08-25``; a dash for no day. Raises ValueError for a negative one."""
    return "-" if number == NO_DAY else date.fromordinal(number).isoformat()


def yen(
    ja: str,
    en: str,
    *,
    lowest: int = 0,
    highest: int = YEN_BOUND,
    default: int | None = None,
    help: tuple[str, str] | None = None,
    document: tuple[str, str] | None = None,
    topic: str = "amount",
) -> Input:
    """An amount of whole yen."""
    return Input(Text(ja, en), "yen", lowest, highest, default, None, _text(help), _text(document), topic)


def number(
    ja: str,
    en: str,
    kind: Kind = "count",
    *,
    lowest: int = 0,
    highest: int = COUNT_BOUND,
    default: int | None = None,
    help: tuple[str, str] | None = None,
    document: tuple[str, str] | None = None,
    topic: str = "amount",
) -> Input:
    """A whole number of things, months, days, hours or basis points."""
    return Input(Text(ja, en), kind, lowest, highest, default, None, _text(help), _text(document), topic)


def day(
    ja: str,
    en: str,
    *,
    lowest: int = FIRST_DAY,
    highest: int = LAST_DAY,
    default: int | None = None,
    help: tuple[str, str] | None = None,
    document: tuple[str, str] | None = None,
    topic: str = "amount",
) -> Input:
    """A calendar day, carried as its number; the default stands for a day that nobody stated."""
    return Input(Text(ja, en), "day", lowest, highest, default, None, _text(help), _text(document), topic)


def flag(
    ja: str,
    en: str,
    *,
    default: bool | None = None,
    help: tuple[str, str] | None = None,
    document: tuple[str, str] | None = None,
    topic: str = "amount",
) -> Input:
    """A claim that is true or false."""
    return Input(Text(ja, en), "flag", 0, 1, default, None, _text(help), _text(document), topic)


def choice(
    ja: str,
    en: str,
    choices: type[IntEnum],
    *,
    names: Mapping[Any, Text] | None = None,
    default: IntEnum | None = None,
    help: tuple[str, str] | None = None,
    document: tuple[str, str] | None = None,
    topic: str = "amount",
) -> Input:
    """One member of a closed set, carried as its number; ``names`` are what a person calls its members."""
    lowest, highest = int(min(choices)), int(max(choices))
    chosen = None if default is None else int(default)
    label, more, stands_on = Text(ja, en), _text(help), _text(document)
    called = {int(member): name for member, name in (names or {}).items()}
    return Input(label, "choice", lowest, highest, chosen, choices, more, stands_on, topic, names=called)


def _text(pair: tuple[str, str] | None) -> Text | None:
    return None if pair is None else Text(*pair)


def problems_with(
    facts: Mapping[str, object], inputs: Mapping[str, Input], wanted: Sequence[str]
) -> list[Problem]:
    """Everything that keeps ``facts`` out: missing, unknown, of a wrong kind, out of bounds; all at once."""
    found = [
        Problem(
            name,
            "missing",
            Text(
                f"{inputs[name].label.ja}（{name}）を入力してください。",
                f"Enter {inputs[name].label.en} ({name}).",
            ),
        )
        for name in wanted
        if inputs[name].required and name not in facts
    ]
    for name, value in facts.items():
        declared = inputs.get(name)
        if declared is None:
            found.append(_unknown(name, inputs))
        elif (problem := declared.problem_with(value)) is not None:
            found.append(problem)
    return found


def _unknown(name: str, inputs: Mapping[str, Input]) -> Problem:
    near = difflib.get_close_matches(name, inputs, n=1)
    ja = f"「{name}」という項目はありません。" + (
        f"「{near[0]}」ではありませんか。" if near else "項目名を確かめてください。"
    )
    en = f"There is no fact {name!r}. " + (f"Did you mean {near[0]!r}?" if near else "Check the name.")
    return Problem(name, "unknown", Text(ja, en))
