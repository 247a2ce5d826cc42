"""What if: each change told brings what it says, and none that brings nothing is told."""

from typing import Any

import pytest

from hojokin.rules import compare, estimate
from hojokin.rules.problems import parsed
from hojokin.rules.schema import EXAMPLES
from hojokin.rules.what_if import comparable_tracks

SOFTWARE = {"category": "software", "amount_yen": 2_400_000, "processes": ["P-01"]}


def normal(**changed: Any) -> dict[str, Any]:
    return {"track": "normal", "applicant": {"size": "medium"}, "costs": [SOFTWARE], **changed}


def changes(question: dict[str, Any]) -> dict[str, int]:
    return {change.code: change.amount for change in estimate(question).what_if}


@pytest.mark.parametrize("question", [*EXAMPLES, normal(), normal(requested_yen=100_000), normal(costs=[])])
def test_each_change_brings_what_it_says(question: dict[str, Any]) -> None:
    made = estimate(question)

    for change in made.what_if:
        assert (
            estimate(change.question).amount_yen
            == change.amount
            == made.amount_yen + change.gain
            > made.amount_yen
        )


def test_the_largest_gain_comes_first() -> None:
    gains = [change.gain for change in estimate(normal(requested_yen=100_000)).what_if]

    assert gains == sorted(gains, reverse=True)


def test_who_asks_for_less_is_told_of_the_most() -> None:
    assert changes(normal(requested_yen=100_000))["ask_for_all"] == 1_200_000


def test_one_yen_short_of_the_floor_is_told_to_spend_one_yen_more() -> None:
    question = normal(costs=[{**SOFTWARE, "amount_yen": 99_999}])

    change = next(each for each in estimate(question).what_if if each.code == "more_cost")

    assert (change.amount, change.question.costs[0].amount_yen) == (50_000, 100_000)


def test_processes_are_added_until_the_wider_band_opens() -> None:
    question = normal(costs=[{**SOFTWARE, "amount_yen": 4_000_000}])

    change = next(each for each in estimate(question).what_if if each.code == "more_processes")

    assert (change.amount, len(change.question.costs[0].processes)) == (2_000_000, 4)


def test_a_second_function_raises_the_invoice_amount() -> None:
    cost = {
        "category": "software",
        "amount_yen": 1_000_000,
        "functions": ["accounting"],
        "invoice_ready": True,
    }

    assert (
        changes({"track": "invoice", "applicant": {"size": "small"}, "costs": [cost]})["more_functions"]
        == 749_999
    )


@pytest.mark.parametrize(
    ("given", "tracks"),
    [
        ({}, ["normal", "invoice", "security"]),
        (
            {"accounts": {"sme": 1, "contracted": 1}},
            ["normal", "invoice", "electronic_transaction", "security"],
        ),
        ({"members": [], "track": "consortium"}, ["consortium"]),
    ],
)
def test_only_tracks_that_the_question_holds_enough_for_are_compared(
    given: dict[str, Any], tracks: list[str]
) -> None:
    assert list(comparable_tracks(parsed(normal(**given)))) == tracks


def test_comparing_asks_each_track_as_if_it_was_asked_alone() -> None:
    answers = compare(normal())

    assert [made.amount_yen for made in answers] == [
        estimate(normal(track=track)).amount_yen for track in ("normal", "invoice", "security")
    ]


def new_obligations(question: dict[str, Any], code: str) -> list[str]:
    change = next(each for each in estimate(question).what_if if each.code == code)
    return [each.rule for each in change.new_obligations]


def test_a_wider_band_tells_the_wages_it_costs() -> None:
    question = normal(costs=[{**SOFTWARE, "amount_yen": 9_000_000}])

    change = next(
        each for each in estimate(question).as_dict()["what_if"] if each["change"] == "more_processes"
    )

    told = [each["rule"] for each in change["new_obligations"] if each["rule"] != "files_effect_reports"]
    assert change["amount_yen"] == 4_500_000
    assert told == ["raises_minimum_wage", "raises_pay", "announces_wage_plan"]
    assert "30 yen above the regional minimum wage" in change["new_obligations"][0]["message_en"]


def test_a_change_without_a_price_lists_none() -> None:
    assert new_obligations(normal(requested_yen=100_000), "ask_for_all") == []


def test_an_obligation_that_grows_is_new_and_one_that_stays_is_not() -> None:
    past = {"size": "medium", "past_grants": [{"year": 2023, "track": "normal", "decided_on": "2023-08-01"}]}
    question = normal(applicant=past, costs=[{**SOFTWARE, "amount_yen": 9_000_000}])

    told = new_obligations(question, "more_processes")

    assert "files_effect_reports" not in told
    assert "raises_minimum_wage" in told


def test_who_is_refused_is_told_all_that_a_change_makes_it_promise() -> None:
    question = normal(costs=[{**SOFTWARE, "amount_yen": 99_999}])

    change = next(each for each in estimate(question).what_if if each.code == "more_cost")

    assert [each.rule for each in change.new_obligations] == [
        each.rule for each in estimate(change.question).obligations
    ]


def test_a_track_without_a_floor_does_not_ask_to_spend_two_yen_more_for_one() -> None:
    cost = {"category": "software", "amount_yen": 0, "functions": ["ordering"], "invoice_ready": True}
    question = {"track": "invoice", "applicant": {"size": "medium"}, "costs": [cost]}

    assert estimate(question).amount_yen == 0
    assert "more_cost" not in changes(question)


def test_the_floor_of_the_security_track_is_told_too() -> None:
    cost = {"category": "security_service", "amount_yen": 99_998}
    question = {"track": "security", "applicant": {"size": "medium"}, "costs": [cost]}

    change = next(each for each in estimate(question).what_if if each.code == "more_cost")

    assert change.label.en == "Raise the eligible cost by 2 yen"
