"""Yen (円) as people type it: any width, with or without separators and the word."""

from __future__ import annotations

import unicodedata

from hojokin.rules.engine.facts import Text

MOST_DIGITS = 15
NOT_YEN = Text(
    "金額を 1,000,000 のように、0以上の整数で入力してください。", "Write whole yen, such as 1,000,000."
)


def yen_in(typed: str) -> int | None:
    """The amount; None for what is none."""
    digits = unicodedata.normalize("NFKC", typed).replace(",", "").replace("円", "").strip()
    is_amount = digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS
    return int(digits) if is_amount else None
