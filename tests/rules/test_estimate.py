"""One estimate: the contract's examples, the parts, and what is said beside the amount."""

from typing import Any

import pytest

from hojokin.rules import InvalidQuestion, estimate
from hojokin.rules.answers import percent
from hojokin.rules.engine.facts import YEN_BOUND
from hojokin.rules.problems import parsed
from hojokin.rules.schema import EXAMPLES

SOFTWARE = {"category": "software", "amount_yen": 2_400_000, "processes": ["P-01"]}


def normal(**changed: Any) -> dict[str, Any]:
    return {"track": "normal", "applicant": {"size": "medium"}, "costs": [SOFTWARE], **changed}


def test_the_first_example_of_the_contract() -> None:
    made = estimate(EXAMPLES[0])

    assert (made.eligible, made.amount, made.own_burden) == (True, 1_350_000, 1_350_000)


def test_the_second_example_of_the_contract() -> None:
    made = estimate(EXAMPLES[1])

    assert made.amount == 839_999
    assert {each.part.code: each.amount for each in made.parts} == {
        "it_tools": 749_999,
        "pc_tablet": 90_000,
        "register": 0,
    }


def test_plain_fractions_give_one_yen_more() -> None:
    made = estimate({**EXAMPLES[1], "options": {"invoice_arithmetic": "fractions"}})

    assert made.amount == 840_000


@pytest.mark.parametrize("question", EXAMPLES)
def test_the_parts_add_up_to_the_amount_and_the_rest_is_the_applicants(question: dict[str, Any]) -> None:
    answer = estimate(question).as_dict()

    assert sum(part["amount_yen"] for part in answer["parts"]) == answer["amount_yen"]
    assert answer["amount_yen"] + answer["own_burden_yen"] == answer["total_cost_yen"]


@pytest.mark.parametrize(
    ("requested", "eligible", "amount"),
    [(49_999, False, 0), (50_000, True, 50_000), (1_200_000, True, 1_200_000), (1_200_001, True, 1_200_000)],
)
def test_a_request_for_less_is_granted_down_to_the_floor(requested: int, eligible: bool, amount: int) -> None:
    made = estimate(normal(requested_yen=requested))

    assert (made.eligible, made.amount) == (eligible, amount)


def test_who_is_not_eligible_gets_nothing_and_owes_nothing() -> None:
    answer = estimate(normal(costs=[{**SOFTWARE, "amount_yen": 99_999}])).as_dict()

    assert (answer["eligible"], answer["amount_yen"], answer["obligations"]) == (False, 0, [])
    assert answer["own_burden_yen"] == 99_999
    assert [each["rule"] for each in answer["refusals"]] == ["reaches_floor"]


def test_the_last_calculation_is_the_amount() -> None:
    answer = estimate(EXAMPLES[0]).as_dict()

    values = {step["rule"]: step["value"] for step in answer["steps"]}
    assert values["grant_amount"] == answer["amount_yen"]


def test_every_line_names_its_clause_and_what_it_used() -> None:
    steps = estimate(EXAMPLES[0]).as_dict()["steps"]

    assert [step["rule"] for step in steps if not step["clause"]] == []
    assert next(step["used"] for step in steps if step["rule"] == "grant_amount") != {}


def test_costs_that_add_up_to_more_than_can_be_counted_are_refused() -> None:
    costs = [{**SOFTWARE, "amount_yen": YEN_BOUND}, {**SOFTWARE, "amount_yen": 1}]

    with pytest.raises(InvalidQuestion) as raised:
        estimate(normal(costs=costs))

    assert [(each.place, each.code) for each in raised.value.problems] == [("/costs", "bounds")]


def test_a_checked_question_and_its_json_get_one_answer() -> None:
    assert estimate(parsed(normal())).as_dict() == estimate(normal()).as_dict()


def test_asking_twice_gives_one_answer() -> None:
    assert estimate(normal()).as_dict() == estimate(normal()).as_dict()


@pytest.mark.parametrize(
    ("basis_points", "shown"), [(0, None), (300, 3), (350, 3.5), (1, 0.01), (-150, -1.5), (-5, -0.05)]
)
def test_basis_points_are_shown_as_percent(basis_points: int, shown: object) -> None:
    assert percent(basis_points) == shown
