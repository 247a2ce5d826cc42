"""The plan of a question (質問の事業計画): value added, hours and pay, once every year of a row of figures is told."""

from __future__ import annotations

from typing import Any

from hojokin.flow.form import Row, Values
from hojokin.flow.question_parts import all_whole, filled, hundredths, rows_of, whole

PLAN_YEARS = 3
ADDED = ("operating_profit_yen", "personnel_cost_yen", "depreciation_yen")
COUNTED = ("last_regular", "last_contract", "last_part_time")
PAY = ("pay_base_yen", "pay_year_1_yen", "pay_year_2_yen", "pay_year_3_yen")
HEADS = ("fte_base", "fte_year_1", "fte_year_2", "fte_year_3")


def plan_of(values: Values) -> dict[str, Any] | None:
    """The plan as far as whole rows of years are told; None when nothing is."""
    plan = {**_productivity(values), **_wages(values)}
    return plan or None


def value_added(figures: Values | Row) -> int | None:
    """Value added (付加価値額): operating profit, personnel cost and depreciation together (RET-08)."""
    found = all_whole(figures, ADDED)
    return None if found is None else sum(found)


def base_hours(values: Values) -> int | None:
    """Hours worked by all in the latest term; officers count where there is nobody else (PRD-07)."""
    counted, hours = all_whole(values, COUNTED), whole(values, "last_hours_per_head")
    if counted is None or hours is None:
        return None
    people = sum(counted) or whole(values, "last_officers")
    return people * hours if people else None


def row_hours(row: Row) -> int | None:
    """Hours worked by all in a plan year."""
    found = all_whole(row, ("employees", "hours_per_head"))
    return found[0] * found[1] if found and found[0] and found[1] else None


def _productivity(values: Values) -> dict[str, Any]:
    rows = rows_of(values, "plan_years")
    if len(rows) != PLAN_YEARS:
        return {}
    added = [value_added(values), *map(value_added, rows)]
    hours = [base_hours(values), *map(row_hours, rows)]
    if None in added or None in hours:
        return {}
    return {"value_added_yen": added, "labour_hours": hours}


def _wages(values: Values) -> dict[str, Any]:
    planned = values.get("has_wage_plan")
    if planned is None:
        return {}
    if planned is False:  # the rules then say whether a plan is needed
        return {"minimum_wage_rise_yen": 0, "declared_to_employees": False}
    rise = str(values.get("wage_rise") or "")
    return filled(
        {
            **_pay(values),
            "minimum_wage_rise_yen": (int(rise) if rise.isdecimal() else 0) if rise else None,
            "declared_to_employees": values.get("announced"),
        }
    )


def _pay(values: Values) -> dict[str, Any]:
    pay, heads = all_whole(values, PAY), [hundredths(values.get(name)) for name in HEADS]
    return {} if pay is None or not all(heads) else {"pay_yen": list(pay), "headcount_hundredths": heads}
