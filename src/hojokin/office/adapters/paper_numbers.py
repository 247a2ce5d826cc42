"""Numbers in papers (書類の番号): read from the text that lies in a PDF, told by page and place, never by digits."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from hojokin.flow.kept_out import Mark, NumberKind, limit
from hojokin.flow.number_search import spots_in
from hojokin.office.adapters.inspection.pdf import PDFIUM

PDF = "application/pdf"
WHOLE = 1_000  # places are told in thousandths of the page
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Area:
    """Area of a page (ページの範囲): in thousandths of its width and height, from the left and from the top."""

    page: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """Found number (見つかった番号): what kind, and every area that it covers; a number may run over two lines."""

    kind: NumberKind
    page: int
    areas: tuple[Area, ...] = ()


def numbers_in(content: bytes, media_type: str) -> list[FoundNumber]:
    """Every number that must not be kept, page by page. A picture has no text, and what is no PDF has none."""
    if media_type != PDF:
        return []
    try:
        return list(_pages(content))
    except pypdfium2.PdfiumError:
        return []


def marks_of(found: Sequence[FoundNumber]) -> tuple[Mark, ...]:
    """What is kept of them: kind, page and how many."""
    seen: dict[tuple[NumberKind, int], int] = {}
    for each in found:
        seen[each.kind, each.page] = seen.get((each.kind, each.page), 0) + 1
    return tuple(Mark(kind, page, count) for (kind, page), count in seen.items())


def _pages(content: bytes) -> Iterator[FoundNumber]:
    """PDFium is held for a page at a time, so that others need not wait."""
    left = limit("search", "letters")
    for page in range(limit("search", "pages")):
        with PDFIUM:
            letters, found = _page(content, page, left)
        if letters is None:
            return
        yield from found
        left -= letters
        if left < 0:
            yield FoundNumber(NumberKind.UNREAD, page + 1)
            return
    with PDFIUM, pypdfium2.PdfDocument(content) as document:
        if len(document) > limit("search", "pages"):
            yield FoundNumber(NumberKind.UNREAD, limit("search", "pages") + 1)


def _page(content: bytes, number: int, left: int) -> tuple[int | None, list[FoundNumber]]:
    """How many letters a page has, and its numbers; None after the last page."""
    with pypdfium2.PdfDocument(content) as document:
        if number >= len(document):
            return None, []
        document.init_forms()
        _flatten(document, number)
        page = document[number]
        text = page.get_textpage()
        count = text.count_chars()
        letters = "".join(_letter(text, at) for at in range(min(count, left)))
        found = [
            FoundNumber(each.kind, number + 1, _areas(page, text, number + 1, each.start, each.end))
            for each in spots_in(letters)
        ]
        return count, found


def _flatten(document: pypdfium2.PdfDocument, number: int) -> None:
    """What was typed into a form or noted on the page becomes part of its text."""
    page = document[number]
    if page.formenv:
        page.flatten()
    page.close()


def _letter(text: pypdfium2.PdfTextPage, at: int) -> str:
    """One letter, one place: what is no letter becomes a space, so that places stay what they are."""
    code: int = raw.FPDFText_GetUnicode(text, at)
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else " "


def _areas(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int, start: int, end: int
) -> tuple[Area, ...]:
    """The rectangles around the letters from ``start`` up to ``end``, with a little margin."""
    found = []
    for at in range(text.count_rects(start, end - start)):
        left, bottom, right, top = text.get_rect(at)
        corners = [_seen(page, left, top), _seen(page, right, bottom)]
        (first, last), (upper, lower) = (sorted(each) for each in zip(*corners, strict=True))
        first, upper = max(0, first - MARGIN), max(0, upper - MARGIN)
        last, lower = min(WHOLE, last + MARGIN), min(WHOLE, lower + MARGIN)
        if last > first and lower > upper:
            found.append(Area(number, first, upper, last - first, lower - upper))
    return tuple(found)


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """Where a point of the page is seen, turned and cut as the page is."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, x, y, across, down)
    return across.value, down.value
