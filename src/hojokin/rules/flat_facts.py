"""Flat facts (項目の一覧による計算): any rulebook asked with its own inputs, such as a repayment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hojokin.rules.answers import shown, written
from hojokin.rules.editions import BOOKS, EDITIONS, rulebook
from hojokin.rules.engine.facts import Input, Problem, Text
from hojokin.rules.engine.rulebook import Answer, Rulebook, Step
from hojokin.rules.estimate import Line
from hojokin.rules.explanation import MARKS, step_lines
from hojokin.rules.json_text import WrittenNumber, pointer
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.question import ISO_DATE

_TOLD_WHEN = {"criterion": False, "caution": True, "obligation": True}
_MARKS = {"criterion": "×", "caution": "？", "obligation": "○"}


@dataclass(frozen=True)
class FlatAnswer:
    """What a rulebook answers for a flat set of facts."""

    book: Rulebook
    answer: Answer

    @property
    def told(self) -> list[Step]:
        """Refusals, cautions and obligations, in order."""
        return [step for step in self.answer.steps if _TOLD_WHEN.get(step.rule.role) is step.value]

    def as_dict(self) -> dict[str, Any]:
        """The answer, ready for JSON."""
        steps = self.answer.steps
        return {
            "book": self.book.name,
            "edition": self.book.edition,
            "values": {step.rule.name: shown(step.value, step.rule.unit) for step in steps},
            "messages": [
                {
                    "rule": step.rule.name,
                    "role": step.rule.role,
                    "clause": step.rule.clause,
                    "message": step.message.ja,
                    "message_en": step.message.en,
                    "standing": step.rule.standing.value,
                }
                for step in self.told
            ],
            "steps": [
                {
                    "rule": step.rule.name,
                    "label": step.rule.label.ja,
                    "label_en": step.rule.label.en,
                    "clause": step.rule.clause,
                    "value": shown(step.value, step.rule.unit),
                    "used": {
                        name: written(self.book.inputs.get(name), value, self.answer.stated)
                        for name, value in step.used.items()
                    },
                    "unit": step.rule.unit,
                    "role": step.rule.role,
                    "standing": step.rule.standing.value,
                    "facts": list(step.rule.facts),
                }
                for step in steps
            ],
        }


def ask_book(book: str, edition: str, facts: Any) -> FlatAnswer:
    """Every rule of a rulebook for one flat object of facts. Raises InvalidQuestion, or KeyError for no such book."""
    made = rulebook(book, edition)
    if not isinstance(facts, Mapping):
        text = Text("項目の組を波括弧 { } で渡してください。", "Give an object of facts in curly brackets.")
        raise InvalidQuestion([Problem("", "value", text)])
    plain = {name: _plain(made.inputs.get(name), value) for name, value in facts.items()}
    problems = made.problems_with(plain)
    if problems:
        raise InvalidQuestion([Problem(pointer(each.place), each.code, each.message) for each in problems])
    return FlatAnswer(made, made.evaluate(plain))


def _plain(declared: Input | None, value: Any) -> Any:
    """A choice is given by its name and a day as a date; what is neither stays for the rulebook to refuse."""
    if isinstance(value, WrittenNumber):
        return value.text
    if declared is not None and declared.kind == "day" and isinstance(value, str):
        return _day(value)
    if declared is None or declared.choices is None or not isinstance(value, str):
        return value
    names = {member.name.lower(): int(member) for member in declared.choices}
    return names.get(value.lower(), value)


def _day(written_so: str) -> int | str:
    try:
        return date.fromisoformat(written_so).toordinal() if ISO_DATE.fullmatch(written_so) else written_so
    except ValueError:
        return written_so


def flat_text(made: FlatAnswer, language: str = "ja") -> str:
    """The answer as text: what is told first, then every line."""
    label = BOOKS[made.book.name].label.in_language(language)
    edition = EDITIONS[made.book.edition].label.in_language(language)
    head = f"{label} ({edition})" if language == "en" else f"{label}（{edition}）"
    told = [
        f"  {_MARKS[step.rule.role]} {step.message.in_language(language)}"
        f"{MARKS[step.rule.standing].in_language(language)}"
        for step in made.told
    ]
    steps = (Line(step) for step in made.answer.steps)
    lines = step_lines(made.book, steps, language, {"": made.answer.stated})
    return "\n".join([head, *told, "", *lines]) + "\n"
