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
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from hojokin.flow.guard_moved import FIRST_INNER, in_view
from hojokin.office.adapters.fingerprints import fingerprint, text_fingerprint
from hojokin.office.adapters.inspection.pdf import PDFIUM
from hojokin.office.adapters.page_views import inner_of, turns_of

PDF = "application/pdf"
IMAGES = frozenset({"image/png", "image/jpeg"})
MOST_PAGES = 50
WIDTH = 1_000  # pixels of a drawn page
SIDE, TILE = 32, 8  # the reduced picture and its tiles
STEP = 4  # grey levels between neighbours that count as an edge; compression makes smaller ones
FEWEST_EDGES = 3  # a tile with fewer says nothing
SHORTEST_NUMBER = 6  # digits
LEAST_IMAGE, MOST_IMAGE = (
    40_000,
    40_000_000,
)  # pixels of an image in a PDF: a smaller is a logo, a larger is not read
MOST_IMAGES = 2  # of a page
IMAGE = 10_000  # added to the page's number, once for each image set into it
EVEN = 8  # grey levels; a page with less contrast is empty
_NUMBER = re.compile(r"\d+(?:[,-]\d+)*")


@dataclass(frozen=True, slots=True)
class PageLook:
    """What one page looks like (1ページの見た目); None where there is nothing to see or to read.

    An image that is set into a page of a PDF is looked at by itself: ``page`` is then more than ``IMAGE``.
    """

    page: int
    picture: int | None
    text: int | None
    tiles: tuple[int, ...]
    numbers: tuple[int, ...]
    views: tuple[int, ...] = ()  # the tiles of the picture turned, and of what lies inside it


def looks_of(content: bytes, media_type: str) -> Iterator[PageLook]:
    """Each page of a PDF, or the picture. Other files have none. Raises ValueError for what cannot be read."""
    if media_type == PDF:
        for page, (picture, text, images) in enumerate(_pages(content), 1):
            yield _look(page, picture, text)
            for place, image in enumerate(images, 1):
                yield _look(page + place * IMAGE, image, "")
    elif media_type in IMAGES:
        yield _look(1, content, "")


def tiles_of(picture: bytes) -> tuple[int, ...]:
    """Hashes of the tiles that show anything: the edges in them, and where on the page they are."""
    return _tiles(_opened(picture), 0)


def views_of(picture: bytes) -> tuple[int, ...]:
    """The same of the picture turned, and of what lies inside it."""
    grey = _opened(picture)
    grey.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
    named = [*enumerate(turns_of(grey), 1), *enumerate(inner_of(grey), FIRST_INNER)]
    return tuple(dict.fromkeys(tile for view, image in named for tile in _tiles(image, view)))


def _tiles(grey: Image.Image, view: int) -> tuple[int, ...]:
    edges = np.diff(_reduced(grey, (SIDE + 1, SIDE)), axis=1) > STEP
    found = []
    for top in range(0, SIDE, TILE):
        for left in range(0, SIDE, TILE):
            tile = edges[top : top + TILE, left : left + TILE]
            if tile.sum() >= FEWEST_EDGES:
                found.append(in_view(_hash(bytes([top, left]) + np.packbits(tile).tobytes()), view))
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
        () if is_empty else views_of(picture),
    )


def _pages(content: bytes) -> Iterator[tuple[bytes, str, list[bytes]]]:
    """Each page as a picture, with its text and the images set into it. PDFium is held for a page at a time, so that uploads need not wait."""
    for page in range(MOST_PAGES):
        with PDFIUM:
            found = _drawn(content, page)
        if found is None:
            return
        yield found


def _drawn(content: bytes, page: int) -> tuple[bytes, str, list[bytes]] | None:
    try:
        with pypdfium2.PdfDocument(content) as document:
            if page >= len(document):
                return None
            asked = document[page]
            scale = WIDTH / max(asked.get_width(), 1)
            out = io.BytesIO()
            asked.render(scale=min(scale, 3), grayscale=True).to_pil().save(out, "PNG", compress_level=1)
            return out.getvalue(), asked.get_textpage().get_text_range(), _images(asked)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def _images(page: pypdfium2.PdfPage) -> list[bytes]:
    """The largest images set into a page, as they are stored: whole, however the page cuts or places them."""
    sized = [(each.get_px_size(), each) for each in page.get_objects([FPDF_PAGEOBJ_IMAGE])]
    fit = [
        (width * height, each)
        for (width, height), each in sized
        if LEAST_IMAGE <= width * height <= MOST_IMAGE
    ]
    largest = sorted(fit, key=lambda each: each[0], reverse=True)[:MOST_IMAGES]
    return [image for _, each in largest if (image := _stored(each)) is not None]


def _stored(image: pypdfium2.PdfImage) -> bytes | None:
    """The image in grey; None where it is damaged, which is no reason not to look at its page."""
    out = io.BytesIO()
    try:
        image.get_bitmap().to_pil().convert("L").save(out, "PNG", compress_level=1)
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return None
    return out.getvalue()


def _opened(picture: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(picture), formats=["JPEG", "PNG"]) as image:
            return image.convert("L")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"no picture: {error}") from error


def _reduced(grey: Image.Image, size: tuple[int, int]) -> npt.NDArray[np.int32]:
    return np.asarray(grey.resize(size, Image.Resampling.LANCZOS), dtype=np.int32)


def _is_empty(picture: bytes) -> bool:
    grey = _reduced(_opened(picture), (SIDE, SIDE))
    return int(grey.max() - grey.min()) < EVEN


def _hash(told: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big")
