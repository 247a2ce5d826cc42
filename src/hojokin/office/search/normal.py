"""Normal form (正規化): one spelling for every width, case, kana and dash, for texts and questions alike."""

from __future__ import annotations

import re
import unicodedata

BREAK = "\n"  # stands between the fields of a text; no word can match across it

_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)} | {0x309D: 0x30FD, 0x309E: 0x30FE}
_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−─━ｰ－〜～~"), "ー")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))
_ONE_DASH = str.maketrans({**_DASHES, **_ZERO_WIDTH, 0: None})
_ONE_KANA = str.maketrans(_HIRAGANA)
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")

_V_SOUNDS = str.maketrans({"ヷ": "バ", "ヸ": "ビ", "ヹ": "ベ", "ヺ": "ボ"})
_V_PAIRS = re.compile("ヴ([ァィェォ]?)")
_V_BECOMES = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ", "": "ブ"}

# サーバー and サーバ, ユーザー and ユーザ: the last long vowel of a longer katakana word is a matter of taste.
_LAST_LONG_VOWEL = re.compile("(?<=[ァ-ヺー]{3})ー+(?![ァ-ヺー])")
_REPEATED_LONG_VOWEL = re.compile("ーー+")
_SPACES = re.compile(r"\s+")
_SPACE_IN_JAPANESE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")


def normal(text: str) -> str:
    """The normal form of one field: a single line without spaces between Japanese characters."""
    spaced = _SPACES.sub(" ", _same_spelling(text)).strip()
    return _LAST_LONG_VOWEL.sub("", _SPACE_IN_JAPANESE.sub("", spaced))


def words(question: str) -> list[str]:
    """The words of a question in normal form, each once, in the order in which they were written."""
    cut = (_LAST_LONG_VOWEL.sub("", word) for word in _same_spelling(question).split())
    return list(dict.fromkeys(word for word in cut if word))


def _same_spelling(text: str) -> str:
    whole = _HALF_A_PAIR.sub("�", text)
    dashed = unicodedata.normalize("NFKC", whole).lower().translate(_ONE_DASH)
    # Before the kana are made one: in サーバーの the word ends where hiragana begin.
    folded = _LAST_LONG_VOWEL.sub("", dashed).translate(_ONE_KANA)
    if "ヴ" in folded or "ヷ" in folded:
        folded = _V_PAIRS.sub(lambda found: _V_BECOMES[found[1]], folded.translate(_V_SOUNDS))
    return _REPEATED_LONG_VOWEL.sub("ー", folded)
