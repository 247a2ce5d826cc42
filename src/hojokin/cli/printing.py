"""Printing (出力): answers to standard output, problems to standard error, and the exit code that goes with them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

import typer

from hojokin.cli.layout import fitted
from hojokin.cli.options import Language
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.problems import InvalidQuestion, problem_document

INVALID = 2


def print_json(value: object) -> None:
    """Print a value as JSON."""
    _write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_text(text: str) -> None:
    """Print text for people; in a terminal it is folded to its width."""
    _write(sys.stdout, fitted(text.rstrip("\n")) + "\n")


def print_notes(notes: Sequence[Text], language: Language) -> None:
    """Tell what was noticed while reading, beside the answer and not in it: on standard error."""
    for note in notes:
        _write(sys.stderr, f"* {note.in_language(language)}\n")


def refuse(error: InvalidQuestion | Sequence[Problem], language: Language, *, as_json: bool) -> NoReturn:
    """Tell every problem on standard error and leave with exit code 2."""
    problems = error.problems if isinstance(error, InvalidQuestion) else error
    document = problem_document(problems)
    if as_json:
        _write(sys.stderr, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        _write(sys.stderr, _listed(document, problems, language) + "\n")
    raise typer.Exit(INVALID)


def _listed(document: dict[str, Any], problems: Sequence[Problem], language: Language) -> str:
    head = document["detail_en" if language is Language.EN else "detail"]
    lines = [f"  - {each.place}: {each.message.in_language(language)}" for each in problems if each.place]
    whole = [f"  - {each.message.in_language(language)}" for each in problems if not each.place]
    return "\n".join([head, *whole, *lines])


def _write(stream: TextIO, text: str) -> None:
    """Write all of it. A reader that has left is no error; a character that the terminal lacks is escaped."""
    safe = "".join(each if each >= " " or each in "\n\t" else "�" for each in text)
    encoding = stream.encoding or "utf-8"
    safe = safe.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(safe)
        stream.flush()
    except BrokenPipeError:
        # Python would tell of the same at its end, when it flushes; there is nobody left to read that.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise typer.Exit(0) from None
