"""What a form sends (送られた入力) as the actions take it: texts by field, rows by table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import QueryDict

from hojokin.flow.form import FieldKind, FormField
from hojokin.office.queries.entries import Typed

MOST_ROWS = 500


def typed_in(field: FormField, posted: QueryDict) -> Typed:
    """What was typed into one field, line ends as one character, so that saving twice changes nothing."""
    if field.kind is FieldKind.TABLE:
        return table_rows(field, posted)
    return _texts(posted, field.name)


def table_rows(
    field: FormField, posted: QueryDict, *, without: int | None = None
) -> list[dict[str, list[str]]]:
    """The rows of a table in order; empty ones are left out, and the one that is to be removed."""
    rows = [_row(field, place, posted) for place in _places(field, posted) if place != without]
    return [row for row in rows if not is_blank([row])]


def has_blank_row(field: FormField, posted: QueryDict) -> bool:
    """Whether the page shows a row in which nothing is typed yet, besides one that is to be removed."""
    removed = posted.get("remove", "")
    return any(
        is_blank([_row(field, place, posted)])
        for place in _places(field, posted)
        if removed != f"{field.name}:{place}"
    )


def _places(field: FormField, posted: QueryDict) -> list[int]:
    pattern = re.compile(rf"{re.escape(field.name)}-(\d{{1,4}})-")
    return sorted({int(found[1]) for name in posted if (found := pattern.match(name))})[:MOST_ROWS]


def _row(field: FormField, place: int, posted: QueryDict) -> dict[str, list[str]]:
    return {column.name: _texts(posted, f"{field.name}-{place}-{column.name}") for column in field.columns}


def _texts(posted: QueryDict, name: str) -> list[str]:
    return [each.replace("\r\n", "\n").replace("\x00", "") for each in posted.getlist(name)]


def is_blank(typed: Typed) -> bool:
    """Whether nothing was typed at all."""
    texts = [
        text
        for each in typed
        for text in ([each] if isinstance(each, str) else [cell for cells in _cells(each) for cell in cells])
    ]
    return not any(text.strip() for text in texts)


def _cells(row: Mapping[str, object]) -> list[list[str]]:
    return [each for each in row.values() if isinstance(each, list)]


def seen_version(field: FormField, posted: QueryDict) -> int:
    """The version of the field that the writer saw; 0 where nothing had been written.

    Who was shown what others wrote, and keeps the own text all the same, has seen the version that the button names.
    """
    name, _colon, shown = posted.get("keep", "").partition(":")
    text = shown if shown and name == field.name else posted.get(f"version-{field.name}", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
