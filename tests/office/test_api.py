"""The API answers the contract's questions, and says everything that is wrong with others."""

import json
from typing import Any

import pytest
from django.test import Client

from hojokin.office.api.body import BODY_LIMIT_BYTES
from hojokin.rules import compare, estimate
from hojokin.rules.schema import EXAMPLES, schema

ESTIMATES, COMPARISONS = "/api/v1/estimates", "/api/v1/comparisons"
NORMAL, INVOICE = EXAMPLES
WRONG = {
    "track": "normal",
    "applicant": {"size": "tiny"},
    "costs": [{"category": "software", "amount_yen": -1}],
}


def post(site: Client, body: Any, address: str = ESTIMATES, **headers: str) -> Any:
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return site.post(address, data, content_type="application/json", headers=headers)


def told(answer: Any) -> Any:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return json.loads(answer.content)


def test_the_normal_example_of_the_contract(site: Client) -> None:
    answer = json.loads(post(site, NORMAL).content)

    assert (answer["eligible"], answer["amount_yen"], answer["own_burden_yen"]) == (
        True,
        1_350_000,
        1_350_000,
    )


def test_the_invoice_example_of_the_contract(site: Client) -> None:
    answer = json.loads(post(site, INVOICE).content)

    assert answer["amount_yen"] == 839_999


@pytest.mark.parametrize("question", EXAMPLES)
def test_the_answer_is_the_librarys(site: Client, question: dict[str, Any]) -> None:
    answer = post(site, question)

    assert answer.status_code == 200
    assert json.loads(answer.content) == estimate(question).as_dict()


def test_a_list_of_questions_gives_the_list_of_answers(site: Client) -> None:
    answers = json.loads(post(site, [INVOICE, NORMAL]).content)

    assert [(each["track"], each["amount_yen"]) for each in answers] == [
        ("invoice", 839_999),
        ("normal", 1_350_000),
    ]


def test_an_empty_list_gives_an_empty_list(site: Client) -> None:
    assert json.loads(post(site, []).content) == []


def test_a_comparison_answers_every_track(site: Client) -> None:
    answers = json.loads(post(site, NORMAL, COMPARISONS).content)

    assert answers == [each.as_dict() for each in compare(NORMAL)]
    assert [each["track"] for each in answers] == ["normal", "invoice", "security"]


def test_every_fault_is_told_at_once_with_its_place(site: Client) -> None:
    answer = post(site, WRONG)

    assert answer.status_code == 422
    problem = told(answer)
    assert (problem["status"], problem["detail"]) == (422, "質問に誤りが2か所あります。")
    assert [each["pointer"] for each in problem["problems"]] == ["/applicant/size", "/costs/0/amount_yen"]


def test_faults_in_a_list_carry_the_number_of_their_question(site: Client) -> None:
    problem = told(post(site, [NORMAL, WRONG]))

    assert [each["pointer"] for each in problem["problems"]] == ["/1/applicant/size", "/1/costs/0/amount_yen"]


def test_problems_are_told_in_the_language_that_is_asked_for(site: Client) -> None:
    answer = post(site, WRONG, **{"Accept-Language": "en-GB,en;q=0.9"})

    assert answer.headers["Content-Language"] == "en"
    assert told(answer)["detail"] == "The question has 2 faults."


def test_a_name_said_twice_is_named(site: Client) -> None:
    answer = post(
        site, '{"track": "normal", "track": "invoice", "applicant": {"size": "small"}, "costs": []}'
    )

    assert answer.status_code == 422
    assert [each["pointer"] for each in told(answer)["problems"]] == ["/track"]


@pytest.mark.parametrize(
    "body", [" ", "{", "[1,", "\u00e9", b"\xff\xfe\xff", b'{"track": "\x83\x5c"}', "[" * 100_000]
)
def test_what_is_no_json_is_400(site: Client, body: str | bytes) -> None:
    answer = post(site, body)

    assert answer.status_code == 400
    assert told(answer)["title"] == "Bad Request"


@pytest.mark.parametrize(
    "body", ["1", '"text"', "null", "true", "[[]]", "[null]", "1" * 5_000, "1e400", "NaN"]
)
def test_json_that_is_no_question_is_422(site: Client, body: str) -> None:
    answer = post(site, body)

    assert answer.status_code == 422
    assert len(told(answer)["problems"]) >= 1


def test_a_body_at_the_limit_is_read(site: Client) -> None:
    body = json.dumps(NORMAL)

    assert post(site, body + " " * (BODY_LIMIT_BYTES - len(body))).status_code == 200


def test_a_body_above_the_limit_is_413(site: Client) -> None:
    answer = post(site, " " * (BODY_LIMIT_BYTES + 1))

    assert answer.status_code == 413
    assert told(answer)["detail"] == (
        "本文は 1,000,000 バイトまでです。分けて送るか、コマンド hojokin batch を使ってください。"
    )


def test_another_content_type_is_415(site: Client) -> None:
    answer = site.post(ESTIMATES, json.dumps(NORMAL), content_type="text/plain")

    assert answer.status_code == 415
    assert told(answer)["detail"] == "JSON で送り、Content-Type を application/json にしてください。"


@pytest.mark.parametrize("address", [ESTIMATES, COMPARISONS])
def test_an_estimate_is_asked_by_post_alone(site: Client, address: str) -> None:
    answer = site.get(address)

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "POST" in told(answer)["detail"]


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/estimate", "/api/v2/estimates"])
def test_an_address_that_is_not_there_is_told_to_a_program_as_a_problem(site: Client, address: str) -> None:
    answer = site.get(address, headers={"accept-language": "en"})

    assert (answer.status_code, told(answer)["status"]) == (404, 404)
    assert "/api/v1/openapi.json" in told(answer)["detail"]
    assert site.get("/api/v1/openapi.json").status_code == 200


def test_the_openapi_document_holds_the_rules_own_schema(site: Client) -> None:
    document = json.loads(site.get("/api/v1/openapi.json").content)

    moved = json.loads(json.dumps(schema("estimate")["$defs"]).replace("#/$defs/", "#/components/schemas/"))
    assert document["openapi"].startswith("3.1")
    assert {name: document["components"]["schemas"][name] for name in moved} == moved


@pytest.mark.parametrize("address", [ESTIMATES, COMPARISONS])
def test_every_refusal_is_documented(site: Client, address: str) -> None:
    document = json.loads(site.get("/api/v1/openapi.json").content)

    assert sorted(document["paths"][address]["post"]["responses"]) == ["200", "400", "413", "415", "422"]
