"""JSON text (JSON形式の質問): read with the place of every doubled key and every broken character.

Numbers that no whole yen can be (``1000.0``, ``1e400``, ``NaN``, thousands of digits) are kept as they are
written, so that the field they stand in can say what is wrong with them.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from hojokin.rules.engine.facts import Problem, Text

DIGITS_READ = 40
SUGGESTED_ENCODING = "cp932"
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What cp932 reads single bytes as that stand for no character of Shift_JIS: no text is made of these.
NO_SHIFT_JIS = frozenset("\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3")
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number that is not read as one: with a point or an exponent, far too long, or none at all (``NaN``)."""

    text: str

    @property
    def is_whole(self) -> bool:
        """Whether it has only digits and is merely too long."""
        return self.text.lstrip("-").isdecimal()


class DoubledKeys(dict[str, Any]):
    """An object in which some keys are written twice; the last one of each is kept."""

    doubled: tuple[str, ...] = ()


def decoded(data: bytes) -> str:
    """Text of UTF-8, or of UTF-16 with its mark. Raises UnreadableText, which tells how to save the file."""
    encoding = "utf-16" if data.startswith(UTF_16_MARKS) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableText(_undecodable(data)) from None


class UnreadableText(ValueError):
    """A text that is no JSON at all; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.en)
        self.problem = problem


def read_with_problems(data: str | bytes) -> tuple[Any, list[Problem]]:
    """The value of a JSON text, and what is wrong with its writing. Raises UnreadableText when it is no JSON."""
    text = decoded(data) if isinstance(data, bytes) else data
    if not text.strip():
        raise UnreadableText(
            _problem("json", "入力が空です。JSONを渡してください。", "The input is empty. Give JSON.")
        )
    try:
        value = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=WrittenNumber,
            parse_constant=WrittenNumber,
        )
    except json.JSONDecodeError as error:
        raise UnreadableText(_no_json(error)) from None
    except RecursionError:
        ja, en = "JSONの入れ子が深すぎます。", "The JSON is nested too deeply."
        raise UnreadableText(_problem("json", ja, en)) from None
    return value, list(_written_wrongly(value))


def pointer(*parts: int | str) -> str:
    """A JSON Pointer (RFC 6901), such as ``/costs/0``; to what holds it when a key is too long to repeat."""
    short = takewhile(lambda part: len(part) <= LONGEST_KEY, map(str, parts))
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in short)


def quoted(given: object, longest: int = 40) -> str:
    """What was given, as JSON writes it, on one line and short enough to repeat in a message."""
    if isinstance(given, WrittenNumber):
        text = given.text
    else:
        try:
            text = json.dumps(given, ensure_ascii=False, default=str)
        except (ValueError, RecursionError):  # an integer of thousands of digits, or nesting without end
            return "…"
    text = "".join(each if each.isprintable() else "�" for each in text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _whole(text: str) -> int | WrittenNumber:
    return int(text) if len(text) <= DIGITS_READ else WrittenNumber(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) == len(pairs):
        return read
    seen: set[str] = set()
    twice = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]  # add gives None
    marked = DoubledKeys(read)
    marked.doubled = tuple(dict.fromkeys(twice))
    return marked


def _written_wrongly(value: Any) -> Iterator[Problem]:
    """Doubled keys and halves of characters, each with its place, in the order they are written."""
    waiting: list[tuple[tuple[int | str, ...], Any]] = [((), value)]
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, str) and not _is_whole_text(each):
            ja = f"文字の一部だけの符号（サロゲート）を含みます: {quoted(each)}。文字を入力し直してください。"
            en = f"This text holds half of a character (a lone surrogate): {quoted(each)}. Type it again."
            yield _problem("text", ja, en, pointer(*place))
        elif isinstance(each, dict):
            if isinstance(each, DoubledKeys):
                yield from (_doubled(place, key) for key in each.doubled)
            inner = [((*place, key), item) for key, item in each.items()]
            broken = [(where, where[-1]) for where, _ in inner if not _is_whole_text(str(where[-1]))]
            waiting.extend(reversed([*broken, *inner]))
        elif isinstance(each, list):
            waiting.extend(reversed([((*place, number), item) for number, item in enumerate(each)]))


def _is_whole_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _doubled(place: tuple[int | str, ...], key: str) -> Problem:
    ja = f"項目{quoted(key)}が2回以上書かれています。1つだけ残してください。"
    en = f"The key {quoted(key)} is written more than once. Keep one of them."
    return _problem("doubled", ja, en, pointer(*place, key))


def _no_json(error: json.JSONDecodeError) -> Problem:
    ja = f"JSONとして読めません（{error.lineno}行{error.colno}文字目）。括弧・引用符・カンマを確かめてください。"
    en = (
        f"This is not JSON (line {error.lineno}, column {error.colno}: {error.msg}). "
        "Check brackets, quotes and commas."
    )
    return _problem("json", ja, en)


def _undecodable(data: bytes) -> Problem:
    if data.startswith(UTF_16_MARKS):
        ja = "UTF-16の印で始まりますが、UTF-16として読めません。UTF-8で保存し直してください。"
        return _problem("encoding", ja, "This begins as UTF-16 but is not. Save it as UTF-8.")
    if b"\0" in data[:4096]:
        ja = "文字のファイルではありません（画像や表計算のファイルなど）。JSONのファイルを指定してください。"
        return _problem("encoding", ja, "This is not a text file. Name a file of JSON text.")
    if not _is_shift_jis(data):
        ja, en = (
            "UTF-8として読めません。UTF-8で保存し直してください。",
            "This is not UTF-8. Save it as UTF-8.",
        )
    else:
        ja = "Shift_JISで保存されているようです。UTF-8で保存し直してください。"
        en = "This seems to be saved as Shift_JIS. Save it as UTF-8."
    return _problem("encoding", ja, en)


def _is_shift_jis(data: bytes) -> bool:
    try:
        text = data.decode(SUGGESTED_ENCODING)
    except UnicodeDecodeError:
        return False
    return NO_SHIFT_JIS.isdisjoint(text)


def _problem(code: str, ja: str, en: str, place: str = "") -> Problem:
    return Problem(place, code, Text(ja, en))
