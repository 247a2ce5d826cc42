"""Blackout (黒塗り): pages drawn anew as pictures with black areas; no text, no layer and no metadata passes."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from hojokin.flow.kept_out import Drawing, drawings, limit
from hojokin.office.adapters.inspection.pdf import PDFIUM
from hojokin.office.adapters.paper_numbers import PDF, WHOLE, Area
from hojokin.rules.engine.facts import Text

IMAGES = {"image/png": "PNG", "image/jpeg": "JPEG"}
POINTS = 72  # of PDF in an inch

UNREADABLE = Text(
    "このファイルは開けないため、黒塗りできません。番号を隠したファイルを添付し直してください。",
    "This file cannot be opened, so it cannot be blacked out. Attach a version in which the numbers are hidden.",
)
TOO_LONG = Text(
    "ページが多すぎるため、ここでは黒塗りできません。ページを分けるか、番号を隠したファイルを添付し直してください。",
    "The file has too many pages to be blacked out here. Split it, or attach a version with the numbers hidden.",
)
TOO_LARGE = Text(
    "黒塗りすると大きすぎるファイルになります。ページを分けて添付し直してから、黒塗りしてください。",
    "Blacked out, the file would be too large. Split its pages, attach them again and then black them out.",
)


class CannotBlackOut(Exception):
    """This file cannot be blacked out (黒塗りできない); ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def can_black_out(media_type: str) -> bool:
    """Whether files of this kind can be."""
    return media_type == PDF or media_type in IMAGES


def page_sizes(content: bytes, media_type: str) -> list[tuple[int, int]]:
    """Width and height of each page as it is seen. Raises CannotBlackOut."""
    if media_type in IMAGES:
        return [_opened(content).size]
    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as document:
            if len(document) > limit("drawing", "pages"):
                raise CannotBlackOut(TOO_LONG)
            sizes = [page.get_size() for page in document]
    except pypdfium2.PdfiumError as error:
        raise CannotBlackOut(UNREADABLE) from error
    return [(max(1, round(width)), max(1, round(height))) for width, height in sizes]


def blacked_out(content: bytes, media_type: str, areas: Sequence[Area], below: int) -> bytes:
    """The same paper with the areas black, smaller than ``below`` bytes. Raises CannotBlackOut."""
    for drawing in drawings():
        made = _drawn(content, media_type, areas, drawing, below)
        if made is not None and len(made) < below:
            return made
    raise CannotBlackOut(TOO_LARGE)


def _drawn(
    content: bytes, media_type: str, areas: Sequence[Area], drawing: Drawing, below: int
) -> bytes | None:
    """The paper in one drawing; None once it is too large."""
    if media_type in IMAGES:
        return _image(content, media_type, areas, drawing)
    pages: list[tuple[bytes, tuple[float, float]]] = []
    for number, (picture, size) in enumerate(
        _pages(content, len(page_sizes(content, media_type)), drawing), 1
    ):
        _blacken(picture, [each for each in areas if each.page == number])
        pages.append((_bytes_of(picture, "JPEG", drawing), size))
        if sum(len(page) for page, _size in pages) >= below:
            return None
    return _bound(pages)


def _pages(content: bytes, count: int, drawing: Drawing) -> Iterator[tuple[Image.Image, tuple[float, float]]]:
    """Each page as it is seen, with what was typed into its forms. PDFium is held for a page at a time."""
    for number in range(count):
        try:
            with PDFIUM, pypdfium2.PdfDocument(content) as document:
                document.init_forms()
                page = document[number]
                width, height = page.get_size()
                most = math.sqrt(limit("drawing", "pixels") / max(width * height, 1))
                picture = page.render(scale=min(drawing.dpi / POINTS, most), draw_annots=True).to_pil()
                yield picture.convert("RGB"), (width, height)
        except pypdfium2.PdfiumError as error:
            raise CannotBlackOut(UNREADABLE) from error


def _image(content: bytes, media_type: str, areas: Sequence[Area], drawing: Drawing) -> bytes:
    """The picture upright and on white; nothing that the camera wrote beside it is kept."""
    seen = _opened(content)
    _blacken(seen, areas)
    return _bytes_of(seen, IMAGES[media_type], drawing)


def _opened(content: bytes) -> Image.Image:
    """A picture as it is seen, no larger than is drawn."""
    try:
        with Image.open(io.BytesIO(content), formats=tuple(IMAGES.values())) as image:
            if image.width * image.height > limit("drawing", "pixels"):
                side = math.isqrt(limit("drawing", "pixels"))
                image.draft("RGB", (side, side))
                image.thumbnail((side, side))
            return _on_white(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise CannotBlackOut(UNREADABLE) from error


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency, beneath which something else might lie."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    white = Image.new("RGB", seen.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white


def _blacken(picture: Image.Image, areas: Sequence[Area]) -> None:
    """Paint the areas, every pixel that they touch."""
    drawn, (width, height) = ImageDraw.Draw(picture), picture.size
    for each in areas:
        left, top = each.left * width // WHOLE, each.top * height // WHOLE
        right = -(-(each.left + each.width) * width // WHOLE)
        bottom = -(-(each.top + each.height) * height // WHOLE)
        drawn.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill="black")


def _bytes_of(picture: Image.Image, kind: str, drawing: Drawing) -> bytes:
    out = io.BytesIO()
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    clean.save(out, kind, **({"quality": drawing.quality} if kind == "JPEG" else {"optimize": True}))
    return out.getvalue()


def _bound(pages: Sequence[tuple[bytes, tuple[float, float]]]) -> bytes:
    """A PDF of pictures, each page as large as it was."""
    out = io.BytesIO()
    with PDFIUM, pypdfium2.PdfDocument.new() as made:
        for picture, (width, height) in pages:
            page = made.new_page(width, height)
            image = pypdfium2.PdfImage.new(made)
            image.load_jpeg(io.BytesIO(picture), inline=True)
            image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            page.insert_obj(image)
            page.gen_content()
            page.close()
        made.save(out)
    return out.getvalue()
