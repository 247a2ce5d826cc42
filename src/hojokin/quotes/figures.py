"""Figures of quotations (見積書の数字): exact whole yen, quantities and months from cells as people write them."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from hojokin.rules.engine.facts import Text

type Cell = str | int | float | bool | None

GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
EXACT_FLOATS = 2**53
MONTHS = re.compile(r"(?:(?P<years>[0-9]+)年間?)?(?:(?P<months>[0-9]+)(?:(?:か|ヶ|ケ|ヵ|カ|箇)?月間?)?)?")
LONGEST = 40
ONE_LOT = ("一式", "式")


class UnreadableFigure(ValueError):
    """A cell that is no figure; ``text`` says what to write instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def whole_yen(cell: Cell) -> int:
    """Whole yen, negative for △. Raises UnreadableFigure for anything that is not exact."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float):
        return _from_float(cell)
    if not isinstance(cell, str):
        raise _no_figure(cell)
    text = unicodedata.normalize("NFKC", cell).replace(" ", "").strip()
    sign, text = _sign(text)
    text = text.removeprefix("¥").removeprefix("\\").removesuffix("-").removesuffix("円").removesuffix("円也")
    text, times = _scale(text)
    whole, point, rest = text.partition(".")
    if (
        len(whole) <= LONGEST
        and GROUPED.fullmatch(whole)
        and not rest.strip("0")
        and not (point and not rest)
    ):
        return sign * int(whole.replace(",", "")) * times
    raise _no_figure(cell)


def quantity(cell: Cell) -> Fraction:
    """A quantity, ``1`` for 一式; exact. Raises UnreadableFigure."""
    if isinstance(cell, bool) or cell is None:
        raise _no_quantity(cell)
    text = unicodedata.normalize("NFKC", str(cell)).replace(",", "").replace(" ", "")
    if text in ONE_LOT:
        return Fraction(1)
    found = re.match(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", text)
    unit = text[found.end() :] if found else text
    if found is None or not (unit.isalpha() or unit == ""):
        raise _no_quantity(cell)
    return Fraction(found[0])


def months(cell: Cell) -> int:
    """Months, also from ``1年`` or ``1年6か月``. Raises UnreadableFigure."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFKC", str(cell)).replace(" ", "")
    found = MONTHS.fullmatch(text)
    if isinstance(cell, bool) or not text or len(text) > LONGEST or found is None:
        raise UnreadableFigure(
            Text(
                f"「{_shown(cell)}」は月数ではありません。12 のように書いてください。",
                f"{_shown(cell)!r} is no number of months. Write it like 12.",
            )
        )
    return int(found["years"] or 0) * 12 + int(found["months"] or 0)


def _sign(text: str) -> tuple[int, str]:
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1]
    for mark in ("△", "▲", "-", "−", "–"):
        if text.startswith(mark):
            return -1, text.removeprefix(mark)
    for mark in ("¥-", "¥△", "¥▲"):
        if text.startswith(mark):
            return -1, text.removeprefix(mark)
    return 1, text


def _scale(text: str) -> tuple[str, int]:
    for word, times in (("百万", 1_000_000), ("万", 10_000), ("千", 1_000)):
        if text.endswith(word):
            return text.removesuffix(word), times
    return text, 1


def _from_float(cell: float) -> int:
    if cell.is_integer() and abs(cell) <= EXACT_FLOATS:
        return int(cell)
    raise UnreadableFigure(
        Text(
            f"{_shown(cell)} は整数の円ではありません。1円未満の端数のない金額にしてください。",
            f"{_shown(cell)} is not whole yen. Give an amount without fractions of a yen.",
        )
    )


def _no_figure(cell: object) -> UnreadableFigure:
    ja = f"「{_shown(cell)}」は金額として読めません。1200000 や 1,200,000円 のように書いてください。"
    return UnreadableFigure(Text(ja, f"{_shown(cell)!r} is no amount. Write it like 1200000 or 1,200,000."))


def _no_quantity(cell: object) -> UnreadableFigure:
    ja = f"「{_shown(cell)}」は数量として読めません。1 や 2台 のように書いてください。"
    return UnreadableFigure(Text(ja, f"{_shown(cell)!r} is no quantity. Write it like 1."))


def _shown(cell: object) -> str:
    text = "".join(each if each.isprintable() else "�" for each in str(cell))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
