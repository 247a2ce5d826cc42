"""A group in a question (質問の補助事業グループ): the representative, every member with its costs and figures."""

from __future__ import annotations

from typing import Any

from hojokin.flow.form import Row, Values
from hojokin.flow.question_applicant import past_grants_of
from hojokin.flow.question_costs import cost_of, remember
from hojokin.flow.question_parts import Spot, chosen, filled, rows_of, whole
from hojokin.flow.question_plan import row_hours, value_added

GROUP_YEARS = ("0", "1", "2")  # the latest year and two plan years (F-40)
EXPERT_ITEMS = frozenset({"expert_fees", "expert_travel"})
_FIRM = ("legal_form", "industry_code", "capital_yen", "regular_employees", "prefecture", "corporate_number")


def representative_of(values: Values, spots: dict[str, Spot]) -> dict[str, Any]:
    """The representative as the applicant."""
    own = {name: values.get(name) for name in _FIRM if name != "prefecture"}
    return filled(
        {
            **own,
            "prefecture": values.get("workplace_prefecture"),
            "past_grants": past_grants_of(values, spots, "/applicant", 1),
            "exclusions": chosen(values, "exclusions"),
            "closed_a_fiscal_year": values.get("closed_first_year"),
            "gbizid_prime": values.get("gbizid_prime"),
            "security_action_id": values.get("security_action_id"),
            "minimum_wage_in_house_yen": whole(values, "lowest_wage_yen"),
        }
    )


def group_costs_of(values: Values, spots: dict[str, Spot]) -> list[dict[str, Any]]:
    """Class C: coordination by the representative and outside experts."""
    made: list[dict[str, Any]] = []
    for place, row in enumerate(rows_of(values, "class_c")):
        amount = whole(row, "amount_yen")
        if amount is not None and row.get("item"):
            category = "expert" if str(row["item"]) in EXPERT_ITEMS else "coordination"
            remember(spots, f"/costs/{len(made)}", "class_c", place)
            made.append(filled({"category": category, "amount_yen": amount, "name": row.get("detail")}))
    return made


def members_of(values: Values, spots: dict[str, Spot]) -> list[dict[str, Any]]:
    """Every member in the order of form 1, the representative first."""
    made = []
    for place, row in enumerate(rows_of(values, "members")):
        _remember_member(spots, place)
        made.append(
            filled(
                {
                    "applicant": filled(
                        {
                            **{name: row.get(name) for name in _FIRM},
                            "past_grants": past_grants_of(
                                values, spots, f"/members/{place}/applicant", place + 1
                            ),
                            "security_action_id": row.get("security_action_id"),
                        }
                    ),
                    "costs": _member_costs(values, place, spots),
                    "plan": _member_plan(values, place + 1),
                }
            )
        )
    return made


def _remember_member(spots: dict[str, Spot], place: int) -> None:
    spots[f"/members/{place}"] = Spot("members", place)
    for column in (*_FIRM, "security_action_id"):
        spots[f"/members/{place}/applicant/{column}"] = Spot("members", place, column)


def _member_costs(values: Values, place: int, spots: dict[str, Spot]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for field in ("class_a", "class_b"):
        for number, row in enumerate(rows_of(values, field)):
            cost = cost_of(row) if field == "class_a" else _analysis(row)
            if row.get("member") == place + 1 and cost is not None:
                remember(spots, f"/members/{place}/costs/{len(made)}", field, number)
                made.append(cost)
    return made


def _analysis(row: Row) -> dict[str, Any] | None:
    amount = whole(row, "amount_yen")
    if amount is None:
        return None
    cost = {
        "category": "analysis",
        "amount_yen": amount,
        "name": row.get("name"),
        "months": whole(row, "months"),
    }
    return filled(cost)


def _member_plan(values: Values, member: int) -> dict[str, Any] | None:
    rows = {
        str(row.get("year")): row for row in rows_of(values, "member_years") if row.get("member") == member
    }
    if any(year not in rows for year in GROUP_YEARS):
        return None
    added = [value_added(rows[year]) for year in GROUP_YEARS]
    hours = [row_hours(rows[year]) for year in GROUP_YEARS]
    return None if None in added or None in hours else {"value_added_yen": added, "labour_hours": hours}
