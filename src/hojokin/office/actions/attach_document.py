"""Attaching a document (添付): inspected by content, scanned, stored under its hash, then tied to a field."""

from __future__ import annotations

import io
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from hojokin.flow.form import FieldKind
from hojokin.office import adapters
from hojokin.office.actions.errors import NotAllowed, RefusedFile
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.write_field import NOT_YOURS, field_to_write
from hojokin.office.adapters.inspection import inspect
from hojokin.office.ports.file_store import FileStore
from hojokin.office.ports.virus_scan import Verdict, VirusScan
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
CHUNK = 1 << 16


def attach_document(
    filing: Filing, field: str, file_name: str, stream: BinaryIO, *, by: Actor, at: datetime
) -> Document:
    """Attach one file to a field. The file is kept before the transaction, so that a row never lacks its bytes.

    A file that could not be scanned is quarantined: nobody is given it, and the filing cannot be handed in with it.
    Raises NotAllowed, RefusedFile with every reason, StorageFull.
    """
    _may_attach(filing, field, by)
    found = inspect(file_name, stream, size_below(rulebook("documents", filing.edition)))
    if not found.accepted:
        raise RefusedFile([each.text for each in found.problems if each.refuses])
    stream.seek(0)
    content = stream.read()
    verdict = adapters.of(VirusScan).scan(io.BytesIO(content)).verdict
    if verdict is Verdict.INFECTED:
        raise RefusedFile([INFECTED])
    adapters.of(FileStore).put(content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
    document = Document(
        field=field,
        name=found.name,
        media_type=found.media_type,
        size=found.size,
        sha256=found.sha256,
        state=(DocumentState.STORED if verdict is Verdict.CLEAN else DocumentState.QUARANTINED).value,
        uploaded_at=at,
    )
    return _tie(filing, document, by, at)


@transaction.atomic
def remove_document(document: Document, *, by: Actor, at: datetime) -> None:
    """Take a file off its field. What was handed in with it still names it. Raises NotAllowed."""
    filing = lock(document.filing)
    _may_attach(filing, document.field, by)
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    _changed(filing)
    record(by, "filing.detach", filing.number, at=at, changes={document.field: document.sha256})


@transaction.atomic
def _tie(filing: Filing, document: Document, by: Actor, at: datetime) -> Document:
    filing = lock(filing)
    _may_attach(filing, document.field, by)
    if by.person is None:
        raise NotAllowed(NOT_YOURS)
    document.filing, document.uploaded_by = filing, by.person
    document.save()
    _changed(filing)
    record(by, "filing.attach", filing.number, at=at, changes={document.field: document.sha256})
    return document


def _may_attach(filing: Filing, field: str, by: Actor) -> None:
    if field_to_write(filing, field, by).kind is not FieldKind.DOCUMENT:
        raise NotAllowed(NOT_YOURS)


def _changed(filing: Filing) -> None:
    filing.revision += 1
    filing.sworn_revision = None
    filing.save(update_fields=["revision", "sworn_revision"])
