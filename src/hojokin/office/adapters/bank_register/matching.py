"""Finding a bank by what a person types: any width, either kana, small letters, with 銀行 or without."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

type Keys = tuple[str, ...]

_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
# The published readings know no small kana, and write the long vowel as a dash.
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_DASH = re.compile(r"[ー‐‑‒–—―−\-]")
_SPACE = re.compile(r"\s+")


def normal(text: str) -> str:
    """One way of writing for all."""
    katakana = unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA).translate(_SMALL)
    return _SPACE.sub("", _DASH.sub("-", katakana))


def keys(written: Iterable[str], suffix: str) -> Keys:
    """Everything that an entry may be found by."""
    return tuple(_stem(normal(text), suffix) for text in written)


def best[T](entries: Iterable[tuple[T, Keys]], text: str, suffix: str, limit: int) -> tuple[T, ...]:
    """The entries that hold the text: equal ones first, then those that begin with it; each group by code."""
    wanted = _stem(normal(text), suffix)
    ranked = [(rank, entry) for entry, known in entries if (rank := _rank(known, wanted)) is not None]
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0])[:limit])


def _stem(text: str, suffix: str) -> str:
    return text.removesuffix(suffix) or text


def _rank(known: Keys, wanted: str) -> int | None:
    if wanted in known:
        return 0
    if any(key.startswith(wanted) for key in known):
        return 1
    return 2 if any(wanted in key for key in known) else None
