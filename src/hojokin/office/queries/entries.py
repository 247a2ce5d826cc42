"""Entries (記入) as they are shown: what stands in a field, and who wrote it when, without the rows they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from hojokin.flow.form import Value, Values
from hojokin.office.records.models import Filing, FilingEntry
from hojokin.office.records.prepared import KEY, Given, looked_up

# What was typed into a field, or into the cells of a table row by row.
type Typed = Sequence[str] | Sequence[Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One field (記入). ``typed`` and ``value`` are as the record keeps them."""

    name: str
    typed: Any
    value: Any = None
    version: int = 0
    written_as: str = ""
    written_at: datetime | None = None
    writer: str = ""  # the name of the person


SHOWN = ("name", "typed_text", "value_text", "version", "written_as", "written_at", "written_by__name")


def entries_of(filing: Filing) -> dict[str, Entry]:
    """Everything that was written, by field. One query."""
    rows = _entries(filing=filing.pk)
    typed, values = (read_texts([row[place] for row in rows]) for place in (1, 2))
    told = zip(rows, typed, values, strict=True)
    return {row[0]: Entry(row[0], said, value, *row[3:]) for row, said, value in told}


def values_of(filing: Filing) -> Values:
    """The values read from what was written, by field. One query."""
    return {name: cast("Value", each.value) for name, each in entries_of(filing).items()}


def read_texts(texts: Sequence[str | None]) -> list[Any]:
    """JSON of many fields, read at one go; nothing is nothing."""
    return cast("list[Any]", json.loads(f"[{','.join(each or 'null' for each in texts)}]"))


@looked_up(filing=KEY)
def _entries(filing: Given) -> QuerySet[FilingEntry, tuple[Any, ...]]:
    as_texts = {f"{name}_text": Cast(name, TextField()) for name in ("typed", "value")}
    entries = FilingEntry.objects.filter(filing=filing).annotate(**as_texts)
    return entries.order_by("pk").values_list(*SHOWN)


def shown_entry(entry: FilingEntry) -> Entry:
    """A row of the record as it is shown."""
    return Entry(
        entry.name,
        entry.typed,
        entry.value,
        entry.version,
        entry.written_as,
        entry.written_at,
        entry.written_by.name,
    )
