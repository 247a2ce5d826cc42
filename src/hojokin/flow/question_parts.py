"""Pieces of a question (質問の部品): reading rows and choices of a form without trusting that they are complete."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hojokin.flow.form import Row, Values

NOTHING_CHOSEN = "none"
HUNDREDTHS = 100
_PEOPLE = re.compile(r"(\d{1,6})(?:\.(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a form: a field, and for a table its row (from 0) and column."""

    field: str
    row: int | None = None
    column: str = ""


def filled(part: Mapping[str, Any]) -> dict[str, Any]:
    """What is there of a part; an empty list says "none" and stays."""
    return {key: value for key, value in part.items() if value is not None and value != ""}


def rows_of(values: Values, name: str) -> list[Row]:
    """The rows of a table; none when it is empty."""
    found = values.get(name)
    if not isinstance(found, list | tuple):
        return []
    return [each if isinstance(each, Mapping) else {} for each in found]


def whole(values: Values | Row, name: str) -> int | None:
    """A whole number, or None when it is not there."""
    found = values.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def codes(values: Values | Row, name: str) -> list[str] | None:
    """A list of codes, or None when nothing was answered."""
    found = values.get(name)
    return [str(each) for each in found] if isinstance(found, list | tuple) else None


def chosen(values: Values, name: str) -> list[str] | None:
    """Codes without "none of these", which is an answer too: the empty list."""
    found = codes(values, name)
    return [each for each in found if each != NOTHING_CHOSEN] if found else None


def hundredths(typed: object) -> int | None:
    """People in hundredths from text such as 12.5; None for what is no such number."""
    found = _PEOPLE.fullmatch(unicodedata.normalize("NFKC", str(typed or "")).strip())
    if found is None:
        return None
    return int(found[1]) * HUNDREDTHS + int((found[2] or "").ljust(2, "0"))


def all_whole(values: Values | Row, names: tuple[str, ...]) -> tuple[int, ...] | None:
    """Several whole numbers, or None when one of them is missing."""
    found = [whole(values, name) for name in names]
    return None if any(each is None for each in found) else tuple(each for each in found if each is not None)
