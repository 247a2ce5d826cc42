"""Saving a section (画面ごとの保存): every field that was sent, as one change; what cannot be kept is told, never lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, QueryDict

from hojokin.flow.form import FieldKind, FormField, Section
from hojokin.office.actions.attach_document import attach_document, remove_document
from hojokin.office.actions.errors import NotAllowed, RefusedFile, StaleField
from hojokin.office.actions.write_field import write_field
from hojokin.office.portals.cases.typing_in import is_blank, seen_version, table_rows, typed_in
from hojokin.office.ports.file_store import StorageFull
from hojokin.office.queries.entries import Entry, Typed, shown_entry
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Document
from hojokin.rules.engine.facts import Text

NO_ROOM = Text(
    "いま保管庫に空きがなく、ファイルを保存できません。入力した内容は残っています。しばらくしてから、もう一度添付してください。",
    "The store has no room now, so the file was not kept. What you typed is kept. Attach it again later.",
)
CHOOSE = Text(
    "ファイルを選んでから「添付する」を押してください。", "Choose a file first, then press “Attach”."
)


@dataclass
class Saved:
    """What a saving left behind: fields that others had written meanwhile, refused files, and what was not kept."""

    conflicts: dict[str, Entry] = field(default_factory=dict)
    typed: dict[str, Typed] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    refused: dict[str, list[Text]] = field(default_factory=dict)
    not_kept: list[tuple[FormField, str]] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        """Whether everything was kept."""
        return not (self.conflicts or self.refused or self.not_kept)


def save_section(view: FilingView, section: Section, request: HttpRequest) -> Saved:
    """Write every field of the section that was sent, then attach and remove files."""
    saved = Saved()
    sent = [each for each in section.fields if f"version-{each.name}" in request.POST]
    with transaction.atomic():
        for each in sent:
            _write(view, each, request.POST, saved)
    for each in sent:
        if each.kind is FieldKind.DOCUMENT:
            _files(view, each, request, saved)
    return saved


def _write(view: FilingView, asked: FormField, posted: QueryDict, saved: Saved) -> None:
    if asked.kind is FieldKind.DOCUMENT:
        return
    typed = typed_to_keep(asked, posted)
    if asked.name not in view.entries and is_blank(typed):
        return
    if posted.get("take") == asked.name:
        return
    seen = seen_version(asked, posted)
    try:
        written = write_field(view.filing, asked.name, typed, seen, by=view.actor, at=view.at)
    except StaleField as stale:
        saved.conflicts[asked.name] = shown_entry(stale.entry)
        saved.typed[asked.name], saved.seen[asked.name] = typed, seen
    except NotAllowed:
        known = view.entries.get(asked.name)
        if known is None or known.typed != list(typed):
            saved.not_kept.append((asked, _plain(typed)))
    else:
        if written.changed:
            saved.changed.add(asked.name)


def typed_to_keep(asked: FormField, posted: QueryDict) -> Typed:
    """What was typed, without the row whose removal was asked for."""
    name, _colon, place = posted.get("remove", "").partition(":")
    if asked.kind is FieldKind.TABLE and name == asked.name and place.isdecimal():
        return table_rows(asked, posted, without=int(place))
    return typed_in(asked, posted)


def _plain(typed: Typed) -> str:
    return "\n".join(each if isinstance(each, str) else _row(each) for each in typed)


def _row(row: Mapping[str, Sequence[str]]) -> str:
    return " / ".join(text for cell in row.values() for text in cell)


def _files(view: FilingView, asked: FormField, request: HttpRequest, saved: Saved) -> None:
    files = request.FILES.getlist(f"file-{asked.name}")
    reasons = attach_files(view, asked.name, files)
    if not files and request.POST.get("upload") == asked.name:
        reasons = [CHOOSE]
    for document in view.documents.get(asked.name, ()):
        if request.POST.get("detach") == f"{asked.name}:{document.pk}":
            reasons += removed(view, document)
    if reasons:
        saved.refused[asked.name] = reasons


def attach_files(view: FilingView, name: str, files: Sequence[UploadedFile[Any]]) -> list[Text]:
    """Attach each file; the answer is why those were refused that were. One that came twice is attached once."""
    reasons: list[Text] = []
    there = view.documents.get(name, ())
    for each in files:
        same = [known for known in there if known.name == each.name]
        if not same or _digest(each) not in {known.sha256 for known in same}:
            reasons += _attached(view, name, each)
    return reasons


def _digest(file: UploadedFile[Any]) -> str:
    digest = sha256()
    for each in file.chunks():
        digest.update(each)
    file.seek(0)
    return digest.hexdigest()


def _attached(view: FilingView, name: str, file: UploadedFile[Any]) -> list[Text]:
    try:
        attach_document(view.filing, name, file.name or "", cast("BinaryIO", file), by=view.actor, at=view.at)
    except RefusedFile as refused:
        return [Text(f"{file.name}: {each.ja}", f"{file.name}: {each.en}") for each in refused.reasons]
    except StorageFull:
        return [NO_ROOM]
    except NotAllowed as refused:
        return [refused.why]
    return []


def removed(view: FilingView, document: Document) -> list[Text]:
    """Take a file off; the answer is why not, if so."""
    try:
        remove_document(document, by=view.actor, at=view.at)
    except NotAllowed as refused:
        return [refused.why]
    return []
