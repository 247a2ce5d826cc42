"""Asking (問い合わせ): from a file to answers, the same way for every command that takes a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hojokin.cli.options import Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.cli.reading import read_input
from hojokin.rules.problems import InvalidQuestion, answers_to_json


def answer_file[T](
    file: str,
    ask: Callable[[Any], T],
    *,
    to_json: Callable[[T], object],
    to_text: Callable[[T], str],
    language: Language,
    as_json: bool,
) -> None:
    """Ask each question of a file and print the answers in order; nothing is printed when one is not valid."""
    try:
        answers = answers_to_json(read_input(file), ask)
    except InvalidQuestion as error:
        refuse(error, language, as_json=as_json)
    show(answers, to_json=to_json, to_text=to_text, as_json=as_json)


def show[T](
    answers: T | list[T], *, to_json: Callable[[T], object], to_text: Callable[[T], str], as_json: bool
) -> None:
    """Print one answer, or a list of them."""
    if as_json:
        print_json([to_json(each) for each in answers] if isinstance(answers, list) else to_json(answers))
        return
    print_text("\n".join(_numbered(answers, to_text)) if isinstance(answers, list) else to_text(answers))


def _numbered[T](answers: list[T], to_text: Callable[[T], str]) -> Iterable[str]:
    for number, each in enumerate(answers):
        yield f"[{number}] {to_text(each)}"
