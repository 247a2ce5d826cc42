"""Inputs: the facts a rulebook asks for, and the check that a set of facts may enter it.

Forms, the JSON Schema and the checks of a batch are all derived from these declarations.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

Kind = Literal["yen", "count", "months", "days", "years", "hours", "basis_points", "choice", "flag"]
UNITS: Mapping[Kind, tuple[str, str]] = {
    "yen": ("円", "yen"),
    "count": ("", ""),
    "months": ("か月", "months"),
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
    (a choice is the number of its member) or flags.
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

    @property
    def required(self) -> bool:
        """Whether the fact must be given."""
        return self.default is None

    def is_open(self, value: object) -> bool:
        """Whether the value says "as much as there is": an amount nobody stated, at its bound."""
        return self.kind == "yen" and self.default == self.highest == value

    def problem_with(self, value: object) -> Problem | None:
        """What is wrong with one value, or None."""
        if self.kind == "flag":
            hint = "true か false で答えてください", "answer true or false"
            return None if isinstance(value, bool) else self._wrong("flag", *hint)
        if isinstance(value, bool) or not isinstance(value, int):
            hint = "小数や文字ではなく整数で書いてください", "write a whole number, not a decimal or a text"
            return self._wrong("integer", *hint)
        if not self.lowest <= value <= self.highest:
            between = f"{self.lowest:,} ～ {self.highest:,}", f"between {self.lowest:,} and {self.highest:,}"
            return self._wrong(
                "bounds", f"{value:,} は {between[0]} の範囲にありません", f"{value:,} is not {between[1]}"
            )
        return None

    def _wrong(self, code: str, ja: str, en: str) -> Problem:
        return Problem(self.name, code, Text(f"{self.label.ja}: {ja}。", f"{self.label.en}: {en}."))


# The widest figures that any fact may take: they keep every product of the rules inside 64 bits.
YEN_BOUND = 10**12 - 1
COUNT_BOUND = 999_999


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
    default: IntEnum | None = None,
    help: tuple[str, str] | None = None,
    document: tuple[str, str] | None = None,
    topic: str = "amount",
) -> Input:
    """One member of a closed set, carried as its number."""
    lowest, highest = int(min(choices)), int(max(choices))
    chosen = None if default is None else int(default)
    label, more, stands_on = Text(ja, en), _text(help), _text(document)
    return Input(label, "choice", lowest, highest, chosen, choices, more, stands_on, topic)


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
