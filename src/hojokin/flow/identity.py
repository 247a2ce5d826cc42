"""Identity (本人確認): the printed numbers of accounts, links and codes, and which telephone numbers count."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import cast

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import Numbers, Parameters, parameters_from, read
from hojokin.rules.reference.reading import read_text

FILE = "data/identity.yaml"

# The ranges that the numbering plan gives to mobile telephones; 050 is an IP telephone (W-13).
MOBILE_BEGINS = ("070", "080", "090")
MOBILE_DIGITS = 11
_SEPARATORS = str.maketrans("", "", "-‐‑–—ー－ ()（）　")

NOT_MOBILE = Text(
    "携帯電話の番号ではありません。070・080・090 で始まる11けたの番号を入力してください。"
    "固定電話やIP電話（050）では確認コードを受け取れません（公募要領）。",
    "This is no mobile number. Enter 11 digits that begin with 070, 080 or 090; "
    "land lines and IP telephones (050) cannot receive the code (application guideline).",
)


@cache
def printed() -> Parameters:
    """The checked parameter file. Raises ParameterError listing every fault of it."""
    return parameters_from(read(read_text("hojokin.flow", FILE)), file=FILE)


def numbers(block: str) -> Numbers:
    """A block of plain numbers, such as ``code``. Raises KeyError."""
    return cast("Numbers", printed().blocks[block])


def mobile_number(typed: str) -> str | None:
    """What was typed as eleven digits, or None when it is no mobile number (W-13, PT-02)."""
    digits = unicodedata.normalize("NFKC", typed).translate(_SEPARATORS)
    if digits.startswith("+81"):
        digits = "0" + digits.removeprefix("+81").removeprefix("0")
    is_mobile = len(digits) == MOBILE_DIGITS and digits.isascii() and digits.isdecimal()
    return digits if is_mobile and digits.startswith(MOBILE_BEGINS) else None


def folded_code(typed: str) -> str:
    """A code as it was sent, however wide its digits were typed."""
    return unicodedata.normalize("NFKC", typed).translate(_SEPARATORS)


def masked(number: str) -> str:
    """The number with only its end legible: 090-****-5678."""
    return f"{number[:3]}-****-{number[-4:]}" if number else ""
