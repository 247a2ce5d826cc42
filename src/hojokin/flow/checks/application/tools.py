"""Tools (ITツール): prices within the registered range, subtotals and the total (FLD-22, T-22)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hojokin.flow.application_limits import limits
from hojokin.flow.form import FormProblem, Row, Severity, Values
from hojokin.flow.question_parts import all_whole, rows_of, whole
from hojokin.rules.engine.facts import Text

MONTHS_IN_YEAR = 12


def check_tools(values: Values) -> Sequence[FormProblem]:
    """Every row of the table of tools, then its total."""
    rows = [problem for place, row in enumerate(rows_of(values, "tools")) for problem in _row(place, row)]
    return (*rows, *_total(values))


def _row(place: int, row: Row) -> Iterator[FormProblem]:
    price = whole(row, "unit_price_yen")
    if price is not None:
        yield from _price(place, price, whole(row, "price_min"), whole(row, "price_standard"))
        if price and limits("thousand_yen_slip").tool_price.admits(price):
            said = Text(
                f"単価{price:,}円は小さすぎるようです。千円単位で入力していないか確かめてください。",
                f"A unit price of {price:,} yen looks too small. Check that it is not in thousands.",
            )
            yield _at(place, "unit_price_yen", said, Severity.CAUTION)
    yield from _subtotal(place, row)


def _price(place: int, price: int, least: int | None, standard: int | None) -> Iterator[FormProblem]:
    if least is not None and price < least:
        said = Text(
            f"単価{price:,}円が登録の最低価格{least:,}円を下回っています。最低価格から標準価格までの間で入力してください。",
            f"The unit price of {price:,} yen is below the registered minimum of {least:,} yen.",
        )
        yield _at(place, "unit_price_yen", said)
    if standard is not None and price > standard:
        said = Text(
            f"単価{price:,}円が登録の標準価格{standard:,}円を超えています。最低価格から標準価格までの間で入力してください。",
            f"The unit price of {price:,} yen is above the registered standard of {standard:,} yen.",
        )
        yield _at(place, "unit_price_yen", said)


def _subtotal(place: int, row: Row) -> Iterator[FormProblem]:
    found = all_whole(row, ("unit_price_yen", "quantity", "amount_yen"))
    if found is None:
        return
    once, months = found[0] * found[1], whole(row, "months") or MONTHS_IN_YEAR
    by_the_year = once * months // MONTHS_IN_YEAR
    if found[2] not in {once, by_the_year}:
        said = Text(
            f"小計{found[2]:,}円が単価×数量（{once:,}円）とも、年数をかけた額（{by_the_year:,}円）とも合いません。直してください。",
            f"The subtotal of {found[2]:,} yen is neither price times quantity ({once:,}) nor that by the years ({by_the_year:,}).",
        )
        yield _at(place, "amount_yen", said)


def _at(place: int, column: str, said: Text, severity: Severity = Severity.ERROR) -> FormProblem:
    return FormProblem("tools", said, "FLD-22 T-22", severity, place, column)


def _total(values: Values) -> Iterator[FormProblem]:
    amounts = [whole(row, "amount_yen") for row in rows_of(values, "tools")]
    total = whole(values, "tools_total_yen")
    if total is None or not amounts or None in amounts:
        return
    made = sum(each for each in amounts if each is not None)
    if made != total:
        yield FormProblem(
            "tools_total_yen",
            Text(
                f"小計の合計は{made:,}円ですが、税抜の合計は{total:,}円です。どちらかを直してください。",
                f"The subtotals add up to {made:,} yen, but the total says {total:,} yen. Correct one of them.",
            ),
            "FLD-22",
        )
