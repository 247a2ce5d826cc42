"""The applicant's part of a question (質問の申請者): identity, size, wages, ownership and earlier grants."""

from __future__ import annotations

from typing import Any

from hojokin.flow.form import Values
from hojokin.flow.question_parts import NOTHING_CHOSEN, Spot, chosen, filled, rows_of, whole

CORPORATION = "corporation"
SOLE_PROPRIETOR = "sole_proprietor"
SOLE_FORM = "SOLE"
WHOLE_PERCENT = 100
_OWNED = (
    "largest_large_holder_shares",
    "all_large_holders_shares",
    "deemed_large_holders_shares",
    "officers_from_large",
    "officers_from_deemed_large",
)
_GRANT = ("year", "track", "decided_on", "processes", "security_service")
APPLICANT_SPOTS = {
    f"/applicant{place}": Spot(field)
    for place, field in {
        "": "applicant_kind",
        "/legal_form": "legal_form",
        "/industry_code": "industry_code",
        "/capital_yen": "capital_yen",
        "/regular_employees": "regular_employees",
        "/prefecture": "workplace_prefecture",
        "/corporate_number": "corporate_number",
        "/low_wage_months": "low_wage_months",
        "/past_grants": "past_grants",
        "/exempt_sector": "exempt_sector",
        "/ownership": "total_shares",
        "/ownership/taxable_income_yen": "taxable_income_1",
        "/exclusions": "exclusions",
        "/closed_a_fiscal_year": "closed_first_year",
        "/gbizid_prime": "gbizid_prime",
        "/security_action_id": "security_action_id",
        "/minimum_wage_in_house_yen": "lowest_wage_yen",
    }.items()
}


def is_corporation(values: Values) -> bool:
    """Whether a corporation applies, as answered."""
    return values.get("applicant_kind") == CORPORATION


def applicant_of(values: Values, spots: dict[str, Spot]) -> dict[str, Any]:
    """The applicant as far as it is told; answers of the other kind of applicant do not count."""
    corporation = is_corporation(values)
    sector = values.get("exempt_sector")
    return filled(
        {
            "legal_form": _legal_form(values),
            "industry_code": values.get("industry_code"),
            "capital_yen": whole(values, "capital_yen") if corporation else None,
            "regular_employees": whole(values, "regular_employees"),
            "prefecture": values.get("workplace_prefecture"),
            "corporate_number": values.get("corporate_number") if corporation else None,
            "low_wage_months": whole(values, "low_wage_months"),
            "past_grants": past_grants_of(values, spots, "/applicant"),
            "exempt_sector": None if sector == NOTHING_CHOSEN else sector,
            "ownership": _ownership(values) if corporation else None,
            "exclusions": chosen(values, "exclusions"),
            "closed_a_fiscal_year": values.get("closed_first_year"),
            "gbizid_prime": values.get("gbizid_prime"),
            "security_action_id": values.get("security_action_id"),
            "minimum_wage_in_house_yen": whole(values, "lowest_wage_yen"),
        }
    )


def past_grants_of(
    values: Values, spots: dict[str, Spot], place: str, member: int | None = None
) -> list[dict[str, Any]] | None:
    """Earlier grants with year and track, of one member of a group when its number is given; None: not answered.

    ``spots`` learns where each stands, under ``place``.
    """
    if values.get("had_grants") is None:
        return None
    made: list[dict[str, Any]] = []
    for number, row in enumerate(rows_of(values, "past_grants") if values["had_grants"] is True else []):
        if row.get("year") and row.get("track") and (member is None or row.get("member") == member):
            at = f"{place}/past_grants/{len(made)}"
            spots[at] = Spot("past_grants", number)
            spots |= {f"{at}/{column}": Spot("past_grants", number, column) for column in _GRANT}
            made.append(filled({column: row.get(column) for column in _GRANT}))
    return made


def _legal_form(values: Values) -> Any:
    return SOLE_FORM if values.get("applicant_kind") == SOLE_PROPRIETOR else values.get("legal_form")


def _ownership(values: Values) -> dict[str, Any] | None:
    """Shares and officers once the ties are answered; without ties only officers and income are of interest."""
    ties = values.get("large_company_ties")
    if ties is None or (ties is True and whole(values, "total_shares") is None):
        return None
    votes = whole(values, "controlling_votes_percent")
    incomes = [whole(values, f"taxable_income_{year}") for year in (1, 2, 3)]
    owned = {name: whole(values, name) for name in _OWNED} if ties is True else {}
    return filled(
        {
            **owned,
            "total_shares": whole(values, "total_shares") if ties is True else 1,
            "officers": whole(values, "officer_count"),
            "taxable_income_yen": [each for each in incomes if each is not None],
            "all_votes": None if votes is None else WHOLE_PERCENT,
            "votes_shared_with_group": votes,
        }
    )
