"""Previews (添付の見本): a page of a PDF or an image drawn anew as a PNG of bounded size; nothing of the file passes."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageOps

from hojokin.office.adapters.inspection.pdf import PDFIUM

LONGEST_EDGE = 1_600
MOST_PIXELS = 60_000_000  # of a picture as it was attached
IMAGES = frozenset({"image/png", "image/jpeg"})
PDF = "application/pdf"


class NoPreview(Exception):
    """No picture can be drawn of this file or page (見本なし)."""


def has_preview(media_type: str) -> bool:
    """Whether pictures of this kind of file are drawn."""
    return media_type == PDF or media_type in IMAGES


def picture_of(content: bytes, media_type: str, page: int = 1) -> bytes:
    """A PNG of one page, counted from 1. Raises NoPreview."""
    if media_type == PDF:
        return _png(_page(content, page))
    if media_type in IMAGES and page == 1:
        return _png(_image(content))
    raise NoPreview(media_type)


def _page(content: bytes, page: int) -> Image.Image:
    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(content) as document:
                if not 1 <= page <= len(document):
                    raise NoPreview(str(page))
                document.init_forms()
                drawn = document[page - 1]
                scale = LONGEST_EDGE / max(*drawn.get_size(), 1)
                picture: Image.Image = drawn.render(scale=min(scale, 3), draw_annots=True).to_pil()
                return picture
        except pypdfium2.PdfiumError as error:
            raise NoPreview(PDF) from error


def _image(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NoPreview("too many pixels")
            image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            image.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
            return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, Image.DecompressionBombError, ValueError) as error:
        raise NoPreview("image") from error


def _png(image: Image.Image) -> bytes:
    image.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
