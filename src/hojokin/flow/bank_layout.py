"""Layout of the bank file (全銀 総合振込のレコード): fields by record, read from data and checked to fill 120 bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hojokin.flow.kana import CharacterSet
from hojokin.rules.reference.reading import Cells, read_table

RECORD_BYTES = 120


class Record(StrEnum):
    """Kind of record (レコード)."""

    HEADER = "header"
    DATA = "data"
    TRAILER = "trailer"
    END = "end"


class FieldType(StrEnum):
    """Attribute of a field (属性): digits filled with zeros on the left, or characters filled with spaces on the right."""

    DIGITS = "N"
    CHARACTERS = "C"


@dataclass(frozen=True, slots=True)
class BankField:
    """One field of a record (項目)."""

    record: Record
    name: str
    name_ja: str
    kind: FieldType
    length: int
    offset: int
    fixed: str
    required: bool
    characters: CharacterSet


@cache
def fields_of(record: Record) -> tuple[BankField, ...]:
    """The fields of a record in order, filling it without gap."""
    return tuple(each for each in _all() if each.record is record)


@cache
def _all() -> tuple[BankField, ...]:
    return read_table("hojokin.flow", "zengin_fields.csv", _field, _check)


def _check(rows: Sequence[BankField]) -> Iterable[str]:
    for record in Record:
        place = 0
        for each in (row for row in rows if row.record is record):
            if each.offset != place:
                yield f"{record}.{each.name} stands at {each.offset}, not {place}"
            place = each.offset + each.length
        if place != RECORD_BYTES:
            yield f"{record} has {place} bytes, not {RECORD_BYTES}"


def _field(cells: Cells) -> BankField:
    named = cells.optional("characters")
    return BankField(
        record=cells.choice("record", Record),
        name=cells.text("name"),
        name_ja=cells.text("name_ja"),
        kind=cells.choice("kind", FieldType),
        length=cells.whole("length"),
        offset=cells.whole("offset"),
        fixed=cells.optional("fixed"),
        required=cells.flag("required"),
        characters=CharacterSet[named] if named else CharacterSet.BANK,
    )
