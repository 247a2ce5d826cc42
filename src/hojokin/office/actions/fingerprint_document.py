"""Fingerprinting documents (証憑の指紋を取る): after they were attached, by the worker, so that uploads stay quick."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.guard_evidence import bands
from hojokin.flow.guards import evidence_fields
from hojokin.office import adapters
from hojokin.office.adapters.page_looks import PageLook, looks_of
from hojokin.office.ports.file_store import FileStore, NotStored
from hojokin.office.records.models import Document, Fingerprint, PageMark
from hojokin.office.records.models.document import DocumentState

AT_ONCE = 20  # documents a turn
_SIGN, _WHOLE = 1 << 63, 1 << 64


def fingerprint_documents(at: datetime) -> int:
    """Fingerprint evidence that has none yet, the oldest first; how many documents. Safe to repeat at any time."""
    waiting = Document.objects.filter(
        state=DocumentState.STORED.value,
        removed_at__isnull=True,
        field__in=evidence_fields(),
        fingerprints__isnull=True,
    ).order_by("pk")
    return sum(fingerprint_document(each, at=at) for each in waiting[:AT_ONCE])


def fingerprint_again(before: datetime, at: datetime) -> int:
    """Fingerprint anew a few documents whose fingerprints are older than ``before``; how many. It goes on where it stopped."""
    old = Document.objects.filter(fingerprints__made_at__lt=before, removed_at__isnull=True)
    some = list(old.distinct().order_by("pk")[:AT_ONCE])
    for each in some:
        with transaction.atomic():
            Fingerprint.objects.filter(document=each, made_at__lt=before).delete()
            fingerprint_document(each, at=at)
    return len(some)


def fingerprint_document(document: Document, *, at: datetime) -> bool:
    """Fingerprint each page of a document; False where another worker was quicker, or it was taken off meanwhile."""
    looks = _looks(document)
    with transaction.atomic():
        locked = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        if locked.removed_at is not None or Fingerprint.objects.filter(document=locked).exists():
            return False
        for look in looks:
            _keep(locked, look, at)
    return True


def signed(bits: int) -> int:
    """64 bits as a column holds them."""
    return bits - _WHOLE if bits >= _SIGN else bits


def _looks(document: Document) -> list[PageLook]:
    """Its pages; page 0 alone where it has none, or where nobody can read it: its digest still tells."""
    try:
        with adapters.of(FileStore).open(document.sha256) as stream:
            found = list(looks_of(stream.read(), document.media_type))
    except (NotStored, ValueError):
        found = []
    return found or [PageLook(0, None, None, (), ())]


def _keep(document: Document, look: PageLook, at: datetime) -> None:
    in_four = bands(look.picture) if look.picture is not None else (None,) * 4
    made = Fingerprint.objects.create(
        document=document,
        page=look.page,
        sha256=document.sha256,
        picture=None if look.picture is None else signed(look.picture),
        text=None if look.text is None else signed(look.text),
        **{f"band_{place}": band for place, band in enumerate(in_four, 1)},
        made_at=at,
    )
    marks = [(False, each) for each in look.tiles + look.views] + [(True, each) for each in look.numbers]
    PageMark.objects.bulk_create(
        [
            PageMark(fingerprint=made, is_text=is_text, value=signed(each))
            for is_text, each in dict.fromkeys(marks)
        ]
    )
