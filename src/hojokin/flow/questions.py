"""From a form to a question (様式から見積りの質問へ): what has been filled so far, as the rules' estimate takes it.

Nothing is guessed: what is empty stays out, so that an estimate works early and leaves open what it cannot know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hojokin.flow.form import Attachments, Values
from hojokin.flow.question_applicant import APPLICANT_SPOTS, applicant_of
from hojokin.flow.question_costs import accounts_of, costs_of
from hojokin.flow.question_group import group_costs_of, members_of, representative_of
from hojokin.flow.question_parts import Spot, chosen, filled
from hojokin.flow.question_plan import plan_of

CONSORTIUM = "consortium"
SPOTS = APPLICANT_SPOTS | {
    "/requested_yen": Spot("requested_yen"),
    "/parallel": Spot("parallel"),
    "/plan": Spot("plan_years"),
    "/plan/pay_yen": Spot("pay_year_3_yen"),
    "/plan/headcount_hundredths": Spot("fte_year_3"),
    "/plan/minimum_wage_rise_yen": Spot("wage_rise"),
    "/accounts": Spot("accounts_sme"),
    "/members": Spot("members"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and where each of its places stands in the form."""

    question: Mapping[str, Any]
    spots: Mapping[str, Spot]

    def spot(self, place: str) -> Spot | None:
        """The field of a place such as ``/costs/0/amount_yen``: the nearest one above it that has a field."""
        while place:
            if place in self.spots:
                return self.spots[place]
            place = place.rpartition("/")[0]
        return None


def question_of(
    values: Values,
    attachments: Attachments,
    edition: str,
    track: str,
    at: date,
    *,
    round_number: int | None = None,
) -> Mapping[str, Any]:
    """The question that a form asks on a day, for ``hojokin.rules.estimate.estimate``.

    The round is worked out from the day by the published schedule unless its number is given.
    """
    return asked_of(values, attachments, edition, track, at, round_number=round_number).question


def asked_of(
    values: Values,
    attachments: Attachments,  # noqa: ARG001 - part of what a form says; no figure of a question stands on a file yet
    edition: str,
    track: str,
    at: date,
    *,
    round_number: int | None = None,
) -> Asked:
    """The same with the way back from every place of the question to its field."""
    spots = dict(SPOTS)
    told = _of_group(values, spots) if track == CONSORTIUM else _of_one(values, track, spots)
    question = {
        "edition": edition,
        "track": track,
        "applied_on": at.isoformat(),
        "round": round_number,
        "requested_yen": values.get("requested_yen"),
        "parallel": chosen(values, "parallel"),
        **told,
    }
    return Asked(filled(question), spots)


def _of_one(values: Values, track: str, spots: dict[str, Spot]) -> dict[str, Any]:
    return {
        "applicant": applicant_of(values, spots),
        "costs": costs_of(values, spots),
        "accounts": accounts_of(values) if track == "electronic_transaction" else None,
        "plan": plan_of(values),
        "security_service_elsewhere": values.get("service_elsewhere") if track == "security" else None,
    }


def _of_group(values: Values, spots: dict[str, Spot]) -> dict[str, Any]:
    return {
        "applicant": representative_of(values, spots),
        "costs": group_costs_of(values, spots),
        "members": members_of(values, spots),
    }
