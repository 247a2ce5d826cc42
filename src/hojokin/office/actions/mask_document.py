"""Masking a document (黒塗り): a copy with black areas takes its place, and the bytes of the unmasked one are erased."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hojokin.flow.kept_out import NumberKind
from hojokin.office import adapters
from hojokin.office.actions.attach_document import changed, may_attach, stored_file
from hojokin.office.actions.erase_documents import give_up_bytes
from hojokin.office.actions.errors import NotAllowed, RefusedFile
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.write_field import NOT_YOURS
from hojokin.office.adapters.blackout import UNREADABLE, CannotBlackOut, blacked_out
from hojokin.office.adapters.paper_numbers import Area
from hojokin.office.ports.file_store import FileStore, NotStored
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Fingerprint
from hojokin.office.records.models.document import DocumentState
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.attachments import size_below

NO_AREAS = Text(
    "隠す場所がまだありません。図の上で囲むか、位置を数字で入力するか、見つかった番号を選んでください。",
    "Nothing is marked yet. Draw on the page, enter places as numbers, or choose found numbers.",
)
REPLACED = Text(
    "このファイルは、ほかの画面で外されたか、もう黒塗りに替わっています。入力の画面を開き直してください。",
    "This file was removed or blacked out elsewhere meanwhile. Reload the form.",
)
NOTHING_TO_EXPLAIN = Text(
    "このファイルにマイナンバーは見つかっていないため、説明は要りません。",
    "No My Number was found in this file, so nothing has to be explained.",
)
SAY_WHAT = Text(
    "何の番号かを200字以内で入力してください（例: 運送会社の送り状の番号）。番号そのものは書かないでください。",
    "Say in at most 200 characters what kind of number it is (such as a parcel number). Do not write the number.",
)
MOST_LETTERS, MOST_DIGITS = 200, 3


@dataclass(frozen=True, slots=True)
class Masked:
    """What a masking left behind (黒塗りの結果): the new paper, and whether the bytes of the old one are erased."""

    document: Document
    is_erased: bool


def mask_document(document: Document, areas: Sequence[Area], *, by: Actor, at: datetime) -> Masked:
    """Put a copy with black areas in the place of a document. Raises NotAllowed, RefusedFile, StorageFull."""
    filing = document.filing
    may_attach(filing, document.field, by)
    if document.removed_at is not None or document.state != DocumentState.STORED.value:
        raise NotAllowed(REPLACED)
    if not areas:
        raise RefusedFile([NO_AREAS])
    made = _made(document, areas)
    copy = stored_file(filing, document.field, document.name, io.BytesIO(made), at=at)
    return _replace(document, copy, len(areas), by, at)


@transaction.atomic
def explain_number(document: Document, words: str, *, by: Actor, at: datetime) -> None:
    """Keep what a number is that only looks like an individual number. Raises NotAllowed, RefusedFile."""
    filing = lock(document.filing)
    may_attach(filing, document.field, by)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if document.removed_at is not None:
        raise NotAllowed(REPLACED)
    if not any(each["kind"] == NumberKind.INDIVIDUAL.value for each in document.numbers):
        raise RefusedFile([NOTHING_TO_EXPLAIN])
    said = " ".join(words.replace("\x00", "").split())
    digits = re.findall(r"\d", unicodedata.normalize("NFKC", said))
    if not said or len(said) > MOST_LETTERS or len(digits) > MOST_DIGITS:
        raise RefusedFile([SAY_WHAT])
    document.declared = said
    document.save(update_fields=["declared"])
    changed(filing)
    told = {"field": document.field, "sha256": document.sha256}
    record(by, "document.explain", filing.number, at=at, changes=told, reason=said)


def _made(document: Document, areas: Sequence[Area]) -> bytes:
    below = size_below(rulebook("documents", document.filing.edition))
    try:
        with adapters.of(FileStore).open(document.sha256) as stream:
            return blacked_out(stream.read(), document.media_type, areas, below)
    except NotStored:
        raise NotAllowed(REPLACED) from None
    except CannotBlackOut as error:
        raise RefusedFile([error.text]) from error
    except MemoryError as error:
        raise RefusedFile([UNREADABLE]) from error


@transaction.atomic
def _replace(document: Document, copy: Document, count: int, by: Actor, at: datetime) -> Masked:
    filing = lock(document.filing)
    may_attach(filing, document.field, by)
    document = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if document.removed_at is not None:
        raise NotAllowed(REPLACED)
    if by.person is None:
        raise NotAllowed(NOT_YOURS)
    copy.filing, copy.uploaded_by, copy.replaces = filing, by.person, document
    copy.save()
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    Fingerprint.objects.filter(document=document).delete()
    changed(filing)
    is_erased = give_up_bytes(document)
    told = {
        "field": document.field,
        "from": document.sha256,
        "to": copy.sha256,
        "count": count,
        "outcome": "erased" if is_erased else "kept",
    }
    record(by, "document.mask", filing.number, at=at, changes=told)
    return Masked(copy, is_erased)
