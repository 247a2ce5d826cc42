"""Looks of pages (ページの見た目): fingerprints and details of each page of a file, to be compared across cases."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from hojokin.office.adapters.fingerprints import fingerprint, text_fingerprint
from hojokin.office.adapters.inspection.pdf import PDFIUM

PDF = "application/pdf"
IMAGES = frozenset({"image/png", "image/jpeg"})
MOST_PAGES = 50
WIDTH = 1_000  # pixels of a drawn page
SIDE, TILE = 32, 8  # the reduced picture and its tiles
STEP = 4  # grey levels between neighbours that count as an edge; compression makes smaller ones
FEWEST_EDGES = 3  # a tile with fewer says nothing
SHORTEST_NUMBER = 6  # digits
EVEN = 8  # grey levels; a page with less contrast is empty
_NUMBER = re.compile(r"\d+(?:[,-]\d+)*")


@dataclass(frozen=True, slots=True)
class PageLook:
    """What one page looks like (1ページの見た目); None where there is nothing to see or to read."""

    page: int
    picture: int | None
    text: int | None
    tiles: tuple[int, ...]
    numbers: tuple[int, ...]


def looks_of(content: bytes, media_type: str) -> Iterator[PageLook]:
    """Each page of a PDF, or the picture. Other files have none. Raises ValueError for what cannot be read."""
    if media_type == PDF:
        for page, (picture, text) in enumerate(_pages(content), 1):
            yield _look(page, picture, text)
    elif media_type in IMAGES:
        yield _look(1, content, "")


def tiles_of(picture: bytes) -> tuple[int, ...]:
    """Hashes of the tiles that show anything: the edges in them, and where on the page they are."""
    edges = _edges(picture)
    found = []
    for top in range(0, SIDE, TILE):
        for left in range(0, SIDE, TILE):
            tile = edges[top : top + TILE, left : left + TILE]
            if tile.sum() >= FEWEST_EDGES:
                found.append(_hash(bytes([top, left]) + np.packbits(tile).tobytes()))
    return tuple(found)


def numbers_of(text: str) -> tuple[int, ...]:
    """Hashes of the long numbers in a text: of receipts, invoices and accounts, and amounts; each once."""
    plain = unicodedata.normalize("NFKC", text)
    digits = ("".join(filter(str.isdecimal, each)) for each in _NUMBER.findall(plain))
    return tuple(dict.fromkeys(_hash(each.encode()) for each in digits if len(each) >= SHORTEST_NUMBER))


def _look(page: int, picture: bytes, text: str) -> PageLook:
    is_empty = _is_empty(picture)
    return PageLook(
        page,
        None if is_empty else fingerprint(picture),
        text_fingerprint(text),
        () if is_empty else tiles_of(picture),
        numbers_of(text),
    )


def _pages(content: bytes) -> Iterator[tuple[bytes, str]]:
    """Each page as a picture, with its text. PDFium is held for a page at a time, so that uploads need not wait."""
    for page in range(MOST_PAGES):
        with PDFIUM:
            found = _drawn(content, page)
        if found is None:
            return
        yield found


def _drawn(content: bytes, page: int) -> tuple[bytes, str] | None:
    try:
        with pypdfium2.PdfDocument(content) as document:
            if page >= len(document):
                return None
            asked = document[page]
            scale = WIDTH / max(asked.get_width(), 1)
            out = io.BytesIO()
            asked.render(scale=min(scale, 3), grayscale=True).to_pil().save(out, "PNG", compress_level=1)
            return out.getvalue(), asked.get_textpage().get_text_range()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def _grey(picture: bytes, size: tuple[int, int]) -> npt.NDArray[np.int32]:
    try:
        with Image.open(io.BytesIO(picture), formats=["JPEG", "PNG"]) as image:
            return np.asarray(image.convert("L").resize(size, Image.Resampling.LANCZOS), dtype=np.int32)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"no picture: {error}") from error


def _edges(picture: bytes) -> npt.NDArray[np.bool_]:
    return np.diff(_grey(picture, (SIDE + 1, SIDE)), axis=1) > STEP


def _is_empty(picture: bytes) -> bool:
    grey = _grey(picture, (SIDE, SIDE))
    return int(grey.max() - grey.min()) < EVEN


def _hash(told: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big")
