"""Kept files (保管中のファイルの照会): who still needs the bytes of a hash; the same bytes are kept once for everybody."""

from __future__ import annotations

from django.db.models import QuerySet

from hojokin.office.records.models import Document, FilingVersion, PaperErasure
from hojokin.office.records.models.document import DocumentState
from hojokin.office.records.models.erasure import ErasureState

GONE = (DocumentState.ERASING.value, DocumentState.ERASED.value)


def rows_in_use(sha256: str) -> QuerySet[Document]:
    """The documents with these bytes that stand at a field now."""
    return Document.objects.filter(sha256=sha256, removed_at__isnull=True).exclude(state__in=GONE)


def is_named(sha256: str) -> bool:
    """Whether something that was handed in names the file: its receipt is proof of these very bytes."""
    filings = Document.objects.filter(sha256=sha256).values("filing")
    versions = FilingVersion.objects.filter(filing__in=filings).values_list("files", flat=True)
    return any(each["sha256"] == sha256 for files in versions for each in files)


def is_forgotten(sha256: str) -> bool:
    """Whether the office erased these bytes: they may not come back."""
    return PaperErasure.objects.filter(sha256=sha256, state=ErasureState.ERASED.value).exists()
