"""Typed values (入力値): what came from a keyboard becomes a value of its field, or stays as typed with a message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from hojokin.flow.form import FieldKind, FormField, Value
from hojokin.rules.engine.facts import Text
from hojokin.rules.identifiers import corporate_number

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
# Certificates bear years of an era. The year before its first one, by its name and by its letter.
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA_LETTERS = dict(zip("MTSHR", _ERAS.values(), strict=True))
_ERA_DATE = re.compile(
    rf"({'|'.join(_ERAS)}|[MTSHR])\s*(元|\d{{1,2}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*日?",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[-−△▲]?\d+")
_BEYOND_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MANY_DIGITS = 15


class NotReadable(ValueError):
    """What was typed cannot become a value of its field. ``message`` says what to type instead."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def value_of(field: FormField, typed: Sequence[str]) -> Value:
    """The value that was typed; None where nothing was. Raises NotReadable.

    A table is not typed as one text: its cells are read one by one with their columns.
    """
    texts = [_clean(each) for each in typed]
    return _READERS.get(field.kind, _text)(texts)


def _clean(text: str) -> str:
    """Text without control characters and lone surrogates, line ends as one character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BEYOND_TEXT.sub("", text).strip()


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _text(texts: Sequence[str]) -> str | None:
    return _first(texts) or None


def _plain(texts: Sequence[str]) -> str | None:
    return unicodedata.normalize("NFKC", _first(texts)).strip() or None


def _choices(texts: Sequence[str]) -> list[str]:
    return [each for each in texts if each]


def _yes_or_no(texts: Sequence[str]) -> bool | None:
    return {"yes": True, "no": False}.get(_first(texts))


def _pledge(texts: Sequence[str]) -> bool:
    return "yes" in texts


def _whole(texts: Sequence[str]) -> int | None:
    typed = unicodedata.normalize("NFKC", _first(texts))
    bare = re.sub(r"[,、\s円¥]", "", typed)
    if not bare:
        return None
    if not _WHOLE.fullmatch(bare) or len(bare) > _MANY_DIGITS:
        raise NotReadable(
            Text(
                f"「{_short(typed)}」は数として読めません。数字だけで入力してください（例 1,250,000）。",
                f"“{_short(typed)}” is not a number. Type digits only, such as 1,250,000.",
            )
        )
    return -int(bare[1:]) if bare[0] in "-−△▲" else int(bare)


def _day(texts: Sequence[str]) -> str | None:
    typed = unicodedata.normalize("NFKC", _first(texts))
    if not typed:
        return None
    parts = _parts_of_day(typed)
    try:
        return (date(*parts) if parts else date.fromisoformat(typed)).isoformat()
    except ValueError:
        raise NotReadable(_no_such_day(typed) if parts else _no_day(typed)) from None


def _parts_of_day(typed: str) -> tuple[int, int, int] | None:
    """Year, month and day as written, by the common era or by a Japanese one."""
    if found := _DATE.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
        return year, month, day
    if found := _ERA_DATE.fullmatch(typed):
        era, number, *rest = found.groups()
        before = _ERAS.get(era) or _ERA_LETTERS[era.upper()]
        return before + (1 if number == "元" else int(number)), int(rest[0]), int(rest[1])
    return None


def _no_day(typed: str) -> Text:
    return Text(
        f"「{_short(typed)}」は日付として読めません。2026-04-01 か 令和8年4月1日 の形で入力してください。",
        f"“{_short(typed)}” is not a date. Type it as 2026-04-01.",
    )


def _no_such_day(typed: str) -> Text:
    return Text(
        f"「{_short(typed)}」という日付はありません。月と日を確かめて入力し直してください。",
        f"There is no day “{_short(typed)}”. Check the month and the day.",
    )


def _corporate_number(texts: Sequence[str]) -> str | None:
    typed = _first(texts)
    if not typed:
        return None
    found = corporate_number(typed)
    if found.problems:
        problem = found.problems[0]
        raise NotReadable(Text(problem.message, problem.message_en))
    return found.value


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


_READERS: Mapping[FieldKind, Callable[[Sequence[str]], Value]] = {
    FieldKind.CHOICES: _choices,
    FieldKind.YES_NO: _yes_or_no,
    FieldKind.PLEDGE: _pledge,
    FieldKind.WHOLE: _whole,
    FieldKind.YEN: _whole,
    FieldKind.DATE: _day,
    FieldKind.CORPORATE_NUMBER: _corporate_number,
    FieldKind.PHONE: _plain,
    FieldKind.EMAIL: _plain,
    FieldKind.URL: _plain,
}
