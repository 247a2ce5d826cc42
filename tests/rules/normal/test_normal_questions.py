"""Questions to the normal track: from the quote and the applicant to facts, amounts and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hojokin.rules.editions import raw_files, rulebook
from hojokin.rules.engine.rulebook import Answer
from hojokin.rules.question import Question
from hojokin.rules.shared.effect_reports import report_windows
from hojokin.rules.track import Gathered
from hojokin.rules.tracks.normal import TRACK

WIDE = ["P-01", "P-02", "P-03", "P-04"]


def asked(*costs: Mapping[str, Any], **more: Any) -> tuple[Gathered, Answer]:
    """What the track gathers and answers for a quote; the applicant is a medium enterprise unless told."""
    question = Question.model_validate(
        {"track": "normal", "applicant": {"size": "medium"}, "costs": list(costs), **more}
    )
    book = rulebook("normal", question.edition)
    gathered = TRACK.gather(question, book)
    assert book.problems_with(gathered.facts) == []
    return gathered, book.evaluate(gathered.facts)


def line(category: str, amount: int, **more: Any) -> dict[str, Any]:
    return {"category": category, "amount_yen": amount, **more}


def software(amount: int, *processes: str, **more: Any) -> dict[str, Any]:
    return line("software", amount, processes=list(processes or ("P-01",)), **more)


def test_the_first_example_of_the_contract_is_granted_half_of_its_quote() -> None:
    gathered, answer = asked(software(2_400_000, "P-01", "P-04"), line("setup_training", 300_000))

    assert answer["grant_amount"] == 1_350_000
    assert gathered.total_cost - answer["grant_amount"] == 1_350_000
    assert gathered.rows == ()


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
@pytest.mark.parametrize(
    ("category", "most_months"),
    [
        ("software", 24),
        ("extension", 12),
        ("data_integration", 12),
        ("security_option", 12),
        ("security_service", 12),
        ("maintenance", 24),
    ],
)
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_a_fee_counts_up_to_the_months_of_its_category(
    category: str, most_months: int, beyond: int, edition: str
) -> None:
    months = most_months + beyond
    fee = line(
        category,
        months * 10_000,
        months=months,
        **({"processes": ["P-01"]} if category == "software" else {}),
    )

    gathered, answer = asked(fee, edition=edition)

    assert answer["eligible_cost"] == min(months, most_months) * 10_000
    assert gathered.total_cost == months * 10_000
    assert [row.place for row in gathered.rows] == ["/costs/0"]


@pytest.mark.parametrize("category", ["consulting", "setup_training"])
def test_a_service_without_a_month_limit_counts_in_full(category: str) -> None:
    _, answer = asked(software(1_000_000), line(category, 360_000, months=36))

    assert answer["eligible_cost"] == 1_360_000


def test_a_fee_beyond_its_period_loses_the_fraction_of_a_yen() -> None:
    _, answer = asked(software(1_000_001, months=25))

    assert answer["eligible_cost"] == 960_000


def test_a_fee_without_months_counts_in_full() -> None:
    _, answer = asked(software(1_000_001))

    assert answer["eligible_cost"] == 1_000_001


def test_maintenance_counts_only_while_the_software_is_used() -> None:
    _, answer = asked(software(1_200_000, months=12), line("maintenance", 240_000, months=24))

    assert answer["maintenance_cost"] == 120_000
    assert answer["eligible_cost"] == 1_320_000


def test_every_line_of_a_category_counts() -> None:
    gathered, answer = asked(software(300_000), software(200_000), line("extension", 100_000))

    assert answer["eligible_cost"] == 600_000
    assert gathered.facts["software_items"] == 2


def test_services_count_up_to_two_million_yen() -> None:
    gathered, answer = asked(
        software(4_000_000, *WIDE), line("setup_training", 1_500_000), line("maintenance", 1_500_000)
    )

    assert answer["eligible_cost"] == 6_000_000
    assert answer["grant_amount"] == 3_000_000
    assert gathered.total_cost == 7_000_000
    assert answer["services_are_cut"] is True


def test_the_same_process_in_two_software_is_one_kind() -> None:
    gathered, _ = asked(software(1_000_000, "P-01", "P-02"), software(1_000_000, "P-02", "P-03"))

    assert gathered.facts["process_kinds"] == 3


def test_four_kinds_over_two_software_reach_the_wide_band_with_a_caution() -> None:
    gathered, answer = asked(software(2_000_000, "P-01", "P-02", "P-03"), software(2_000_000, "P-04"))

    assert gathered.facts["kinds_in_one_software"] == 3
    assert answer["grant_amount"] == 2_000_000
    assert answer["kinds_come_from_several_software"] is True


def test_two_industries_of_p06_are_one_kind_with_a_caution() -> None:
    gathered, answer = asked(software(4_000_000, "P-01", "P-02", "P-06:製", "P-06:卸"))

    assert gathered.facts["process_kinds"] == 3
    assert answer["grant_amount"] == 1_499_999
    assert answer["has_several_process_industries"] is True


def test_p06_of_one_industry_needs_no_caution() -> None:
    gathered, answer = asked(software(4_000_000, "P-06:製"), software(4_000_000, "P-06:製", "P-06"))

    assert gathered.facts["process_industries"] == 1
    assert gathered.facts["process_kinds"] == 1
    assert answer["has_several_process_industries"] is False


def test_the_general_process_counts_for_the_band_and_not_alone() -> None:
    with_others, _ = asked(software(1_000_000, "P-01", "P-07"))
    alone, refused = asked(software(1_000_000, "P-07"))

    assert (with_others.facts["process_kinds"], with_others.facts["core_process_kinds"]) == (2, 1)
    assert (alone.facts["process_kinds"], alone.facts["core_process_kinds"]) == (1, 0)
    assert refused["has_core_process"] is False
    assert refused["grant_amount"] == 0


def test_processes_of_an_option_are_not_processes_of_software() -> None:
    gathered, _ = asked(software(1_000_000, "P-01"), line("extension", 100_000, processes=["P-02"]))

    assert gathered.facts["process_kinds"] == 1


def test_a_listed_security_service_is_an_option_here() -> None:
    gathered, answer = asked(software(1_000_000), line("security_service", 120_000))

    assert gathered.facts["security_option_cost"] == 120_000
    assert answer["has_ineligible_cost"] is False
    assert answer["grant_amount"] == 560_000


@pytest.mark.parametrize("category", ["pc_tablet", "register", "analysis", "coordination", "expert"])
def test_a_category_of_another_track_is_borne_by_the_applicant(category: str) -> None:
    gathered, answer = asked(software(1_000_000), line(category, 200_000))

    assert answer["has_ineligible_cost"] is True
    assert answer["grant_amount"] == 500_000
    assert gathered.total_cost - answer["grant_amount"] == 700_000


def test_a_second_consulting_item_is_refused() -> None:
    _, answer = asked(software(1_000_000), line("consulting", 100_000), line("consulting", 100_000))

    assert answer["has_one_consulting"] is False
    assert answer["grant_amount"] == 0


def test_a_quote_without_any_line_is_refused_for_every_reason_at_once() -> None:
    _, answer = asked()

    refused = [name for name in ("reaches_floor", "has_software", "has_core_process") if not answer[name]]
    assert refused == ["reaches_floor", "has_software", "has_core_process"]
    assert answer["grant_amount"] == 0


@pytest.mark.parametrize(
    ("requested", "granted", "told"),
    [(49_999, 0, False), (50_000, 50_000, False), (500_000, 500_000, False), (500_001, 500_000, True)],
)
def test_a_request_lowers_the_grant_and_never_raises_it(requested: int, granted: int, told: bool) -> None:
    _, answer = asked(software(1_000_000), requested_yen=requested)

    assert answer["grant_amount"] == granted
    assert answer["asks_for_too_much"] is told


@pytest.mark.parametrize(("months", "granted"), [(2, 500_000), (3, 666_666)])
def test_three_months_near_the_minimum_wage_raise_the_rate(months: int, granted: int) -> None:
    _, answer = asked(software(1_000_000), applicant={"size": "small", "low_wage_months": months})

    assert answer["grant_amount"] == granted


@pytest.mark.parametrize(("low_months", "granted"), [(2, 500_000), (3, 666_666)])
def test_months_counted_from_wages_raise_the_rate_too(low_months: int, granted: int) -> None:
    months = ["2024-10", "2025-01", "2025-09"]
    wages = [
        {"month": month, "prefecture": "13", "hourly_wages_yen": [1200 if place < low_months else 1300]}
        for place, month in enumerate(months)
    ]

    gathered, answer = asked(software(1_000_000), applicant={"size": "medium", "wage_months": wages})

    assert gathered.facts["low_wage_months"] == low_months
    assert answer["grant_amount"] == granted


@pytest.mark.parametrize(("size", "admitted"), [("small", True), ("medium", True), ("large", False)])
def test_only_small_and_medium_enterprises_may_apply(size: str, admitted: bool) -> None:
    _, answer = asked(software(1_000_000), applicant={"size": size})

    assert answer["applicant_is_sme"] is admitted


def test_the_same_processes_as_an_earlier_grant_are_refused() -> None:
    earlier = [{"year": 2025, "track": "invoice", "processes": ["P-01", "P-04"]}]
    applicant = {"size": "medium", "past_grants": earlier}

    _, same = asked(software(1_000_000, "P-01", "P-04"), applicant=applicant)
    _, other = asked(software(1_000_000, "P-01", "P-05"), applicant=applicant)

    assert same["brings_a_new_process"] is False
    assert other["brings_a_new_process"] is True


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_as_many_effect_reports_are_owed_as_have_a_window(edition: str) -> None:
    _, answer = asked(software(1_000_000), edition=edition)

    assert answer["effect_reports_due"] == len(report_windows(edition, "normal"))


@pytest.mark.parametrize(
    ("year", "target"), [(2021, 0), (2022, 350), (2023, 350), (2024, 350), (2025, 350), (2026, 0)]
)
def test_a_grant_of_2022_to_2025_brings_the_higher_wage_target(year: int, target: int) -> None:
    earlier = [{"year": year, "track": "normal", "decided_on": f"{year}-01-10"}]

    _, answer = asked(software(1_000_000), applicant={"size": "medium", "past_grants": earlier})

    assert answer["wage_growth_target"] == target
    assert answer["minimum_wage_margin"] == 0


@pytest.mark.parametrize("sector", ["medical", "long_term_care", "social_welfare", "school"])
def test_an_exempt_sector_has_no_wage_duty(sector: str) -> None:
    applicant = {
        "size": "medium",
        "exempt_sector": sector,
        "past_grants": [{"year": 2024, "track": "normal"}],
    }

    _, answer = asked(software(9_000_000, *WIDE), applicant=applicant)

    assert answer["grant_amount"] == 4_500_000
    assert answer["wage_growth_target"] == 0
    assert answer["raises_minimum_wage"] is False


def test_fy2025_asks_for_total_pay_by_the_amount_alone() -> None:
    applicant = {"size": "medium", "past_grants": [{"year": 2023, "track": "normal"}]}

    _, small = asked(software(1_000_000), applicant=applicant, edition="fy2025")
    _, large = asked(software(3_000_000, *WIDE), applicant=applicant, edition="fy2025")

    assert (small["wage_growth_target"], small["raises_pay"]) == (0, False)
    assert (large["wage_growth_target"], large["raises_pay"]) == (150, True)
    assert large["minimum_wage_margin"] == 30


def test_amounts_of_the_two_editions_are_the_same_and_wage_growth_differs() -> None:
    printed = {
        edition: {
            name: {
                key: value
                for key, value in block.items()
                if key not in ("label", "label_en", "clause", "facts")
            }
            for name, block in raw_files("normal", edition)[0].items()
            if name not in ("documents", "clauses")
        }
        for edition in ("fy2025", "fy2026")
    }

    differing = [
        name
        for name, block in printed["fy2026"].items()
        if {key: value for key, value in printed["fy2025"][name].items() if not key.startswith("note")}
        != block
    ]

    assert list(printed["fy2025"]) == list(printed["fy2026"])
    assert differing == ["wage_growth"]


def test_a_refusal_says_what_is_missing_by_which_clause() -> None:
    _, answer = asked(software(99_999))

    told = {step.rule.name: step.message for step in answer.steps if step.rule.role == "criterion"}

    assert told["reaches_floor"].ja == (
        "補助額49,999円は下限50,000円に1円足りません（交付規程 別表）。"
        "対象経費を増やすか、ほかの枠を確かめてください。"
    )
    assert told["reaches_floor"].en == (
        "A subsidy of 49,999 yen is 1 yen short of the floor of 50,000 yen (交付規程 別表). "
        "Raise the eligible cost or look at another track."
    )


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_every_message_can_be_filled_in(edition: str) -> None:
    applicant = {"size": "medium", "low_wage_months": 3}

    _, answer = asked(software(9_000_000, *WIDE), applicant=applicant, edition=edition)
    messages = [
        step.message
        for step in answer.steps
        if step.rule.declared.message is not None and ".tracks." in step.rule.body.__module__
    ]

    assert [text for message in messages for text in (message.ja, message.en) if "{" in text] == []
    assert len({message.ja for message in messages}) == len(messages)


def test_a_listed_security_service_is_told_as_an_option_of_its_supported_months() -> None:
    gathered, answer = asked(software(1_000_000), line("security_service", 240_000, months=24))

    assert (gathered.facts["security_service_cost"], gathered.facts["security_option_cost"]) == (
        120_000,
        120_000,
    )
    assert gathered.places["counts_security_service_as_option"] == ("/costs/1",)
    assert answer["counts_security_service_as_option"]


def test_lines_that_are_not_supported_are_named() -> None:
    gathered, answer = asked(line("register", 1), software(100_000), line("analysis", 2))

    assert answer["has_ineligible_cost"]
    assert gathered.places["has_ineligible_cost"] == ("/costs/0", "/costs/2")


@pytest.mark.parametrize(("earlier", "bound"), [([], False), ([{"year": 2022, "track": "normal"}], True)])
def test_only_a_wage_duty_threatens_a_missed_report_with_returning_the_grant(
    earlier: list[dict[str, Any]], bound: bool
) -> None:
    _, answer = asked(software(1_000_000), applicant={"size": "medium", "past_grants": earlier})

    (told,) = [step.message for step in answer.steps if step.rule.name == "files_effect_reports"]

    assert ("返還を求められます" in told.ja, "returning all or part" in told.en) == (bound, bound)
    assert told.ja.startswith("事業が終わった後、効果報告を4回行います（公募要領 3-5）。")


def test_what_official_texts_of_the_year_say_is_confirmed() -> None:
    rules = rulebook("normal").rules

    assert {
        name: rules[name].standing.value for name in ("raises_productivity", "exempt_from_wage_duty")
    } == {
        "raises_productivity": "confirmed",
        "exempt_from_wage_duty": "confirmed",
    }
    assert rulebook("electronic_transaction").rules["is_sme"].standing.value == "confirmed"
    assert rulebook("electronic_transaction").rules["deemed_large_is_no_sme"].standing.value == "unconfirmed"


@pytest.mark.parametrize(
    ("book", "edition", "rule", "clause"),
    [
        ("normal", "fy2026", "raises_productivity", "交付規程 9条2項"),
        ("normal", "fy2026", "raises_pay", "交付規程 9条5項・6項"),
        ("normal", "fy2026", "wage_duty_by_earlier_grant", "交付規程 9条6項"),
        ("normal", "fy2025", "raises_pay", "公募要領 2-1-1(2)(テ)"),
        ("normal", "fy2025", "exempt_from_wage_duty", "交付規程 9条6項四"),
        ("normal", "fy2026", "waiting_time_is_over", "公募要領 3-2(4)"),
        ("normal", "fy2026", "pays_regional_minimum", "公募要領 2-1-1(2)(イ)"),
        ("normal", "fy2026", "brings_a_new_process", "公募要領 3-3(2)②"),
        ("invoice", "fy2026", "raises_pay", "交付規程 9条2項"),
        ("invoice", "fy2026", "exempt_from_wage_duty", "交付規程 9条2項三"),
        ("electronic_transaction", "fy2026", "announces_wage_plan", "交付規程 9条2項"),
        ("security", "fy2026", "raises_productivity", "公募要領 2-1-1(2)(ク)"),
        ("security", "fy2026", "growth_is_undefined", "公募要領 2-1-1(2)(ク)"),
        ("consortium", "fy2026", "combines_allowed_tracks", "公募要領 2-5(2)"),
        ("consortium", "fy2026", "is_not_a_vendor", "公募要領 2-2-2(3)"),
        ("consortium", "fy2026", "has_gbizid_prime", "交付規程 7条2項三"),
        ("consortium", "fy2026", "duplicates_no_subsidy", "交付規程 8条"),
    ],
)
def test_a_clause_names_its_place_in_the_document_of_the_track(
    book: str, edition: str, rule: str, clause: str
) -> None:
    assert rulebook(book, edition).rules[rule].clause == clause
