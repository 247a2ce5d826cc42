"""Inputs (入力欄の表示): what a page needs to draw a field, whoever may write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from hojokin.flow.form import FieldKind, FormField, FormProblem, Row, Section, Severity
from hojokin.flow.kept_out import is_watched
from hojokin.flow.tombstone import Tombstone
from hojokin.office.portals.answers import Answer, answer_of, in_words
from hojokin.office.queries.entries import Entry, Typed
from hojokin.office.queries.filings import FilingView, read
from hojokin.office.queries.fill_in import filled_columns
from hojokin.office.records.models import Document, Finding
from hojokin.rules.engine.facts import Text

RADIOS_AT_MOST = 7  # more options than this go into one list
LONG_SUM = 10_000  # yen
SHORT_LIST = 14  # more boxes than this scroll in a frame of their own
MODES = {
    FieldKind.WHOLE: "numeric",
    FieldKind.YEN: "numeric",
    FieldKind.CORPORATE_NUMBER: "numeric",
    FieldKind.EMAIL: "email",
    FieldKind.PHONE: "tel",
    FieldKind.URL: "url",
}
WRITTEN_IN_TEXT = frozenset(
    {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.KANA, FieldKind.EMAIL, FieldKind.URL}
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as it is drawn."""

    code: str
    label: Text
    help: Text | None
    chosen: bool


def is_wrong(problems: Sequence[FormProblem]) -> bool:
    """Whether one of them is more than a caution."""
    return any(each.severity is Severity.ERROR for each in problems)


@dataclass(frozen=True, slots=True)
class Control:
    """One input of a field, or of a cell of a table."""

    field: FormField
    name: str
    typed: Sequence[str]
    choices: tuple[Choice, ...] = ()
    problems: Sequence[FormProblem] = ()
    asked: bool = True
    filled: Answer | None = None  # what the office fills in; nobody types it

    @property
    def text(self) -> str:
        """What was typed."""
        return self.typed[0] if self.typed else ""

    @property
    def is_wrong(self) -> bool:
        """Whether it cannot be sent like this; a caution marks no input as wrong."""
        return is_wrong(self.problems)

    @property
    def look(self) -> str:
        """How it is drawn: radios, list, boxes, pledge, long, yen or text."""
        kind = self.field.kind
        if kind in {FieldKind.CHOICE, FieldKind.PREFECTURE}:
            return "radios" if len(self.choices) <= RADIOS_AT_MOST else "list"
        looks = {
            FieldKind.CHOICES: "boxes",
            FieldKind.YES_NO: "radios",
            FieldKind.PLEDGE: "pledge",
            FieldKind.LONG_TEXT: "long",
            FieldKind.YEN: "yen",
        }
        return looks.get(kind, "text")

    @property
    def is_group(self) -> bool:
        """Whether several inputs share one label."""
        return self.look in {"radios", "boxes"}

    @property
    def is_long_list(self) -> bool:
        """Whether its boxes need a frame that scrolls."""
        return len(self.choices) > SHORT_LIST

    @property
    def mode(self) -> str:
        """The keyboard that a telephone offers."""
        return MODES.get(self.field.kind, "text")

    @property
    def counts(self) -> bool:
        """Whether the characters that are left are told."""
        return self.field.at_most is not None and self.field.kind in WRITTEN_IN_TEXT

    @property
    def left(self) -> int:
        """Characters that are left; below zero when there are too many."""
        return (self.field.at_most or 0) - len(self.text)

    @property
    def over(self) -> int:
        """Characters that are too many."""
        return -self.left


@dataclass(frozen=True, slots=True)
class RowOfCells:
    """One row of a table."""

    place: int
    cells: Sequence[Control]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else wrote while this was typed (同時編集)."""

    entry: Entry
    theirs: Answer


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as a page shows it."""

    field: FormField
    section: str
    asked: bool
    writable: bool
    control: Control
    answer: Answer
    entry: Entry | None
    version: int
    rows: Sequence[RowOfCells] = ()
    documents: Sequence[Document] = ()
    problems: Sequence[FormProblem] = ()
    findings: Sequence[Finding] = ()
    conflict: Conflict | None = None
    refused: Sequence[Text] = ()
    is_fresh: bool = False  # saved by this very request
    erased: Sequence[Tombstone] = ()
    is_watched: bool = False  # its papers usually show numbers that must not be kept

    @property
    def is_wrong(self) -> bool:
        """Whether anything about it cannot be sent like this."""
        return is_wrong(self.problems)

    @property
    def own_problems(self) -> Sequence[FormProblem]:
        """The problems of the field itself; those of a table's cells stand at the cells."""
        return [each for each in self.problems if each.row is None]

    @property
    def is_long_sum(self) -> bool:
        """Whether the sum that is kept has so many digits that it is told once more in groups of three."""
        kept = self.entry.value if self.entry and not self.conflict else None
        return self.field.kind is FieldKind.YEN and isinstance(kept, int) and abs(kept) >= LONG_SUM

    @property
    def is_other_day(self) -> bool:
        """Whether the day that is kept was typed in another way, so that it is told as it was read."""
        kept = self.entry if self.field.kind is FieldKind.DATE and not self.conflict else None
        return kept is not None and bool(kept.value) and list(kept.typed) != [kept.value]

    @property
    def params(self) -> str:
        """The names that the saving of this field alone sends."""
        own = [f"version-{self.field.name}", "csrfmiddlewaretoken", "check"]
        cells = [cell.name for row in self.rows for cell in row.cells]
        return ",".join([*own, *(cells or [self.field.name])])


@dataclass(frozen=True, slots=True)
class Extra:
    """What a page knows about its fields besides the filing: typed and not kept, refused files, one more row."""

    typed: Mapping[str, Typed] = field(default_factory=dict)
    conflicts: Mapping[str, Entry] = field(default_factory=dict)
    seen: Mapping[str, int] = field(
        default_factory=dict
    )  # the versions that the conflicting texts were typed over
    refused: Mapping[str, Sequence[Text]] = field(default_factory=dict)
    one_more_row: str = ""
    fresh: frozenset[str] = frozenset()
    checks: bool = False  # also say what is missing in fields that nobody has touched


def shown_section(view: FilingView, section: Section, extra: Extra) -> list[Shown]:
    """Every field of a section, also those that are not asked now: they keep their place."""
    return [shown(view, section, each, extra) for each in section.fields]


def shown(view: FilingView, section: Section, asked: FormField, extra: Extra) -> Shown:
    """One field with all that is drawn of it."""
    name = asked.name
    entry = view.entries.get(name)
    typed = extra.typed.get(name, entry.typed if entry else [])
    problems = _problems(view, asked, entry, extra)
    stale = extra.conflicts.get(name)
    return Shown(
        field=asked,
        section=section.name,
        asked=asked.asked(view.values),
        writable=view.may_write(asked),
        control=_control(view, asked, name, _texts(asked, typed), problems),
        answer=answer_of(view, asked),
        entry=entry,
        version=extra.seen[name] if stale else entry.version if entry else 0,
        rows=_rows(view, asked, typed, problems, one_more=extra.one_more_row == name),
        documents=view.documents.get(name, ()),
        problems=problems,
        findings=[each for each in view.findings if each.field == name and each.closed_at is None],
        conflict=Conflict(stale, answer_of(view, asked, stale)) if stale else None,
        refused=extra.refused.get(name, ()),
        is_fresh=name in extra.fresh,
        erased=_erased(view, asked),
        is_watched=is_watched(view.form.kind, name),
    )


def _erased(view: FilingView, asked: FormField) -> list[Tombstone]:
    """The records of papers of this field that the office erased."""
    if asked.kind is not FieldKind.DOCUMENT:
        return []
    return [each for each in view.erased if each.field == asked.name]


def _problems(view: FilingView, asked: FormField, entry: Entry | None, extra: Extra) -> list[FormProblem]:
    """What is wrong with a field that was written, or with any when the reader asks for it."""
    if entry is None and not extra.checks and not view.documents.get(asked.name):
        return []
    return [each for each in view.problems if each.field == asked.name]


def _texts(asked: FormField, typed: Typed) -> Sequence[str]:
    return [] if asked.kind is FieldKind.TABLE else cast("Sequence[str]", typed)


def _control(
    view: FilingView,
    asked: FormField,
    name: str,
    typed: Sequence[str],
    problems: Sequence[FormProblem],
    *,
    is_asked: bool = True,
    filled: Answer | None = None,
) -> Control:
    return Control(asked, name, typed, choices_of(view, asked, typed), problems, is_asked, filled)


def choices_of(view: FilingView, asked: FormField, typed: Iterable[str]) -> tuple[Choice, ...]:
    """The options of a field: its own, or those of the set that it names."""
    chosen = set(typed)
    if asked.kind is FieldKind.YES_NO:
        answers = {"yes": Text("はい", "Yes"), "no": Text("いいえ", "No")}
        return tuple(Choice(code, label, None, code in chosen) for code, label in answers.items())
    named = "prefectures" if asked.kind is FieldKind.PREFECTURE else asked.options_of
    if named:
        known = view.option_sets[named].items()
        return tuple(Choice(code, label, None, code in chosen) for code, label in known)
    return tuple(Choice(each.code, each.label, each.help, each.code in chosen) for each in asked.options)


def _rows(
    view: FilingView, asked: FormField, typed: Typed, problems: Sequence[FormProblem], *, one_more: bool
) -> list[RowOfCells]:
    """The rows that were typed; an empty table shows one, so that there is something to fill in."""
    if asked.kind is not FieldKind.TABLE:
        return []
    rows = list(cast("Sequence[Mapping[str, Sequence[str]]]", typed))
    if one_more or not rows:
        rows.append({})
    return [_row(view, asked, place, row, problems) for place, row in enumerate(rows)]


def _row(
    view: FilingView,
    asked: FormField,
    place: int,
    typed: Mapping[str, Sequence[str]],
    problems: Sequence[FormProblem],
) -> RowOfCells:
    values = cast("Sequence[Row]", read(asked, [typed]))[0]
    filled = filled_columns(view.filing.kind, asked.name, typed)
    return RowOfCells(
        place,
        [
            _control(
                view,
                column,
                f"{asked.name}-{place}-{column.name}",
                typed.get(column.name, []),
                [each for each in problems if (each.row, each.column) == (place, column.name)],
                is_asked=column.asked(values),
                filled=in_words(column, values[column.name], view.option_sets)
                if column.name in filled
                else None,
            )
            for column in asked.columns
        ],
    )
