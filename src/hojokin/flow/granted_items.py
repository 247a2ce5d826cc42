"""Granted items (交付決定の品目): what an application was granted for, as the report repeats it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hojokin.flow.form import Row, Values
from hojokin.flow.group_items import LEAD
from hojokin.flow.reported_items import rows_of


def items_from(values: Values) -> Sequence[Mapping[str, Any]]:
    """Name, category number, quantity and unit price without tax; in a group also whose it is and of which class."""
    tools = [
        _item(row, row.get("category"), row.get("quantity"), row.get("unit_price_yen"))
        for row in rows_of(values, "tools")
    ]
    of_group = [
        {
            **_item(row, row.get("category"), 1, row.get("amount_yen")),
            "member": row.get("member") or LEAD,
            "cost_class": cost_class,
        }
        for cost_class in ("a", "b", "c")
        for row in rows_of(values, f"class_{cost_class}")
    ]
    return [*tools, *of_group]


def _item(row: Row, category: object, quantity: object, price: object) -> Mapping[str, Any]:
    return {
        "name": str(row.get("name") or row.get("tool") or row.get("detail") or ""),
        "category": str(category or ""),
        "quantity": quantity if _whole(quantity) else 1,
        "unit_price": price if _whole(price) else 0,
    }


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
