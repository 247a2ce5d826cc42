"""Mobile numbers (携帯電話番号) of Japan, as typed and as sent."""

from __future__ import annotations

import re
import unicodedata

from hojokin.office.ports.outside import Refused
from hojokin.rules.engine.facts import Text

_BETWEEN = re.compile(r"[\s()\-‐‑‒–—―−ー]+")
_MOBILE = re.compile(r"(?:\+81|0)([6-9]0[0-9]{8})")
LONGEST = 660  # letters; beyond it Japanese carriers cut a joined message

NO_MOBILE = Text(
    "SMSを受け取れる携帯電話番号（060・070・080・090で始まる11桁）を入力してください。",
    "Enter a mobile number that receives SMS: 11 digits beginning with 060, 070, 080 or 090.",
)
TOO_LONG = Text(
    f"SMSの本文は{LONGEST}文字以内にしてください。",
    f"An SMS holds at most {LONGEST} letters. Please shorten it.",
)


def international(typed: str) -> str:
    """``090-1234-5678`` as ``+819012345678``. Raises Refused for what receives no SMS."""
    match = _MOBILE.fullmatch(_BETWEEN.sub("", unicodedata.normalize("NFKC", typed)))
    if match is None:
        raise Refused(NO_MOBILE)
    return f"+81{match.group(1)}"


def checked(text: str) -> str:
    """The text, when it fits. Raises Refused."""
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)
    return text
