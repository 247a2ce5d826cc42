"""Prerequisites through questions: accounts and numbers as they are typed, by round and edition."""

from __future__ import annotations

from typing import Any

import pytest

from hojokin.rules.estimate import Estimate, estimate

OLD, NEW = "40123456789", "50123456789"
NUMBER = "7000012050002"  # the National Tax Agency's own
RULES = {
    "has_gbizid_prime",
    "security_action_id_has_its_shape",
    "security_action_id_is_current",
    "corporate_number_is_right",
}


def ask(*, edition: str = "fy2026", more: dict[str, Any] | None = None, **applicant: Any) -> Estimate:
    software = {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]}
    question = {"track": "normal", "edition": edition, "applicant": {"size": "medium", **applicant}}
    return estimate({**question, "costs": [software], **(more or {})})


def refused(made: Estimate) -> list[str]:
    return [each.rule for each in made.refusals]


def still_open(made: Estimate) -> set[str]:
    return {each.rule for each in made.unchecked} & RULES


@pytest.mark.parametrize(("has", "refusals"), [(True, []), (False, ["has_gbizid_prime"])])
def test_a_gbizid_prime_account_is_needed(has: bool, refusals: list[str]) -> None:
    made = ask(gbizid_prime=has)

    assert refused(made) == refusals
    assert still_open(made) == RULES - {"has_gbizid_prime"}


@pytest.mark.parametrize("typed", ["4012345678", "401234567890", "60123456789", "4012345678X", ""])
def test_an_id_of_another_shape_is_refused(typed: str) -> None:
    assert refused(ask(security_action_id=typed)) == ["security_action_id_has_its_shape"]


@pytest.mark.parametrize("typed", [NEW, "５０１２３４５６７８９", "501-2345-6789", " 50123456789 "])
def test_an_id_may_be_typed_with_full_width_digits_and_hyphens(typed: str) -> None:
    assert refused(ask(security_action_id=typed, more={"round": 3})) == []


@pytest.mark.parametrize(
    ("typed", "round_", "refusals"),
    [(OLD, 1, []), (OLD, 2, ["security_action_id_is_current"]), (NEW, 1, []), (NEW, 2, []), (OLD, None, [])],
)
def test_old_ids_are_taken_in_the_first_round(typed: str, round_: int | None, refusals: list[str]) -> None:
    assert refused(ask(security_action_id=typed, more={"round": round_})) == refusals


@pytest.mark.parametrize(
    ("applied_on", "refusals"), [("2026-05-12", []), ("2026-05-13", ["security_action_id_is_current"])]
)
def test_the_day_of_application_tells_the_round(applied_on: str, refusals: list[str]) -> None:
    assert refused(ask(security_action_id=OLD, more={"applied_on": applied_on})) == refusals


def test_an_old_id_that_is_taken_is_told() -> None:
    told = [each.rule for each in ask(security_action_id=OLD).cautions]

    assert "old_id_needs_a_look" in told
    assert "old_id_needs_a_look" not in [each.rule for each in ask(security_action_id=NEW).cautions]


def test_fy2025_takes_old_ids_in_every_round_without_a_word() -> None:
    made = ask(edition="fy2025", security_action_id=OLD, more={"round": 8})

    assert refused(made) == []
    assert "old_id_needs_a_look" not in [each.rule for each in made.cautions]


@pytest.mark.parametrize(
    ("typed", "refusals"),
    [
        (NUMBER, []),
        ("7-0000-1205-0002", []),
        ("8000012050002", ["corporate_number_is_right"]),
        ("700001205000", ["corporate_number_is_right"]),
        ("7000012050003", ["corporate_number_is_right"]),
    ],
)
def test_a_corporate_number_has_its_check_digit(typed: str, refusals: list[str]) -> None:
    assert refused(ask(corporate_number=typed)) == refusals


def test_a_person_has_no_corporate_number_to_check() -> None:
    made = ask(legal_form="SOLE", corporate_number="8000012050002")

    assert refused(made) == []
    assert "corporate_number_is_right" in still_open(made)
