"""Answers (回答の表示): what a field says, in words, for reading only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils.translation import gettext as _

from hojokin.flow.form import FieldKind, FormField, Row, Value
from hojokin.office.portals.templatetags.texts import told as say
from hojokin.office.portals.templatetags.words import day, yen
from hojokin.office.queries.entries import Entry
from hojokin.office.queries.filings import FilingView
from hojokin.rules.engine.facts import Text

type OptionLabels = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a field says: a text, or for a table its head and rows. An unreadable one is shown as it was typed."""

    text: str = ""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not self.text and not self.rows

    @property
    def plain(self) -> str:
        """All of it as lines of text, to be compared."""
        return "\n".join([self.text, *(" / ".join(row) for row in self.rows)]).strip()


def answer_of(view: FilingView, field: FormField, entry: Entry | None = None) -> Answer:
    """What the field of a filing says now, or what the given entry says."""
    entry = entry or view.entries.get(field.name)
    if entry is None or field.kind is FieldKind.DOCUMENT:
        return Answer()
    if entry.value is None and field.kind is not FieldKind.TABLE:
        return Answer("、".join(str(each) for each in entry.typed))
    return in_words(field, cast("Value", entry.value), view.option_sets)


def in_words(field: FormField, value: Value, sets: OptionLabels) -> Answer:
    """A value in words."""
    if field.kind is FieldKind.TABLE:
        rows = cast("Sequence[Row]", value or ())
        return Answer(
            head=[say(column.label) for column in field.columns],
            rows=[[_words(column, row.get(column.name), sets) for column in field.columns] for row in rows],
        )
    return Answer(_words(field, value, sets))


def _words(field: FormField, value: Value, sets: OptionLabels) -> str:
    if value is None or value in ("", []):
        return ""
    match field.kind:
        case FieldKind.YEN | FieldKind.WHOLE if isinstance(value, int):
            return yen(value) if field.kind is FieldKind.YEN else f"{value:,}"
        case FieldKind.DATE:
            return _day(str(value))
        case FieldKind.YES_NO | FieldKind.PLEDGE:
            return _flag(field.kind, is_true=value is True)
        case FieldKind.CHOICE | FieldKind.CHOICES | FieldKind.PREFECTURE:
            return _labels(field, value, sets)
        case _:
            return str(value)


def _flag(kind: FieldKind, *, is_true: bool) -> str:
    if kind is FieldKind.PLEDGE:
        return _("同意した") if is_true else _("同意していない")
    return _("はい") if is_true else _("いいえ")


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _labels(field: FormField, value: Value, sets: OptionLabels) -> str:
    named = "prefectures" if field.kind is FieldKind.PREFECTURE else field.options_of
    labels = sets.get(named, {}) if named else {each.code: each.label for each in field.options}
    chosen = value if isinstance(value, list | tuple) else [value]
    return "、".join(say(labels[str(each)]) if str(each) in labels else str(each) for each in chosen)
