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
        assert estimate(change.question).amount == change.amount == made.amount + change.gain > made.amount


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

    assert [made.amount for made in answers] == [
        estimate(normal(track=track)).amount for track in ("normal", "invoice", "security")
    ]
