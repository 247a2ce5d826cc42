"""The JSON Schema: what it admits is what is answered, and real answers keep to it."""

from copy import deepcopy
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from hojokin.rules import InvalidQuestion, estimate
from hojokin.rules.problems import problem_document
from hojokin.rules.schema import DIALECT, EXAMPLES, SUBJECTS, schema

COST = {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]}
SERVICE = {"category": "security_service", "amount_yen": 300_000, "months": 24}
MEMBER = {
    "applicant": {"size": "small"},
    "costs": [{**COST, "functions": ["accounting"], "invoice_ready": True}],
}
QUESTIONS: tuple[dict[str, Any], ...] = (
    *EXAMPLES,
    {"track": "security", "applicant": {"size": "small"}, "costs": [SERVICE]},
    {
        "track": "electronic_transaction",
        "applicant": {"size": "large"},
        "costs": [{**COST, "functions": ["ordering"], "cloud": True, "invoice_ready": True, "months": 36}],
        "accounts": {"sme": 30, "contracted": None},
    },
    {
        "track": "consortium",
        "applicant": {"size": "small"},
        "members": [MEMBER] * 10,
        "costs": [{"category": "coordination", "amount_yen": 500_000}],
    },
    {
        "track": "normal",
        "edition": "fy2025",
        "applicant": {"size": "large"},
        "costs": [{**COST, "months": 40}],
    },
)


def closed(made: dict[str, Any]) -> dict[str, Any]:
    """The schema with every object of the answer closed to fields that it does not name."""
    strict = deepcopy(made)
    for each in strict["$defs"].values():
        each["additionalProperties"] = False
    return strict


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: f"{each['track']}-{each.get('edition', '')}")
def test_questions_and_their_answers_keep_to_the_schema(question: dict[str, Any]) -> None:
    answer = estimate(question).as_dict()

    Draft202012Validator(schema("question")).validate(question)
    Draft202012Validator(closed(schema("answer"))).validate(answer)


def test_the_answer_names_every_field_of_the_contract() -> None:
    answer = schema("answer")["$defs"]["Answer"]

    assert set(answer["required"]) == set(estimate(EXAMPLES[0]).as_dict())


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_schema_is_one_of_2020_12_and_whole(subject: str) -> None:
    made = schema(subject)

    assert made["$schema"] == DIALECT
    Draft202012Validator(made)  # raises for a schema that is none


@pytest.mark.parametrize(
    "change",
    [
        {"track": "normla"},
        {"costs": [{**COST, "amount_yen": -1}]},
        {"costs": [{**COST, "amount_yen": 10**12}]},
        {"costs": [{**COST, "amount_yen": "1"}]},
        {"costs": [{"category": "software"}]},
        {"costs": [{**COST, "colour": "red"}]},
        {"applicant": {"size": "tiny"}},
        {"applicant": {"size": "small", "prefecture": "48"}},
        {"applicant": {"size": "small", "legal_form": "kk"}},
        {"applicant": {"size": "small", "industry_code": "3"}},
        {"applicant": {"size": "small", "low_wage_months": 13}},
        {"track": "electronic_transaction"},
        {"track": "electronic_transaction", "accounts": None},
        {"track": "consortium"},
    ],
)
def test_what_the_schema_refuses_is_refused_when_asked(change: dict[str, Any]) -> None:
    question = {**EXAMPLES[0], **change}

    with pytest.raises(InvalidQuestion) as raised:
        estimate(question)

    assert not Draft202012Validator(schema("question")).is_valid(question)
    assert Draft202012Validator(schema("problem")).is_valid(problem_document(raised.value.problems))


def test_costs_may_be_left_out_by_a_consortium_only() -> None:
    ask = Draft202012Validator(schema("question"))

    assert ask.is_valid({"track": "consortium", "applicant": {"size": "small"}, "members": [MEMBER]})
    assert not ask.is_valid({"track": "normal", "applicant": {"size": "small"}})
    assert "default" not in schema("question")["$defs"]["Question"]["properties"]["costs"]


def test_each_field_of_a_question_has_a_title_in_japanese() -> None:
    asked = schema("question")["$defs"]["Question"]["properties"]

    assert {name: each["title"].isascii() for name, each in asked.items()} == dict.fromkeys(asked, False)


def test_codes_carry_their_names() -> None:
    assert schema()["$defs"]["TrackCode"]["x-names"]["normal"] == "通常枠"


def test_a_schema_may_be_changed_by_who_gets_it() -> None:
    schema()["$defs"].clear()

    assert "Question" in schema()["$defs"]


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(KeyError, match="choose one of estimate, question, answer, problem"):
        schema("answers")
