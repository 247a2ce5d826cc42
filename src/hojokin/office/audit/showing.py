"""Showing (値の表示): values, moments and tables of the exported page as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hojokin.flow.form import FormField
from hojokin.flow.notices import local_words
from hojokin.rules.engine.facts import Text


class Words:
    """Texts and moments in one language (表示の言語)."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: Text) -> str:
        """A text."""
        return text.in_language(self.language)

    def moment(self, at: datetime | None) -> str:
        """A moment in Japan, or nothing."""
        return self(local_words(timezone.localtime(at))) if at else ""


def shown(value: Any, field: FormField | None, said: Words) -> object:
    """A value as a person reads it: choices by their labels, rows of a table one below the other."""
    if isinstance(value, list):
        cells = ((shown(each, field, said),) for each in value)
        return format_html_join(SafeString("<br>"), "{}", cells)
    if isinstance(value, dict):
        return _row(value, field, said)
    if isinstance(value, bool):
        return "✓" if value else "—"
    if isinstance(value, int):
        return f"{value:,}"
    labels = {each.code: said(each.label) for each in field.options} if field else {}
    return labels.get(value, value or "")


def _row(row: Mapping[str, Any], field: FormField | None, said: Words) -> SafeString:
    columns = {each.name: each for each in field.columns} if field else {}
    cells = ((label(columns, name, said), shown(cell, columns.get(name), said)) for name, cell in row.items())
    return format_html_join(" / ", "{}: {}", cells)


def label(known: Mapping[str, FormField], name: str, said: Words) -> str:
    """What a field is called; its name, when the form has it no longer."""
    return said(known[name].label) if name in known else name


def table(title: str, heads: Iterable[str], rows: Iterable[tuple[object, ...]]) -> SafeString:
    """A table under its heading; on a narrow screen it scrolls by itself."""
    head = format_html_join("", '<th scope="col">{}</th>', ((each,) for each in heads))
    body = format_html_join(
        "\n",
        "<tr>{}</tr>",
        ((format_html_join("", "<td>{}</td>", ((cell,) for cell in row)),) for row in rows),
    )
    return format_html(
        '<h2>{}</h2><div tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        title,
        head,
        body,
    )
