"""Questions to the electronic transaction track: one tool, its accounts, and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.question import Question
from hojokin.rules.shared.applicant import MissingFacts
from hojokin.rules.tracks.electronic_transaction import TRACK

TOOL = {"cloud": True, "functions": ["ordering"], "invoice_ready": True}


def asked(*costs: Mapping[str, Any], **more: Any) -> Estimate:
    """The estimate of a quote; a medium enterprise gives 30 of 50 accounts to SMEs unless told."""
    question = {"track": "electronic_transaction", "applicant": {"size": "medium"}, "costs": list(costs)}
    return estimate(question | {"accounts": {"sme": 30, "contracted": 50}} | more)


def tool(amount: int, **more: Any) -> dict[str, Any]:
    return {"category": "software", "amount_yen": amount, **TOOL, **more}


def rules_told(found: tuple[Any, ...]) -> list[str]:
    return [each.rule for each in found if each.rule not in ("earlier_edition_facts", "unconfirmed_facts")]


@pytest.mark.parametrize(
    ("size", "granted", "rate"),
    [("small", 400_000, "2/3"), ("medium", 400_000, "2/3"), ("large", 300_000, "1/2")],
)
def test_the_rate_follows_the_size_and_large_firms_may_apply(size: str, granted: int, rate: str) -> None:
    made = asked(tool(1_000_000), applicant={"size": size})

    assert made.amount_yen == granted
    assert [(part.eligible_cost, [str(each) for each in part.rates]) for part in made.parts] == [
        (600_000, [rate])
    ]
    assert made.own_burden_yen == 1_000_000 - granted


def test_a_deemed_large_firm_is_another_business() -> None:
    ownership = {"total_shares": 10, "largest_large_holder_shares": 5}

    made = asked(tool(1_000_000), applicant={"size": "medium", "ownership": ownership})

    assert made.eligible
    assert made.amount_yen == 300_000


def test_the_fee_counts_up_to_two_years() -> None:
    made = asked(tool(250_000, months=25), accounts={"sme": 1, "contracted": 1})

    assert made.eligible_cost_yen == 240_000
    assert made.amount_yen == 160_000


def test_an_early_cut_that_would_cost_a_yen_is_told() -> None:
    made = asked(tool(1_000_005), accounts={"sme": 1, "contracted": 2})

    assert made.amount_yen == 333_335
    assert rules_told(made.cautions) == ["counted_partners_must_qualify", "order_of_cuts_matters"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"cloud": False}, "runs_in_the_cloud"),
        ({"functions": ["accounting"]}, "handles_orders"),
        ({"functions": []}, "handles_orders"),
        ({"invoice_ready": False}, "handles_invoices"),
    ],
)
def test_a_tool_that_denies_a_condition_is_refused(changed: dict[str, Any], refusal: str) -> None:
    made = asked(tool(1_000_000, **changed))

    assert rules_told(made.refusals) == [refusal]
    assert made.amount_yen == 0


@pytest.mark.parametrize("missing", ["cloud", "functions", "invoice_ready"])
def test_a_condition_without_an_answer_is_a_caution(missing: str) -> None:
    made = asked({name: value for name, value in tool(1_000_000).items() if name != missing})

    assert made.amount_yen == 400_000
    assert rules_told(made.cautions) == ["tool_is_not_fully_stated", "counted_partners_must_qualify"]


def test_a_contract_without_a_limit_on_accounts_is_refused() -> None:
    made = asked(tool(1_000_000), accounts={"sme": 30, "contracted": None})

    assert rules_told(made.refusals) == ["contract_limits_accounts"]


def test_no_account_for_an_sme_is_refused() -> None:
    made = asked(tool(1_000_000), accounts={"sme": 0, "contracted": 50})

    assert rules_told(made.refusals) == ["brings_a_subsidy", "gives_an_account_to_an_sme"]


def test_no_account_for_an_sme_and_no_limit_are_both_told() -> None:
    made = asked(tool(1_000_000), accounts={"sme": 0, "contracted": None})

    assert rules_told(made.refusals) == [
        "brings_a_subsidy",
        "contract_limits_accounts",
        "gives_an_account_to_an_sme",
    ]


@pytest.mark.parametrize(("quote", "count"), [([], 0), ([tool(1_000_000), tool(1_000_000)], 2)])
def test_an_application_holds_exactly_one_software(quote: list[dict[str, Any]], count: int) -> None:
    made = asked(*quote)

    message = next(each.message.en for each in made.refusals if each.rule == "has_one_software")
    assert message.startswith(f"There are {count} software items; an application holds exactly 1 ")
    assert made.amount_yen == 0


def test_options_and_services_are_not_supported() -> None:
    made = asked(tool(1_000_000), {"category": "maintenance", "amount_yen": 100_000})

    assert made.amount_yen == 400_000
    assert made.own_burden_yen == 700_000
    assert "has_ineligible_cost" in rules_told(made.cautions)


@pytest.mark.parametrize(
    ("size", "edition", "target"),
    [("medium", "fy2026", 350), ("large", "fy2026", 500), ("small", "fy2026", 0), ("large", "fy2025", 0)],
)
def test_an_earlier_grant_brings_the_wage_duty_by_size(size: str, edition: str, target: int) -> None:
    grants = [{"year": 2023, "track": "normal", "decided_on": "2023-06-20"}]

    made = asked(tool(1_000_000), edition=edition, applicant={"size": size, "past_grants": grants})

    assert made.wage_target_bp == target


def test_missing_accounts_and_a_missing_size_are_told_at_once() -> None:
    question = Question.model_validate({"track": "electronic_transaction", "applicant": {}, "costs": []})

    with pytest.raises(MissingFacts) as refused:
        TRACK.gather(question, rulebook("electronic_transaction"))

    assert [problem.place for problem in refused.value.problems] == [
        "/applicant/legal_form",
        "/applicant/industry_code",
        "/applicant/regular_employees",
        "/accounts",
    ]
