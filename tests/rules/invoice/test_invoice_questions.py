"""Questions to the invoice track: from the quote and the applicant to amounts, parts and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.estimate import Estimate, estimate


def asked(*costs: Mapping[str, Any], size: str = "medium", **more: Any) -> Estimate:
    """The estimate of a quote; the applicant is a medium enterprise unless told."""
    return estimate({"track": "invoice", "applicant": {"size": size}, "costs": list(costs), **more})


def line(category: str, amount: int, **more: Any) -> dict[str, Any]:
    return {"category": category, "amount_yen": amount, **more}


def software(amount: int, *functions: str, **more: Any) -> dict[str, Any]:
    """Invoice-ready software; without a word on functions it has accounting and ordering."""
    told = list(functions or ("accounting", "ordering"))
    return line("software", amount, **{"functions": told, "invoice_ready": True, **more})


def rules_told(found: tuple[Any, ...]) -> list[str]:
    return [each.rule for each in found if each.rule not in ("earlier_edition_facts", "unconfirmed_facts")]


def parts(made: Estimate) -> dict[str, int]:
    return {each.part.code: each.amount for each in made.parts}


def test_the_second_example_of_the_contract() -> None:
    made = asked(software(1_000_000), line("pc_tablet", 180_000), size="small")

    assert made.amount_yen == 839_999
    assert parts(made) == {"it_tools": 749_999, "pc_tablet": 90_000, "register": 0}
    assert made.own_burden_yen == 340_001
    assert rules_told(made.cautions) == ["readings_differ"]
    assert made.cautions[0].message.en == (
        "The IT tools bring 749,999 yen by the official workbook and 750,000 yen by plain fractions, 1 yen "
        "more (計算用ツール 様式5). Which one the secretariat uses is not confirmed; the options choose the "
        "method."
    )
    assert made.cautions[0].standing is Standing.UNCONFIRMED


def test_plain_fractions_are_an_option() -> None:
    made = asked(software(1_000_000), size="small", options={"invoice_arithmetic": "fractions"})

    assert made.amount_yen == 750_000
    assert rules_told(made.cautions) == ["readings_differ"]


def test_an_sme_gets_the_same_by_either_method() -> None:
    made = asked(software(1_000_000))

    assert made.amount_yen == 722_222
    assert rules_told(made.cautions) == []


def test_rates_and_ceilings_of_the_parts() -> None:
    made = asked(software(1_000_000, "payment"), line("register", 300_000), size="small")

    rates = {each.part.code: [str(rate) for rate in each.rates] for each in made.parts}
    caps = {each.part.code: each.cap for each in made.parts}
    assert rates == {"it_tools": ["4/5", "2/3"], "pc_tablet": ["1/2"], "register": ["1/2"]}
    assert caps == {"it_tools": 500_000, "pc_tablet": 100_000, "register": 200_000}
    assert parts(made) == {"it_tools": 500_000, "pc_tablet": 0, "register": 150_000}


def test_a_request_for_less_is_filled_from_the_tools_on() -> None:
    made = asked(software(1_000_000), line("pc_tablet", 100_000), requested_yen=730_000)

    assert made.amount_yen == 730_000
    assert parts(made) == {"it_tools": 722_222, "pc_tablet": 7_778, "register": 0}


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
@pytest.mark.parametrize(
    ("category", "months", "counted"),
    [
        ("software", 24, 240_000),
        ("software", 25, 240_000),
        ("extension", 12, 120_000),
        ("extension", 13, 120_000),
        ("data_integration", 13, 120_000),
        ("security_option", 13, 120_000),
        ("maintenance", 24, 240_000),
        ("maintenance", 25, 240_000),
    ],
)
def test_fees_count_up_to_their_months(category: str, months: int, counted: int, edition: str) -> None:
    fee = line(category, months * 10_000, months=months)
    ready = {"functions": ["accounting"], "invoice_ready": True}
    quote = [fee | ready] if category == "software" else [software(1_000, "accounting"), fee]

    made = asked(*quote, edition=edition)

    assert made.eligible_cost_yen == counted + (0 if category == "software" else 1_000)


def test_a_fee_beyond_its_months_is_told_at_its_line() -> None:
    made = asked(software(10_000), software(360_000, months=36))

    assert made.eligible_cost_yen == 250_000
    assert [(each.rule, each.place) for each in made.cautions if each.place] == [
        ("fee_cut_to_period", "/costs/1")
    ]


def test_a_security_service_is_an_option_here() -> None:
    made = asked(software(100_000), line("security_service", 20_000))

    assert made.eligible_cost_yen == 120_000
    assert [(each.rule, each.places) for each in made.cautions][:1] == [
        ("counts_security_service_as_option", ("/costs/1",))
    ]
    assert made.cautions[0].message.en.startswith(
        "The listed security service was counted as a security option for at most 12 months, 20,000 yen of it "
    )


def test_functions_count_once_over_all_tools() -> None:
    made = asked(software(900_000, "accounting"), software(100_000, "accounting"))

    assert made.amount_yen == 500_000
    assert rules_told(made.cautions) == ["is_held_at_first_tier"]


def test_two_one_function_tools_add_up_with_an_unconfirmed_caution() -> None:
    made = asked(software(900_000, "accounting"), software(100_000, "payment"))

    told = {each.rule: each.standing for each in made.cautions}
    assert made.amount_yen == 722_222
    assert told["functions_add_up_over_tools"] is Standing.UNCONFIRMED


def test_unready_software_counts_nothing_while_another_qualifies() -> None:
    made = asked(software(100_000), software(50_000, "payment", invoice_ready=False))

    assert made.amount_yen == 75_000
    assert made.eligible_cost_yen == 100_000
    assert made.own_burden_yen == 75_000
    assert rules_told(made.cautions) == ["leaves_out_unfit_software"]


def test_functions_of_unready_software_do_not_count() -> None:
    made = asked(software(1_000_000, "accounting"), software(1, "payment", invoice_ready=False))

    assert made.amount_yen == 500_000


def test_software_without_a_word_on_readiness_counts_with_a_caution() -> None:
    made = asked(software(100_000, invoice_ready=None))

    assert made.amount_yen == 75_000
    assert rules_told(made.cautions) == ["readiness_is_unstated"]


@pytest.mark.parametrize(
    ("quote", "refusals"),
    [
        ([], ["has_software", "brings_a_subsidy"]),
        ([line("maintenance", 100_000)], ["has_software"]),
        ([line("software", 100_000, invoice_ready=True)], ["states_functions", "brings_a_subsidy"]),
        ([line("software", 100_000, functions=[])], ["has_fit_software", "brings_a_subsidy"]),
        ([software(100_000, invoice_ready=False)], ["has_fit_software", "brings_a_subsidy"]),
        ([line("pc_tablet", 100_000)], ["has_software", "hardware_serves_software"]),
        ([software(100_000), line("consulting", 1), line("consulting", 1)], ["has_one_consulting"]),
    ],
)
def test_tools_that_do_not_qualify_are_refused(quote: list[dict[str, Any]], refusals: list[str]) -> None:
    made = asked(*quote)

    assert rules_told(made.refusals) == refusals
    assert made.amount_yen == 0


def test_a_large_firm_is_refused() -> None:
    made = asked(software(100_000), size="large")

    assert rules_told(made.refusals) == ["applicant_is_sme"]


def test_categories_of_other_tracks_are_the_applicants_own_burden() -> None:
    made = asked(software(100_000), line("analysis", 40_000))

    assert made.amount_yen == 75_000
    assert made.own_burden_yen == 65_000
    assert rules_told(made.cautions) == ["has_ineligible_cost"]


@pytest.mark.parametrize(
    ("year", "size", "edition", "target"),
    [
        (2021, "medium", "fy2026", 0),
        (2022, "medium", "fy2026", 350),
        (2025, "medium", "fy2026", 350),
        (2025, "small", "fy2026", 0),
        (2024, "medium", "fy2025", 0),
    ],
)
def test_an_earlier_grant_brings_the_wage_duty_since_2026(
    year: int, size: str, edition: str, target: int
) -> None:
    grants = [{"year": year, "track": "normal", "decided_on": f"{year}-06-20"}]

    made = asked(software(2), edition=edition, applicant={"size": size, "past_grants": grants})

    assert made.wage_target_bp == target
    assert ("raises_pay" in rules_told(made.obligations)) is (target > 0)


def test_the_bar_on_earlier_invoice_grants_is_off_unless_switched_on() -> None:
    grants = [{"year": 2022, "track": "digital_base", "decided_on": "2022-09-01"}]
    applicant = {"size": "medium", "past_grants": grants}

    off = asked(software(100_000), applicant=applicant)
    switched_on = asked(
        software(100_000), applicant=applicant, options={"bar_earlier_invoice_grantees": True}
    )

    assert (off.eligible, rules_told(off.cautions)) == (True, ["may_be_barred"])
    assert rules_told(switched_on.refusals) == ["is_not_barred"]


def test_software_without_any_function_is_refused_and_not_called_held_at_one() -> None:
    made = asked(line("software", 1_000_000, functions=[], invoice_ready=True))

    assert rules_told(made.refusals) == ["has_fit_software", "brings_a_subsidy"]
    assert "is_held_at_first_tier" not in rules_told(made.cautions)


@pytest.mark.parametrize(("services", "is_told"), [(100_000, False), (100_001, True)])
def test_services_above_the_tools_are_pointed_out(services: int, is_told: bool) -> None:
    made = asked(software(60_000), line("extension", 40_000), line("setup_training", services))

    assert ("services_outweigh_tools" in rules_told(made.cautions)) is is_told


def test_lines_of_other_tracks_are_named() -> None:
    made = asked(software(100_000), line("analysis", 1), line("coordination", 2), line("expert", 4))

    told = next(each for each in made.cautions if each.rule == "has_ineligible_cost")
    assert told.places == ("/costs/1", "/costs/2", "/costs/3")
    assert told.message.en.startswith("7 yen falls under ")
