"""The costs of a question (質問の経費): one line for each tool that has a category and an amount."""

from __future__ import annotations

from functools import cache
from typing import Any

from hojokin.flow.form import Row, Values
from hojokin.flow.question_parts import Spot, codes, filled, rows_of, whole
from hojokin.rules.reference import tool_categories


@cache
def _category_codes() -> dict[str, str]:
    return {str(each.number): each.key for each in tool_categories() if each.number is not None}


def category_code(number: object) -> str | None:
    """The rules' code of a category number such as "5"; None for an unknown one."""
    return _category_codes().get(str(number))


def cost_of(row: Row) -> dict[str, Any] | None:
    """One line of cost; None while its category or amount is missing."""
    category, amount = category_code(row.get("category")), whole(row, "amount_yen")
    if category is None or amount is None:
        return None
    return filled(
        {
            "category": category,
            "amount_yen": amount,
            "name": row.get("name"),
            "processes": codes(row, "processes"),
            "functions": codes(row, "functions"),
            "cloud": row.get("cloud"),
            "invoice_ready": row.get("invoice_ready"),
            "ai": row.get("ai"),
            "months": whole(row, "months"),
        }
    )


def costs_of(values: Values, spots: dict[str, Spot]) -> list[dict[str, Any]]:
    """The lines of the table of tools; ``spots`` learns the row of each."""
    made: list[dict[str, Any]] = []
    for place, row in enumerate(rows_of(values, "tools")):
        cost = cost_of(row)
        if cost is not None:
            remember(spots, f"/costs/{len(made)}", "tools", place)
            made.append(cost)
    return made


def remember(spots: dict[str, Spot], place: str, field: str, row: int) -> None:
    """Where a line of cost and its cells stand."""
    spots[place] = Spot(field, row)
    for column in ("category", "amount_yen", "name", "processes", "functions", "months"):
        spots[f"{place}/{column}"] = Spot(field, row, column)


def accounts_of(values: Values) -> dict[str, Any] | None:
    """Accounts for trading partners, once their numbers are told; no limit is written as null."""
    sme, unlimited = whole(values, "accounts_sme"), values.get("accounts_unlimited")
    contracted = whole(values, "accounts_contracted")
    if sme is None or unlimited is None or (unlimited is False and contracted is None):
        return None
    return {"sme": sme, "contracted": None if unlimited is True else contracted}
