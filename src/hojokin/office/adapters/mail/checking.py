"""What a mail's head may hold: one address, one line."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from hojokin.office.ports.outside import Refused
from hojokin.rules.engine.facts import Text

_valid = EmailValidator()
BAD_ADDRESS = Text(
    "メールアドレスの形式が正しくありません。登録情報のメールアドレスを確認してください。",
    "This is no mail address. Please check the address in the registration.",
)
BAD_SUBJECT = Text(
    "件名に改行などの使えない文字が含まれています。1行に直してください。",
    "The subject holds a line break or another control. Please write it in one line.",
)


def check_head(to: str, subject: str) -> None:
    """Raises Refused for what is no address, and for a line that would smuggle in another header."""
    try:
        _valid(to)
    except ValidationError:
        raise Refused(BAD_ADDRESS) from None
    if not (to + subject).isprintable():
        raise Refused(BAD_SUBJECT)
