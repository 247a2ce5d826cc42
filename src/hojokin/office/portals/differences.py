"""Differences (変更点): two versions of a filing side by side, field by field, down to the words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from hojokin.flow.form import FieldKind, FormField, Section, Value
from hojokin.flow.tombstone import Tombstone
from hojokin.office.portals.answers import in_words
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import FilingVersion

NOW = "now"
# Latin words and figures stay whole; Japanese, which has no spaces, goes letter by letter.
_PIECES = re.compile(r"[A-Za-z]+|[0-9][0-9,.]*|\s+|.", re.DOTALL)
LONGEST = 20_000  # beyond this a text is shown as replaced: comparing takes the square of its length


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, came or went."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a filing as it is compared."""

    label: str  # its number, or "now"
    values: Mapping[str, object]
    files: Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A field in both versions."""

    field: FormField
    before: Sequence[Piece]
    after: Sequence[Piece]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class FilePair:
    """A file in both versions, known by its bytes. ``change`` is kept, added or removed; ``erased`` if its bytes are."""

    field: FormField | None
    name: str
    sha256: str
    change: str
    erased: Tombstone | None = None


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section in both versions."""

    section: Section
    pairs: Sequence[Pair]

    @property
    def changes(self) -> int:
        """How many fields differ."""
        return sum(each.is_changed for each in self.pairs)


def side_of(version: FilingVersion) -> Side:
    """What was handed in."""
    return Side(str(version.sequence), version.values, version.files)


def side_now(view: FilingView) -> Side:
    """What the filing says now."""
    files = [
        {"field": name, "name": each.name, "sha256": each.sha256}
        for name, documents in view.asked_documents.items()
        for each in documents
    ]
    asked = {each.name for each in view.form.fields() if each.asked(view.values)}
    return Side(NOW, {name: each for name, each in view.values.items() if name in asked}, files)


def differences(view: FilingView, before: Side, after: Side) -> list[SectionPair]:
    """Every field that either version holds, by section."""
    pairs = [
        SectionPair(
            section,
            [
                _pair(view, each, before, after)
                for each in section.fields
                if each.kind is not FieldKind.DOCUMENT
                and (each.name in before.values or each.name in after.values)
            ],
        )
        for section in view.form.sections
    ]
    return [each for each in pairs if each.pairs]


def _pair(view: FilingView, field: FormField, before: Side, after: Side) -> Pair:
    one, other = (_plain(view, field, side.values.get(field.name)) for side in (before, after))
    is_changed = before.values.get(field.name) != after.values.get(field.name)
    left, right = compared(one, other)
    return Pair(field, left, right, is_changed)


def _plain(view: FilingView, field: FormField, value: object) -> str:
    return in_words(field, cast("Value", value), view.option_sets).plain


def compared(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces: what stayed in both, what only one of them has."""
    if max(len(before), len(after)) > LONGEST:
        same = before == after
        return _all(before, is_changed=not same), _all(after, is_changed=not same)
    one, other = _PIECES.findall(before), _PIECES.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left += _all("".join(one[a:b]), is_changed=tag != "equal")
        right += _all("".join(other[c:d]), is_changed=tag != "equal")
    return left, right


def _all(text: str, *, is_changed: bool) -> list[Piece]:
    return [Piece(text, is_changed)] if text else []


def file_differences(view: FilingView, before: Side, after: Side) -> list[FilePair]:
    """The files of both versions by their bytes."""
    fields = {each.name: each for each in view.form.fields()}
    here = {(str(each["field"]), str(each["sha256"])): each for each in before.files}
    there = {(str(each["field"]), str(each["sha256"])): each for each in after.files}
    gone = {(each.field, each.sha256): each for each in view.erased}
    return [
        FilePair(
            fields.get(key[0]),
            str((there.get(key) or here[key])["name"]),
            key[1],
            "kept" if key in here and key in there else "added" if key in there else "removed",
            gone.get(key),
        )
        for key in dict.fromkeys([*here, *there])
    ]
