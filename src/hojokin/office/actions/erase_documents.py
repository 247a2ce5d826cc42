"""Erasing files (ファイルの消去): bytes that must not be kept go after the commit; the row with its hash stays."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from hojokin.office import adapters
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.kept_files import is_named, rows_in_use
from hojokin.office.records.models import Document, Fingerprint
from hojokin.office.records.models.document import DocumentState


def give_up_bytes(document: Document) -> bool:
    """Have the bytes of a file that was taken off its field erased, unless somebody still needs them; whether they go.

    Call within the transaction of the change: if that fails, nothing is erased.
    """
    if rows_in_use(document.sha256).exists() or is_named(document.sha256):
        return False
    erase_after_commit(document.sha256)
    return True


def erase_after_commit(sha256: str) -> None:
    """Have the bytes erased once the change is committed, and what was made of their text at once."""
    # Digests of short numbers tell the numbers to whoever tries them all.
    Fingerprint.objects.filter(document__sha256=sha256).delete()
    Document.objects.filter(sha256=sha256).exclude(state=DocumentState.ERASED.value).update(
        state=DocumentState.ERASING.value
    )
    transaction.on_commit(partial(_erase, sha256))


def erase_documents(at: datetime) -> int:  # noqa: ARG001 - every job is told when it is
    """Erase what a process that died in between left behind; how many files. Safe to repeat at any time."""
    waiting = Document.objects.filter(state=DocumentState.ERASING.value)
    hashes = sorted(set(waiting.values_list("sha256", flat=True)))
    for each in hashes:
        _erase(each)
    return len(hashes)


def _erase(sha256: str) -> None:
    """Erase the bytes, but not those that somebody attached anew meanwhile."""
    with transaction.atomic():
        waiting = Document.objects.select_for_update(no_key=True).filter(
            sha256=sha256, state=DocumentState.ERASING.value
        )
        if not waiting:
            return
        if not rows_in_use(sha256).exists():
            adapters.of(FileStore).erase(sha256)
        Document.objects.filter(pk__in=[each.pk for each in waiting]).update(state=DocumentState.ERASED.value)
