"""Standing of an applicant through questions: what is answered, refused, told, and left open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hojokin.rules import reference
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.question import Exclusion
from hojokin.rules.shared.applicant import EXCLUSIONS

SOFTWARE = {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]}


def ask(track: str = "normal", *, applicant: dict[str, Any] | None = None, **more: Any) -> Estimate:
    return estimate(
        {"track": track, "applicant": {"size": "medium", **(applicant or {})}, "costs": [SOFTWARE], **more}
    )


def refused(made: Estimate) -> list[str]:
    return [each.rule for each in made.refusals]


def told(made: Estimate) -> list[str]:
    return [each.rule for each in made.cautions]


def unchecked(made: Estimate) -> set[str]:
    return {each.rule for each in made.unchecked}


def orderer(**applicant: Any) -> Estimate:
    """A question to the electronic transaction track."""
    cost = {
        "category": "software",
        "amount_yen": 900_000,
        "functions": ["ordering"],
        "cloud": True,
        "invoice_ready": True,
    }
    return estimate(
        {
            "track": "electronic_transaction",
            "applicant": {"size": "medium", **applicant},
            "costs": [cost],
            "accounts": {"sme": 10, "contracted": 10},
        }
    )


HALF_LARGE = {"total_shares": 100, "largest_large_holder_shares": 50}


def test_conditions_that_nobody_answered_are_open_and_not_met() -> None:
    made = ask()

    assert refused(made) == []
    assert {
        "not_held_by_one_large",
        "is_not_a_vendor",
        "legal_form_may_apply",
        "pays_regional_minimum",
        "has_gbizid_prime",
        "security_action_id_is_current",
        "corporate_number_is_right",
        "waiting_time_is_over",
        "applies_once_in_the_track",
        "brings_a_new_process",
        "productivity_reaches_target",
        "wage_plan_reaches_target",
        "wage_plan_was_announced",
        "planned_minimum_wage_suffices",
    } <= unchecked(made)


def test_a_deemed_large_firm_is_refused_with_the_shares_in_the_message() -> None:
    made = ask(applicant={"ownership": HALF_LARGE})

    assert refused(made) == ["not_held_by_one_large"]
    assert made.amount_yen == 0
    assert made.size == "medium"
    assert "100のうち50" in made.refusals[0].message.ja
    assert "50 of 100 shares, 1/2 or more" in made.refusals[0].message.en


def test_every_ownership_test_that_fails_is_told() -> None:
    ownership = {
        "total_shares": 6,
        "largest_large_holder_shares": 3,
        "all_large_holders_shares": 4,
        "deemed_large_holders_shares": 6,
        "officers": 2,
        "officers_from_large": 1,
        "officers_from_deemed_large": 2,
        "taxable_income_yen": [1_500_000_000, 1_500_000_000, 1_500_000_001],
    }

    made = ask(applicant={"ownership": ownership})

    assert refused(made) == [
        "not_held_by_one_large",
        "not_held_by_several_large",
        "not_led_by_large",
        "not_held_by_deemed_large",
        "not_led_by_deemed_large",
        "does_not_earn_like_large",
    ]
    assert all("{" not in each.message.ja + each.message.en for each in made.refusals)


def test_losses_offset_income_in_the_mean() -> None:
    income = [4_500_000_001, -1, 0]

    made = ask(applicant={"ownership": {"total_shares": 1, "taxable_income_yen": income}})

    assert refused(made) == []


def test_deemed_large_only_changes_the_rate_of_an_orderer() -> None:
    plain, owned = orderer(), orderer(ownership=HALF_LARGE)

    assert plain.amount_yen == 600_000
    assert owned.amount_yen == 450_000
    assert refused(owned) == []
    assert "deemed_large_is_no_sme" in told(owned)
    assert owned.size == "large"


def test_a_deemed_large_orderer_granted_before_takes_on_the_higher_wage_target() -> None:
    grants = [{"year": 2024, "track": "normal"}]

    assert orderer(past_grants=grants).wage_target_bp == 350
    assert orderer(past_grants=grants, ownership=HALF_LARGE).wage_target_bp == 500
    assert orderer(past_grants=grants, size="small").wage_target_bp == 0
    assert orderer(past_grants=grants, size="small", ownership=HALF_LARGE).wage_target_bp == 500


@pytest.mark.parametrize("legal_form", ["SHUKYO", "NIN_I"])
def test_excluded_legal_forms_are_refused(legal_form: str) -> None:
    assert refused(ask(applicant={"legal_form": legal_form})) == ["legal_form_may_apply"]


def test_every_ground_of_exclusion_has_a_fact_and_refuses() -> None:
    made = ask(applicant={"exclusions": [each.value for each in Exclusion]})

    assert set(EXCLUSIONS) == set(Exclusion)
    assert len(refused(made)) == len(Exclusion)
    assert all("{" not in each.message.ja + each.message.en for each in made.refusals)


def test_an_empty_list_of_exclusions_answers_all_of_them() -> None:
    made = ask(applicant={"exclusions": []})

    assert refused(made) == []
    assert "is_not_a_vendor" not in unchecked(made)


@pytest.mark.parametrize(("edition", "words"), [("fy2025", "registered in Japan"), ("fy2026", "head office")])
def test_being_in_japan_is_asked_in_the_words_of_the_year(edition: str, words: str) -> None:
    made = ask(applicant={"exclusions": ["not_in_japan"]}, edition=edition)

    assert refused(made) == ["is_in_japan"]
    assert made.refusals[0].message.en.count(words) == 1


@pytest.mark.parametrize(("votes", "is_told"), [(50, False), (51, True)])
def test_a_majority_of_votes_makes_one_applicant_of_a_group(votes: int, is_told: bool) -> None:
    made = ask(
        applicant={"ownership": {"total_shares": 100, "all_votes": 100, "votes_shared_with_group": votes}}
    )

    assert refused(made) == []
    assert ("only_one_of_the_group" in told(made)) is is_told


@pytest.mark.parametrize(("closed", "is_told"), [(True, False), (False, True)])
def test_a_firm_in_its_first_year_is_told(closed: bool, is_told: bool) -> None:
    assert ("first_year_is_open" in told(ask(applicant={"closed_a_fiscal_year": closed}))) is is_told


@pytest.mark.parametrize(("margin", "refusals"), [(-1, ["pays_regional_minimum"]), (0, []), (1, [])])
def test_lowest_pay_is_compared_with_the_minimum_wage_of_the_month_before(
    margin: int, refusals: list[str]
) -> None:
    lawful = reference.minimum_wage("13", date(2026, 4, 30)).yen
    applicant = {"prefecture": "13", "minimum_wage_in_house_yen": lawful + margin}

    made = ask(applicant=applicant, applied_on="2026-05-11")

    assert refused(made) == refusals
    assert "pays_regional_minimum" not in unchecked(made)


def test_a_month_in_which_the_minimum_wage_rises_is_measured_by_its_end() -> None:
    """Akita's rate of 令和7年度 starts on 31 March 2026."""
    before = reference.minimum_wage("05", date(2026, 3, 30)).yen
    applicant = {"prefecture": "05", "minimum_wage_in_house_yen": before}

    assert refused(ask(applicant=applicant, applied_on="2026-03-31")) == []
    assert refused(ask(applicant=applicant, applied_on="2026-04-01")) == ["pays_regional_minimum"]


@pytest.mark.parametrize(
    ("applicant", "applied_on"),
    [
        ({"prefecture": "13"}, "2026-05-11"),
        ({"minimum_wage_in_house_yen": 1}, "2026-05-11"),
        ({"prefecture": "13", "minimum_wage_in_house_yen": 1}, None),
        ({"prefecture": "13", "minimum_wage_in_house_yen": 1}, "2026-12-01"),
    ],
    ids=["no pay", "no prefecture", "no day", "a month whose rate is not known"],
)
def test_lowest_pay_stays_open_until_everything_is_known(
    applicant: dict[str, Any], applied_on: str | None
) -> None:
    made = ask(applicant=applicant, applied_on=applied_on)

    assert refused(made) == []
    assert "pays_regional_minimum" in unchecked(made)
