"""Kana of bank files (カナ名義): what a person types becomes the half-width kana that a bank file may carry.

Bank files know no small kana and no long-vowel mark (REF-08d): ャ becomes ﾔ, ー becomes a hyphen, ガ becomes two bytes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache

from hojokin.rules.reference.reading import Cells, read_table, repeated

_FIRST_KANA, _LAST_KANA = 0xFF61, 0xFF9F  # half-width forms as Unicode has them
_FIRST_BYTE = 0xA1  # the same in JIS X 0201
_YEN_BYTE = 0x5C
_LARGE = str.maketrans("ァィゥェォッャュョヮヵヶヰヱヲ", "アイウエオツヤユヨワカケイエオ")
_MARKS = str.maketrans({"\u3099": "ﾞ", "\u309a": "ﾟ", "゛": "ﾞ", "゜": "ﾟ", "・": ".", "、": ",", "。": "."})
_HYPHENS = str.maketrans(dict.fromkeys("ー‐‑‒–—―−ｰ－", "-"))
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF71, 0xFF9E)}
_KANA_BYTES = frozenset(chr(code) for code in range(0xFF71, _LAST_KANA + 1))
_PLAIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ") | _KANA_BYTES


class CharacterSet(Enum):
    """Which characters a field of a bank file takes (使用できる文字): the narrow rule, which every bank accepts."""

    BANK = _PLAIN | frozenset("-")
    PARTY = _PLAIN | frozenset("()-.")
    EDI = _PLAIN | frozenset("()-.\\/｢｣ｦ")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """How a legal form is shortened in the holder's kana (法人略語), before the name and after it."""

    written: str
    head: str
    tail: str


def half_width(text: str) -> str:
    """The text in half-width kana and capitals. Characters that no bank file takes stay, for a check to name them."""
    wide = unicodedata.normalize("NFKC", text.translate(_HYPHENS)).translate(_HYPHENS).translate(_HIRAGANA)
    parted = unicodedata.normalize("NFD", wide).translate(_LARGE).translate(_MARKS).upper()
    return "".join(_HALF.get(each, each) for each in parted)


def refused_characters(text: str, allowed: CharacterSet) -> tuple[str, ...]:
    """The characters of a half-width text that this kind of field cannot carry, each once, in order."""
    return tuple(dict.fromkeys(each for each in text if each not in allowed.value))


def holder_kana(kana: str) -> str:
    """An account holder's kana as banks write it: half-width, the legal form shortened, e.g. ``ｶ)ﾔﾏﾀﾞ``."""
    name = " ".join(half_width(kana).split())
    for each in abbreviations():
        if name.startswith(each.written):
            return each.head + name.removeprefix(each.written).strip()
        if name.endswith(each.written):
            return name.removesuffix(each.written).strip() + each.tail
    return name


def same_holder(one: str, other: str) -> bool:
    """Whether two kana name one holder: spaces, hyphens, dots, width and the spelling of the legal form do not count."""
    return _bare(one) == _bare(other)


def to_bytes(text: str) -> bytes:
    """JIS X 0201, one byte a character. Raises ValueError naming a character that has none."""
    return bytes(_byte(each) for each in text)


def _byte(character: str) -> int:
    code = ord(character)
    if _FIRST_KANA <= code <= _LAST_KANA:
        return code - _FIRST_KANA + _FIRST_BYTE
    if character == "¥":
        return _YEN_BYTE
    if code < 0x7F:
        return code
    raise ValueError(f"JIS X 0201 has no {character!r}")


def _bare(kana: str) -> str:
    return "".join(each for each in holder_kana(kana) if each not in " -.")


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """The legal forms that banks shorten, longest first."""
    rows = read_table(
        "hojokin.flow",
        "kana_abbreviations.csv",
        _abbreviation,
        lambda rows: repeated(each.written for each in rows),
    )
    return tuple(sorted(rows, key=lambda each: -len(each.written)))


def _abbreviation(cells: Cells) -> Abbreviation:
    return Abbreviation(*(half_width(cells.text(each)) for each in ("kana", "head", "tail")))
