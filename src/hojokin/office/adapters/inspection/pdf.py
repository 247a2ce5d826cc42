"""PDF: readable without a password, nothing in it that runs, and no second file before, inside or after it."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from hojokin.office.adapters.inspection.archives import foreign
from hojokin.office.adapters.inspection.kinds import SEARCHED
from hojokin.office.adapters.inspection.problems import FileProblem, problem
from hojokin.office.adapters.inspection.streams import growth, unescaped

PDFIUM = threading.Lock()  # PDFium is not safe for threads, and the server has several

_END = b"%%EOF"
_BLANK = b"\x00\t\n\x0c\r "
_NAMES = {
    "javascript": rb"/JavaScript",
    "launch": rb"/Launch",
    "embedded_files": rb"/EmbeddedFiles?|/FileAttachment",
    "rich_media": rb"/RichMedia|/Movie|/Rendition|/Screen",
    "form_actions": rb"/SubmitForm|/ImportData",
}
_ACTIONS = {code: re.compile(rb"(?:" + names + rb")(?![A-Za-z0-9_\-])") for code, names in _NAMES.items()}
_XFA = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


def pdf_problems(content: bytes) -> Iterator[FileProblem]:
    """Everything to be said about a PDF."""
    if second := foreign(content, _beside(content)):
        yield problem("two_kinds", {"found": second})
    # Opening it unpacks what holds its objects: this has to be known before.
    if refused := _burst(content):
        yield refused
        return
    with PDFIUM:
        yield from list(_opened(content))


def _beside(content: bytes) -> bytes:
    """Where a page or an archive would be: just after the header, and after the last end of file."""
    end = content.rfind(_END)
    return content[len(b"%PDF-") : SEARCHED] + (content[end + len(_END) :] if end >= 0 else b"")


def _opened(content: bytes) -> Iterator[FileProblem]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == raw.FPDF_ERR_PASSWORD
        yield problem("locked" if locked else "unreadable")
        return
    try:
        yield from _inside(document, content)
    finally:
        document.close()


def _inside(document: pypdfium2.PdfDocument, content: bytes) -> Iterator[FileProblem]:
    if not len(document):
        yield problem("unreadable")
        return
    is_encrypted = raw.FPDF_GetSecurityHandlerRevision(document) != -1
    if is_encrypted:
        yield problem("encrypted")
    if document.get_formtype() in _XFA:
        yield problem("xfa")
    rewritten = _rewritten(document)
    if is_encrypted and (refused := _burst(rewritten)):
        yield refused
        return
    plain = unescaped(content) + unescaped(rewritten)
    counted = {
        "javascript": raw.FPDFDoc_GetJavaScriptActionCount(document),
        "embedded_files": raw.FPDFDoc_GetAttachmentCount(document),
    }
    for code, names in _ACTIONS.items():
        if counted.get(code, 0) > 0 or names.search(plain):
            yield problem(code)


def _rewritten(document: pypdfium2.PdfDocument) -> bytes:
    """The document written anew: objects taken out of compressed streams, and nothing encrypted any more."""
    copy = io.BytesIO()
    document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
    return copy.getvalue()


def _burst(content: bytes) -> FileProblem | None:
    """Why its streams cannot be unpacked here, if so."""
    found = growth(content)
    if found.has_lzw:
        return problem("old_packing")
    return problem("bomb") if found.is_too_large else None


def page_texts(content: bytes) -> tuple[str, ...]:
    """The text of each page. Raises ValueError when it is no PDF that can be opened."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
        try:
            return tuple(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()
