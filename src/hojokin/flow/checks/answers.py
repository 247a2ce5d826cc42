"""Answers of a form as checks read them (回答の読み取り): only what is asked, and empty where nothing was said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import cast

from hojokin.flow.form import Form, Row, Value, Values

_PART = re.compile(r"(\d+)(?:-(\d+))?")
_LONGEST_PAGE = 4
_PLACEHOLDER = re.compile(r"(?<![a-z])[a-z]社|製品[a-z](?![a-z])|[〇○◯]{2}")


def asked_only(form: Form, values: Values) -> dict[str, Value]:
    """What was answered to the fields that are asked: answers left behind by another choice do not count."""
    return {each.name: values.get(each.name) for each in form.fields() if each.asked(values)}


def text(values: Values, name: str) -> str:
    """A text, or an empty one."""
    found = values.get(name)
    return found if isinstance(found, str) else ""


def whole(values: Values, name: str) -> int | None:
    """A whole number, or None."""
    found = values.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def chosen(values: Values, name: str) -> tuple[str, ...]:
    """The codes that were chosen."""
    found = values.get(name)
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list | tuple) else ()


def rows(values: Values, name: str) -> Sequence[Row]:
    """The rows of a table."""
    found = values.get(name)
    return cast("Sequence[Row]", found) if isinstance(found, list | tuple) else ()


def cell(row: Row, name: str) -> str:
    """The text in a cell, or an empty one."""
    found = row.get(name)
    return found if isinstance(found, str) else ""


def number(row: Row, name: str) -> int | None:
    """The whole number in a cell, or None."""
    found = row.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def day(written: str) -> date | None:
    """The date that a value holds, or None."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def plain(written: str) -> str:
    """A text to compare by: one width, one case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", written).casefold().split())


def is_placeholder(written: str) -> bool:
    """Whether a text stands in place of a name: 「A社」, 「製品B」, 「〇〇」."""
    return _PLACEHOLDER.search(plain(written)) is not None


def pages(written: str) -> tuple[int, ...] | None:
    """First and last of the pages that a text names, such as ``3-5, 8``; None when it names none clearly."""
    bare = re.sub(r"[~〜‐‑–—−]", "-", unicodedata.normalize("NFKC", written).casefold())
    bare = re.sub(r"ページ|頁|p\.?|\s", "", bare)
    found: list[int] = []
    for part in re.split(r"[,、・;/]", bare):
        match = _PART.fullmatch(part)
        if match is None or len(part) > 2 * _LONGEST_PAGE + 1:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if first > last:
            return None
        found += [first, last]
    return tuple(found)
