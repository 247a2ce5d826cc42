"""Kinds of files (ファイル形式), told by their content and never by their name."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

import puremagic

from hojokin.office.adapters.inspection.archives import listed
from hojokin.rules.engine.facts import Text

PDF_HEADER = b"%PDF-"
SEARCHED = 1024  # readers of PDF accept its header anywhere in here, so that is where we look as well
TOLD = 512


class MediaType(StrEnum):
    """Media type (メディアタイプ) of a file that may be asked for."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    CSV = "text/csv"


DOCUMENTS = frozenset({MediaType.PDF, MediaType.JPEG, MediaType.PNG})
NAMES = {
    MediaType.PDF: "PDF",
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.XLSX: "Excel（.xlsx）",
    MediaType.CSV: "CSV",
}
EXTENSIONS = {
    MediaType.PDF: frozenset({"pdf"}),
    MediaType.JPEG: frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    MediaType.PNG: frozenset({"png"}),
    MediaType.XLSX: frozenset({"xlsx"}),
    MediaType.CSV: frozenset({"csv", "txt"}),
}
_MARKS = (
    (PDF_HEADER, MediaType.PDF),
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
)
_WORKBOOK = frozenset({"[Content_Types].xml", "xl/workbook.xml"})
_UNKNOWN = Text("不明な形式", "unknown")
_TEXT = Text("テキスト", "text")


def kind_of(content: bytes) -> MediaType | None:
    """What the content is, or None when it is nothing that we take."""
    for mark, kind in _MARKS:
        if content.startswith(mark):
            return kind
    if content.startswith(b"PK\x03\x04") and listed(content).issuperset(_WORKBOOK):
        return MediaType.XLSX
    return MediaType.CSV if _is_text(content) else None


def found(content: bytes) -> Text:
    """A name for what the content seems to be, for a person who wonders why it is refused."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        return Text("ZIPまたはOffice文書", "ZIP or an Office document")
    matches = puremagic.magic_string(content[:TOLD])
    if matches:
        return Text(matches[0].name, matches[0].name)
    return _TEXT if _is_text(content) else _UNKNOWN


def decoded(content: bytes) -> str | None:
    """The text of a table, in UTF-8 or in the code page that Japanese Excel writes."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_text(content: bytes) -> bool:
    """Text without controls that is no page or script; whether it is a table, its reader will say."""
    text = decoded(content)
    if text is None or text.lstrip().startswith("<"):
        return False
    return all(letter >= " " or letter in "\t\r\n" for letter in text)
