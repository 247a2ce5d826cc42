"""Printing (出力): answers to standard output, problems to standard error, and the exit code that goes with them.

A stream that cannot be written (a full disk, a closed descriptor) is told in one line, or not at all when that
line cannot be written either; it never becomes a traceback.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn, TextIO

import typer

from hojokin.cli.layout import fitted
from hojokin.cli.options import Language
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.problems import InvalidQuestion, problem_document

INVALID = 2
UNWRITTEN = 1


def print_json(value: object) -> None:
    """Print a value as JSON."""
    _print(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_text(text: str) -> None:
    """Print text for people; in a terminal it is folded to its width."""
    _print(fitted(text.rstrip("\n")) + "\n")


def print_notes(notes: Sequence[Text], language: Language) -> None:
    """Tell what was noticed while reading, beside the answer and not in it: on standard error."""
    for note in notes:
        _tell(f"* {note.in_language(language)}\n")


def refuse(error: InvalidQuestion | Sequence[Problem], language: Language, *, as_json: bool) -> NoReturn:
    """Tell every problem on standard error and leave with exit code 2."""
    problems = error.problems if isinstance(error, InvalidQuestion) else error
    document = problem_document(problems)
    if as_json:
        _tell(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        _tell(_listed(document, problems, language) + "\n")
    raise typer.Exit(INVALID)


def output_failed(error: OSError) -> int:
    """Tell in one line that the output could not be written; the exit code."""
    reason = error.strerror or str(error)
    _silence(sys.stdout)
    _tell(
        f"hojokin: {error.filename}: {reason}\n"
        if error.filename
        else f"hojokin: 出力を書けません。 The output cannot be written ({reason}).\n"
    )
    # The words of a wrong call could not be written: it stays a wrong call.
    code: int = getattr(error.__context__, "exit_code", UNWRITTEN)
    return code


def _listed(document: dict[str, Any], problems: Sequence[Problem], language: Language) -> str:
    head = document["detail_en" if language is Language.EN else "detail"]
    lines = [f"  - {each.place}: {each.message.in_language(language)}" for each in problems if each.place]
    whole = [f"  - {each.message.in_language(language)}" for each in problems if not each.place]
    return "\n".join([head, *whole, *lines])


def _print(text: str) -> None:
    """Write to standard output. Raises OSError when that fails; a reader that has left is no error."""
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        raise typer.Exit(0) from None


def _tell(text: str) -> None:
    """Write to standard error, as far as anybody can read that."""
    with suppress(OSError):
        _write(sys.stderr, text)


def _write(stream: TextIO | None, text: str) -> None:
    """Write all of it; a character that the terminal lacks is escaped. Raises OSError."""
    if stream is None:  # the program was started with this stream closed
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    safe = "".join(each if each >= " " or each in "\n\t" else "�" for each in text)
    encoding = stream.encoding or "utf-8"
    safe = safe.encode(encoding, "backslashreplace").decode(encoding)
    try:
        stream.write(safe)
        stream.flush()
    except OSError:
        _silence(stream)
        raise


def _silence(stream: TextIO | None) -> None:
    """Let what is still buffered go nowhere: Python would fail on it once more at its end."""
    if stream is not None:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
