"""Attaching a document (添付): inspected, scanned, searched, stored under its hash, then tied to a field."""

from __future__ import annotations

import io
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from hojokin.flow.form import FieldKind
from hojokin.flow.kept_out import is_watched
from hojokin.office import adapters
from hojokin.office.actions.erase_documents import give_up_bytes
from hojokin.office.actions.errors import NotAllowed, RefusedFile
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.write_field import NOT_YOURS, field_to_write
from hojokin.office.adapters.inspection import inspect
from hojokin.office.adapters.paper_numbers import marks_of, numbers_in
from hojokin.office.ports.file_store import FileStore
from hojokin.office.ports.virus_scan import Verdict, VirusScan
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kept_files import is_forgotten
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing
from hojokin.office.records.models.document import DocumentState
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.attachments import size_below

INFECTED = Text(
    "ウイルスが見つかったため、受け付けませんでした。端末を検査し、安全なファイルを添付してください。",
    "A virus was found, so the file was not taken. Scan your computer and attach a safe file.",
)
FORGOTTEN = Text(
    "この書類は、残してはいけない番号や情報があるため事務局が消去したものです。番号を隠した書類を添付してください。",
    "The office erased this very paper, for what must not be kept in it. Attach one in which that is hidden.",
)
CHUNK = 1 << 16


class ForgottenFile(RefusedFile):
    """A file that the office erased (消去済みの書類): its bytes may not come back."""

    def __init__(self) -> None:
        super().__init__([FORGOTTEN])


def attach_document(
    filing: Filing, field: str, file_name: str, stream: BinaryIO, *, by: Actor, at: datetime
) -> Document:
    """Attach one file to a field. The file is kept before the transaction, so that a row never lacks its bytes.

    A file that could not be scanned is quarantined: nobody is given it, and the filing cannot be handed in with it.
    Raises NotAllowed, RefusedFile with every reason, StorageFull.
    """
    may_attach(filing, field, by)
    made = stored_file(filing, field, file_name, stream, at=at)
    try:
        return _tie(filing, made, by, at)
    except ForgottenFile:
        # Erased while it was on its way: it was put into the store anew, maybe after the erasing.
        adapters.of(FileStore).erase(made.sha256)
        raise


def stored_file(filing: Filing, field: str, file_name: str, stream: BinaryIO, *, at: datetime) -> Document:
    """A file inspected, scanned, searched for numbers that must not be kept, and stored; its row is not saved yet.

    Raises RefusedFile, StorageFull.
    """
    found = inspect(file_name, stream, size_below(rulebook("documents", filing.edition)))
    if not found.accepted:
        raise RefusedFile([each.text for each in found.problems if each.refuses])
    if is_forgotten(found.sha256):
        raise ForgottenFile
    stream.seek(0)
    content = stream.read()
    verdict = adapters.of(VirusScan).scan(io.BytesIO(content)).verdict
    if verdict is Verdict.INFECTED:
        raise RefusedFile([INFECTED])
    adapters.of(FileStore).put(content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
    return Document(
        field=field,
        name=found.name,
        media_type=found.media_type,
        size=found.size,
        sha256=found.sha256,
        state=(DocumentState.STORED if verdict is Verdict.CLEAN else DocumentState.QUARANTINED).value,
        numbers=[each.to_json() for each in marks_of(numbers_in(content, found.media_type))],
        searched_at=at,
        uploaded_at=at,
    )


@transaction.atomic
def remove_document(document: Document, *, by: Actor, at: datetime) -> None:
    """Take a file off its field. What was handed in with it still names it. Raises NotAllowed.

    Where numbers may stand in it that must not be kept, its bytes go too, unless it was handed in.
    """
    filing = lock(document.filing)
    may_attach(filing, document.field, by)
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    changed(filing)
    if document.numbers or is_watched(form_of(filing).kind, document.field):
        give_up_bytes(document)
    record(by, "filing.detach", filing.number, at=at, changes={document.field: document.sha256})


@transaction.atomic
def _tie(filing: Filing, document: Document, by: Actor, at: datetime) -> Document:
    filing = lock(filing)
    may_attach(filing, document.field, by)
    if by.person is None:
        raise NotAllowed(NOT_YOURS)
    # Whoever erases these bytes holds their rows: either this one is seen there, or the erasing here.
    list(Document.objects.select_for_update(no_key=True).filter(sha256=document.sha256).values_list("pk"))
    if is_forgotten(document.sha256):
        raise ForgottenFile
    document.filing, document.uploaded_by = filing, by.person
    document.save()
    changed(filing)
    record(by, "filing.attach", filing.number, at=at, changes={document.field: document.sha256})
    return document


def may_attach(filing: Filing, field: str, by: Actor) -> None:
    """Let the actor attach to the field now, or raise NotAllowed."""
    if field_to_write(filing, field, by).kind is not FieldKind.DOCUMENT:
        raise NotAllowed(NOT_YOURS)


def changed(filing: Filing) -> None:
    """Count a change of the filing, which voids an oath."""
    filing.revision += 1
    filing.sworn_revision = None
    filing.save(update_fields=["revision", "sworn_revision"])
