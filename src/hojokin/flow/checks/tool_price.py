"""Checks of a tool's price (ITツールの価格の検査): range, hours, market, and what does not belong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hojokin.flow.checks.answers import cell, number, rows, text, whole
from hojokin.flow.form import FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.registration_limits import limit, words
from hojokin.rules.engine.facts import Text

SHEETS = ("sheet_consulting", "sheet_setup", "sheet_maintenance")
WHOLE_IN_PERCENT = 100
_CLAUSE_ENDS = re.compile(r"[。、，,；;\n（）()「」]")


def problems_of_price(values: Values, circumstances: Circumstances) -> Iterator[FormProblem]:
    """What is wrong with the price, and what reviewers would ask about it."""
    yield from _of_range(values)
    yield from _of_sheets(values)
    yield from _of_market(values, circumstances)
    yield from _of_maintenance(values)


def _of_range(values: Values) -> Iterator[FormProblem]:
    standard, lowest = whole(values, "price_standard"), whole(values, "price_min")
    if standard is not None and lowest is not None and lowest > standard:
        said = Text(
            f"最低価格{lowest:,}円が標準価格{standard:,}円より高くなっています。最低価格を標準価格以下にしてください。",
            f"The minimum price {lowest:,} is above the standard price {standard:,}. Lower it to at most that.",
        )
        yield FormProblem("price_min", said, "T-22")


def sheet_total(values: Values) -> int | None:
    """Sum of hours by people by price of the sheet that is asked; None while a figure is missing."""
    total = 0
    for row in (row for sheet in SHEETS for row in rows(values, sheet)):
        hours, people, price = (number(row, name) for name in ("hours", "people", "hourly_price"))
        if hours is None or people is None or price is None:
            return None
        total += hours * people * price
    return total


def _of_sheets(values: Values) -> Iterator[FormProblem]:
    filled = [sheet for sheet in SHEETS if rows(values, sheet)]
    standard, total = whole(values, "price_standard"), sheet_total(values)
    if filled and standard is not None and total is not None and total != standard:
        said = Text(
            f"作業の合計は{total:,}円ですが、標準価格は{standard:,}円です。同じ金額にしてください。",
            f"The tasks come to {total:,} yen, but the standard price is {standard:,}. Make them equal.",
        )
        yield FormProblem("price_standard", said, "T-04")


def _of_market(values: Values, circumstances: Circumstances) -> Iterator[FormProblem]:
    standard, median = whole(values, "price_standard"), circumstances.market_price
    if standard is None or not median:
        return
    share = limit("market_price", "percent")
    if not share.admits_share(standard, median, per=WHOLE_IN_PERCENT):
        said = Text(
            f"標準価格が、同じカテゴリーの登録済みツールの中央値（{median:,}円）を大きく超えています。市場価格を著しく超えるものは差し戻されます。価格の理由を具体的に書いてください。",
            f"The standard price is far above the median of registered tools of the category ({median:,} yen). Explain the price in detail.",
        )
        yield FormProblem("price_standard", said, "T-30", Severity.CAUTION)


def maintenance_words_in(written: str) -> tuple[str, ...]:
    """Words of category 7 that a text uses, leaving out clauses that say they are not included."""
    unless = words("maintenance_words", "unless")
    kept = [part for part in _CLAUSE_ENDS.split(written) if not any(word in part for word in unless)]
    return tuple(word for word in words("maintenance_words", "words") if any(word in part for part in kept))


def _of_maintenance(values: Values) -> Iterator[FormProblem]:
    if text(values, "category") in words("tool_categories", "maintenance"):
        return
    for name in ("price_breakdown", "price_reason"):
        if found := maintenance_words_in(text(values, name)):
            yield FormProblem(name, _mixed_in(found[0]), "T-30 TC-07", Severity.CAUTION)
    for sheet in SHEETS:
        for place, row in enumerate(rows(values, sheet)):
            if found := maintenance_words_in(cell(row, "detail")):
                yield FormProblem(
                    sheet, _mixed_in(found[0]), "T-30 TC-07", Severity.CAUTION, row=place, column="detail"
                )


def _mixed_in(word: str) -> Text:
    return Text(
        f"「{word}」はカテゴリー7（保守サポート）の混在と見なされ、よく差し戻されます。分けて登録するか、価格に含まないと書いてください。",
        f"“{word}” reads as category 7 (maintenance) mixed in and is often returned. Register it apart, or say it is not included.",
    )
