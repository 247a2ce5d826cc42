"""Questions to the security track: from the quote and the applicant to facts, amounts and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.engine.rulebook import Answer, Standing
from hojokin.rules.question import Question
from hojokin.rules.shared.effect_reports import report_windows
from hojokin.rules.track import Gathered
from hojokin.rules.tracks.security import TRACK


def asked(*costs: Mapping[str, Any], **more: Any) -> tuple[Gathered, Answer]:
    """What the track gathers and answers for a quote; the applicant is a medium enterprise unless told."""
    question = Question.model_validate(
        {"track": "security", "applicant": {"size": "medium"}, "costs": list(costs), **more}
    )
    book = rulebook("security", question.edition)
    gathered = TRACK.gather(question, book)
    assert book.problems_with(gathered.facts) == []
    return gathered, book.evaluate(gathered.facts)


def service(amount: int, **more: Any) -> dict[str, Any]:
    return {"category": "security_service", "amount_yen": amount, **more}


@pytest.mark.parametrize(("size", "granted"), [("medium", 500_000), ("small", 666_666)])
def test_the_rate_follows_the_size(size: str, granted: int) -> None:
    gathered, answer = asked(service(1_000_000), applicant={"size": size})

    assert answer["grant_amount"] == granted
    assert gathered.total_cost == 1_000_000


def test_months_near_the_minimum_wage_do_not_raise_the_rate() -> None:
    _, answer = asked(service(1_000_000), applicant={"size": "medium", "low_wage_months": 12})

    assert answer["grant_amount"] == 500_000


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
@pytest.mark.parametrize(("months", "counted"), [(23, 230_000), (24, 240_000), (25, 240_000), (36, 240_000)])
def test_a_fee_counts_up_to_two_years(months: int, counted: int, edition: str) -> None:
    gathered, answer = asked(service(months * 10_000, months=months), edition=edition)

    assert answer["eligible_cost"] == counted
    assert gathered.total_cost == months * 10_000


def test_a_fee_beyond_two_years_loses_the_fraction_of_a_yen() -> None:
    _, answer = asked(service(1_000_001, months=25))

    assert answer["eligible_cost"] == 960_000


def test_two_services_count_together() -> None:
    gathered, answer = asked(service(60_000), service(40_000))

    assert gathered.facts["security_service_items"] == 2
    assert answer["grant_amount"] == 50_000


@pytest.mark.parametrize(
    "category",
    ["software", "security_option", "setup_training", "maintenance", "pc_tablet", "register", "expert"],
)
def test_any_other_category_is_borne_by_the_applicant(category: str) -> None:
    gathered, answer = asked(service(1_000_000), {"category": category, "amount_yen": 300_000})

    assert answer["has_ineligible_cost"] is True
    assert answer["grant_amount"] == 500_000
    assert gathered.total_cost - answer["grant_amount"] == 800_000


def test_a_quote_without_the_service_is_refused() -> None:
    _, answer = asked({"category": "security_option", "amount_yen": 1_000_000})

    assert answer["has_security_service"] is False
    assert answer["eligible_cost"] == 0
    assert answer["grant_amount"] == 0


@pytest.mark.parametrize(
    ("requested", "granted", "told"),
    [(49_999, 0, False), (50_000, 50_000, False), (500_000, 500_000, False), (500_001, 500_000, True)],
)
def test_a_request_lowers_the_grant_and_never_raises_it(requested: int, granted: int, told: bool) -> None:
    _, answer = asked(service(1_000_000), requested_yen=requested)

    assert answer["grant_amount"] == granted
    assert answer["asks_for_too_much"] is told


@pytest.mark.parametrize(("year", "told"), [(2021, False), (2022, True), (2025, True), (2026, False)])
def test_an_earlier_grant_leaves_the_wage_duty_to_an_office(year: int, told: bool) -> None:
    earlier = [{"year": year, "track": "normal"}]

    _, answer = asked(service(3_000_000), applicant={"size": "medium", "past_grants": earlier})

    assert answer["wage_growth_target"] == 0
    assert answer["wage_duty_is_unknown"] is told
    assert answer["grant_amount"] == 1_500_000


def test_the_open_wage_duty_is_marked_unconfirmed_in_fy2026_and_unknown_to_fy2025() -> None:
    book, earlier_book = rulebook("security", "fy2026"), rulebook("security", "fy2025")

    assert book.rules["wage_duty_is_unknown"].standing is Standing.UNCONFIRMED
    assert book.rules["wage_growth_target"].standing is Standing.UNCONFIRMED
    assert "wage_duty_is_unknown" not in earlier_book.rules
    assert earlier_book.rules["wage_growth_target"].standing is Standing.CONFIRMED


def test_a_service_granted_before_is_refused() -> None:
    earlier = [{"year": 2024, "track": "normal", "security_service": True}]

    gathered, answer = asked(service(1_000_000), applicant={"size": "medium", "past_grants": earlier})

    assert answer["service_is_new_to_applicant"] is False
    assert "security_service_before" in gathered.topics


def test_a_service_applied_for_in_another_track_is_refused() -> None:
    gathered, answer = asked(service(1_000_000), security_service_elsewhere=True)

    assert answer["service_is_in_one_track"] is False
    assert "security_service_elsewhere" in gathered.topics


def test_a_service_nobody_asked_about_is_left_open() -> None:
    gathered, _ = asked(service(1_000_000))

    assert {"security_service_before", "security_service_elsewhere"} & gathered.topics == frozenset()


@pytest.mark.parametrize(("size", "admitted"), [("small", True), ("medium", True), ("large", False)])
def test_only_small_and_medium_enterprises_may_apply(size: str, admitted: bool) -> None:
    _, answer = asked(service(1_000_000), applicant={"size": size})

    assert answer["applicant_is_sme"] is admitted


def test_productivity_grows_by_one_percent_a_year() -> None:
    _, answer = asked(service(1_000_000))

    assert answer["productivity_target"] == 100


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_as_many_effect_reports_are_owed_as_have_a_window(edition: str) -> None:
    _, answer = asked(service(1_000_000), edition=edition)

    assert answer["effect_reports_due"] == len(report_windows(edition, "security"))


def test_a_refusal_says_what_is_missing_by_which_clause() -> None:
    _, answer = asked(service(99_999))

    told = {step.rule.name: step.message for step in answer.steps if step.rule.role == "criterion"}

    assert told["reaches_floor"].ja == (
        "補助額49,999円は下限50,000円に1円足りません（公募要領 2-3）。"
        "対象となるサービス利用料を増やすか、ほかの枠を確かめてください。"
    )


def test_small_status_is_told_with_both_rates() -> None:
    _, answer = asked(service(1_000_000), applicant={"size": "small"})

    told = {step.rule.name: step.message for step in answer.steps if step.rule.role == "caution"}

    assert told["small_status_must_last"].en == (
        "If the applicant stops being a micro-enterprise between the decision and the completion, the rate "
        "falls from 2/3 to 1/2 (公募要領 2-3). Watch the number of employees."
    )


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_every_message_can_be_filled_in(edition: str) -> None:
    _, answer = asked(service(1_000_000), edition=edition)
    messages = [
        step.message
        for step in answer.steps
        if step.rule.declared.message is not None and ".tracks." in step.rule.body.__module__
    ]

    assert [text for message in messages for text in (message.ja, message.en) if "{" in text] == []
    assert len({message.ja for message in messages}) == len(messages)
