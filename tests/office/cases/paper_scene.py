"""Papers attached to the sample filing, the page that blacks them out, and what the store holds of them."""

import io
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from hojokin.office import adapters
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing
from tests.office.cases.sample import AT, Scene
from tests.office.papers_with_numbers import TYPED, texts_of

CLEAN = "納税証明書"
DIRTY = f"個人番号 {TYPED}"
LEFT_TOP = {
    "area-page": "1",
    "area-left": "0",
    "area-top": "0",
    "area-width": "50",
    "area-height": "50",
    "do": "save",
}


def attached_to(filing: Filing, content: bytes, by: Actor, name: str = "住民票.pdf") -> Document:
    """A paper at the field of a filing."""
    return attach_document(filing, "paper", name, io.BytesIO(content), by=by, at=AT)


def attached(here: Scene, content: bytes, name: str = "住民票.pdf") -> Document:
    """A paper of the applicant."""
    return attached_to(here.filing, content, here.applicant, name)


def mask_address(here: Scene, document: Document) -> str:
    """Address of the page that blacks a paper out."""
    return f"{here.address}files/{document.pk}/mask/"


def current() -> Document:
    """The one paper that stands at the field."""
    return Document.objects.get(removed_at__isnull=True)


def errors(here: Scene) -> list[str]:
    """What stands in the way at the field, in Japanese."""
    view = FilingView(here.now(), here.applicant, AT)
    return [each.message.ja for each in view.errors if each.field == "paper"]


def bytes_of(document: Document) -> bytes:
    """What the store has of a paper."""
    with adapters.of(FileStore).open(document.sha256) as stream:
        return stream.read()


def stored() -> Iterator[bytes]:
    """Every blob of the store."""
    for each in (Path(settings.DATA) / "files").rglob("*"):
        if each.is_file():
            yield each.read_bytes()


def texts_stored() -> list[str]:
    """The texts of every blob of the store."""
    return [text for blob in stored() for text in texts_of(blob)]
