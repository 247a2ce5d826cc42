"""Pictures: complete, of one kind, and not so large that opening them would fill the memory."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import ExifTags, Image

from hojokin.office.adapters.inspection.archives import foreign
from hojokin.office.adapters.inspection.jpeg import walk_jpeg
from hojokin.office.adapters.inspection.kinds import MediaType
from hojokin.office.adapters.inspection.png import walk_png
from hojokin.office.adapters.inspection.problems import FileProblem, problem
from hojokin.office.adapters.inspection.walk import Walk

# An A3 page at 600 dpi has 70 million; Pillow itself begins to warn at 89 million.
MOST_PIXELS = 80_000_000


def image_problems(content: bytes, kind: MediaType) -> Iterator[FileProblem]:
    """Everything to be said about a picture."""
    walk = walk_png(content) if kind is MediaType.PNG else walk_jpeg(content)
    if walk is None:
        yield problem("unreadable")
        return
    yield from _second_kind(content, walk)
    if walk.width * walk.height > MOST_PIXELS:
        yield problem("too_many_pixels", {"width": walk.width, "height": walk.height})
        return
    yield from _metadata(content, walk)


def _second_kind(content: bytes, walk: Walk) -> Iterator[FileProblem]:
    if second := foreign(content, b"\n".join((*walk.beside, walk.trailing))):
        yield problem("two_kinds", {"found": second})
    elif walk.trailing.strip(b"\x00\r\n "):
        yield problem("trailing_data")


def _metadata(content: bytes, walk: Walk) -> Iterator[FileProblem]:
    """What the camera wrote beside the picture; the place outweighs the rest. No pixel is decoded for it."""
    exif = Image.Exif()
    try:
        Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]).close()
        exif.load(walk.exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        yield problem("unreadable")
        return
    if place:
        yield problem("gps")
    elif exif:
        yield problem("metadata")
