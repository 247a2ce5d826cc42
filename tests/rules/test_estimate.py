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

    assert (made.eligible, made.amount_yen, made.own_burden_yen) == (True, 1_350_000, 1_350_000)


def test_the_second_example_of_the_contract() -> None:
    made = estimate(EXAMPLES[1])

    assert made.amount_yen == 839_999
    assert {each.part.code: each.amount for each in made.parts} == {
        "it_tools": 749_999,
        "pc_tablet": 90_000,
        "register": 0,
    }


def test_plain_fractions_give_one_yen_more() -> None:
    made = estimate({**EXAMPLES[1], "options": {"invoice_arithmetic": "fractions"}})

    assert made.amount_yen == 840_000


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

    assert (made.eligible, made.amount_yen) == (eligible, amount)


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


MEMBERS = [{"applicant": {"size": "small"}, "costs": [{"category": "software", "amount_yen": 70}]}] * 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, []),
        ({"members": None, "accounts": None}, []),
        ({"members": []}, []),
        ({"members": MEMBERS}, [("members_are_not_used", "/members")]),
        (
            {"members": MEMBERS, "accounts": {"sme": 1, "contracted": 2}},
            [("accounts_are_not_used", "/accounts"), ("members_are_not_used", "/members")],
        ),
    ],
)
def test_what_was_asked_for_another_track_does_not_disappear_in_silence(
    given: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    made = estimate(normal(**given))

    found = [each for each in made.cautions if each.rule.endswith("_not_used")]
    assert [(each.rule, each.place) for each in found] == told
    if given.get("members"):
        assert found[-1].message.en.startswith(
            "The members' costs of 140 yen count in the consortium track only"
        )


def test_accounts_are_used_in_their_own_track() -> None:
    cost = {"category": "software", "amount_yen": 9_000, "cloud": True}
    question = {"track": "electronic_transaction", "applicant": {"size": "medium"}, "costs": [cost]}

    made = estimate({**question, "accounts": {"sme": 1, "contracted": 2}})

    assert [each.rule for each in made.cautions if each.rule.endswith("_not_used")] == []


def test_a_fee_that_is_cut_names_its_line_and_what_counts_of_it() -> None:
    made = estimate(
        normal(costs=[{"category": "software", "amount_yen": 3_700_000, "months": 37, "processes": ["P-01"]}])
    )

    told = next(each for each in made.cautions if each.rule == "fee_cut_to_period")
    assert told.places == ("/costs/0",)
    assert told.message.en.startswith(
        "Of 3,700,000 yen for 37 months, 2,400,000 yen count: at most 24 months "
    )
