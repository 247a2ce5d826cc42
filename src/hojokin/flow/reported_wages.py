"""Figures of an effect report (効果報告の数値) as a return is judged by them."""

from __future__ import annotations

from dataclasses import replace

from hojokin.flow.form import Values
from hojokin.flow.question_parts import all_whole, whole
from hojokin.flow.returning import JudgedYear

ADDED = ("operating_profit", "personnel_cost", "depreciation")


def with_figures(due: JudgedYear, values: Values) -> JudgedYear:
    """A year that is due with what its report says, as far as it says it."""
    return replace(
        due,
        lowest_wage=whole(values, "lowest_wage"),
        operating_profit=whole(values, "operating_profit"),
        value_added=report_added(values),
        total_pay=whole(values, "total_pay"),
        paid_people=whole(values, "paid_people"),
    )


def report_added(values: Values) -> int | None:
    """Value added (付加価値額) as an effect report gives it."""
    found = all_whole(values, ADDED)
    return None if found is None else sum(found)
