"""Fingerprints (類似検出): 64 bits that stay near for pictures and texts that look alike."""

from __future__ import annotations

import hashlib
import io
import unicodedata

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageOps

BITS = 64
SIDE = 32  # pixels of the reduced picture
LOW = 8  # its lowest frequencies, which say what it looks like
MARGIN_NOISE = 24  # grey levels by which compression may stain a margin
GRAM = 3
FEWEST_LETTERS = 20  # below it two texts look alike by chance


def fingerprint(content: bytes) -> int:
    """Fingerprint of a picture: the signs of its lowest frequencies. Raises ValueError for what is no picture."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as image:
            image.draft("L", (SIDE * 16, SIDE * 16))
            grey = _upright(image)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"no picture: {error}") from error
    small = _without_margin(grey).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    waves = _cosines() @ np.asarray(small, dtype=np.float64) @ _cosines().T
    return _packed(waves.ravel() > np.median(waves.ravel()[1:]))


def distance(a: int, b: int) -> int:
    """Bits in which two fingerprints differ: 0 looks the same, about 32 has nothing in common."""
    return (a ^ b).bit_count()


def text_fingerprint(text: str) -> int | None:
    """Fingerprint of a page's text (simhash of its letters by threes); None when it says too little."""
    letters = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if len(letters) < FEWEST_LETTERS:
        return None
    grams = sorted({letters[at : at + GRAM] for at in range(len(letters) - GRAM + 1)})
    hashes = b"".join(
        hashlib.blake2b(gram.encode("utf-8", "replace"), digest_size=BITS // 8).digest() for gram in grams
    )
    bits = np.unpackbits(np.frombuffer(hashes, dtype=np.uint8)).reshape(len(grams), BITS)
    return _packed(bits.sum(axis=0) * 2 > len(grams))


def _upright(image: Image.Image) -> Image.Image:
    """Grey, turned as the camera says, and what is transparent drawn on white."""
    turned = ImageOps.exif_transpose(image)
    if not turned.has_transparency_data:
        return turned.convert("L")
    seen = turned.convert("LA")
    white = Image.new("L", seen.size, "white")
    white.paste(seen.getchannel("L"), mask=seen.getchannel("A"))
    return white


def _without_margin(grey: Image.Image) -> Image.Image:
    """The picture without its margin, as bright as its brightest spot, so that another cut looks the same."""
    levels = grey.histogram()
    brightest = max(level for level, pixels in enumerate(levels) if pixels)
    even = Image.new("L", grey.size, brightest)
    stained = ImageChops.difference(grey, even).point([0] * MARGIN_NOISE + [255] * (256 - MARGIN_NOISE))
    box = stained.getbbox()
    return grey.crop(box) if box else grey


def _cosines() -> npt.NDArray[np.float64]:
    """The first rows of the discrete cosine transform."""
    at = np.arange(SIDE)
    return np.cos(np.pi * (2 * at[None, :] + 1) * np.arange(LOW)[:, None] / (2 * SIDE))


def _packed(bits: npt.NDArray[np.bool_]) -> int:
    return int.from_bytes(np.packbits(bits).tobytes(), "big")
