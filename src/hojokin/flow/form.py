"""Form (様式): what a filing asks, field by field, as data: label, limit, help, whose field it is, and where it stands.

Values are plain: text (also dates, YYYY-MM-DD), whole numbers, flags, lists of codes, and lists of rows for a table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hojokin.flow.kept_out import Mark
from hojokin.flow.roles import Role
from hojokin.rules.engine.facts import Text

type Row = Mapping[str, str | int | bool | Sequence[str] | None]
type Value = str | int | bool | Sequence[str] | Sequence[Row] | None
type Values = Mapping[str, Value]


class FieldKind(StrEnum):
    """Kind of a field (入力欄の種類)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    KANA = "kana"
    WHOLE = "whole"
    YEN = "yen"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    PLEDGE = "pledge"  # a box that must be ticked
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    CORPORATE_NUMBER = "corporate_number"
    PREFECTURE = "prefecture"
    TABLE = "table"  # several rows of columns
    DOCUMENT = "document"  # one or more attached files


@dataclass(frozen=True, slots=True)
class Option:
    """One choice (選択肢)."""

    code: str
    label: Text
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A field is asked only while another one holds one of these values (表示条件)."""

    field: str
    values: frozenset[str]

    def holds(self, values: Values) -> bool:
        """Whether it is asked; flags are written ``yes`` and ``no``."""
        found = values.get(self.field)
        if isinstance(found, bool):
            return ("yes" if found else "no") in self.values
        if isinstance(found, list | tuple):
            return not self.values.isdisjoint(each for each in found if isinstance(each, str))
        return found is not None and str(found) in self.values


@dataclass(frozen=True, slots=True)
class FormField:
    """One field (入力欄). ``at_most`` and ``at_least`` bound characters, a number, or a count of rows or files.

    ``source`` are the fact ids that ask for it; ``unconfirmed`` marks a limit that no official text confirms.
    """

    name: str
    kind: FieldKind
    label: Text
    party: Role
    required: bool = True
    at_least: int | None = None
    at_most: int | None = None
    help: Text | None = None
    where: Text | None = None  # where the figure stands on the paper
    example: str = ""
    options: tuple[Option, ...] = ()
    options_of: str = ""  # a named set of the office instead of options: "prefectures", "industries" …
    columns: tuple[FormField, ...] = ()
    when: tuple[When, ...] = ()
    tracks: frozenset[str] = frozenset()  # empty: all
    source: str = ""
    unconfirmed: bool = False

    def is_of(self, track: str) -> bool:
        """Whether a track asks it."""
        return not self.tracks or track in self.tracks

    def of_track(self, track: str) -> FormField:
        """The same with the columns that the track asks."""
        return replace(self, columns=tuple(each for each in self.columns if each.is_of(track)))

    def given(self, there: Collection[str]) -> FormField:
        """The same with the conditions on fields that are there."""
        return replace(self, when=tuple(each for each in self.when if each.field in there))

    def asked(self, values: Values) -> bool:
        """Whether the field is asked, given what has been answered."""
        return all(each.holds(values) for each in self.when)


@dataclass(frozen=True, slots=True)
class Section:
    """One step of a form (画面): five to nine fields that belong together."""

    name: str
    title: Text
    fields: tuple[FormField, ...]
    lead: Text | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one kind of filing in one edition (様式)."""

    kind: str
    edition: str
    title: Text
    sections: tuple[Section, ...]

    def fields(self) -> Iterator[FormField]:
        """Every field in order; columns of tables stay within their table."""
        for section in self.sections:
            yield from section.fields

    def field(self, name: str) -> FormField:
        """One field. Raises KeyError."""
        for each in self.fields():
            if each.name == name:
                return each
        raise KeyError(name)

    def section(self, name: str) -> Section:
        """One section. Raises KeyError."""
        for each in self.sections:
            if each.name == name:
                return each
        raise KeyError(name)

    def of_track(self, track: str) -> Form:
        """The form as one track asks it: fields and columns of other tracks and empty sections are gone.

        A condition on a field that the track does not have goes with it: the rest is asked of everybody there.
        """
        there = {each.name for each in self.fields() if each.is_of(track)}
        kept = [
            Section(
                each.name,
                each.title,
                tuple(field.of_track(track).given(there) for field in each.fields if field.is_of(track)),
                each.lead,
                each.source,
            )
            for each in self.sections
        ]
        return Form(self.kind, self.edition, self.title, tuple(each for each in kept if each.fields))


class Severity(StrEnum):
    """How much a finding of the checks weighs (重さ)."""

    ERROR = "error"  # cannot be sent like this
    CAUTION = "caution"  # is often returned; the person may go on


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What is wrong with a form (入力の不備), where, under which rule and what to do next."""

    field: str
    message: Text
    source: str = ""
    severity: Severity = Severity.ERROR
    row: int | None = None  # counted from 0, within a table
    column: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A stored file as the checks see it (添付)."""

    field: str
    name: str
    size: int
    media_type: str
    sha256: str
    marks: tuple[Mark, ...] = ()  # numbers that must not be kept
    declared: str = ""  # what a number is that only looks like one of them


type Attachments = Mapping[str, Sequence[Attached]]
