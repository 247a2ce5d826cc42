"""Tools by API: the parameters of the page, everything wrong at once, and the description of both."""

import json
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
from django.test import Client

from tests.office.registered import TOOL, register, several

pytestmark = pytest.mark.usefixtures("catalogue")

TOOLS = "/api/v1/tools"


def told(answer: Any) -> Any:
    return json.loads(answer.content)


def test_the_search_answers_page_by_page(site: Client) -> None:
    register(several(3))

    answer = told(site.get(f"{TOOLS}?sort=price&page_size=2&page=2"))

    assert (answer["total"], answer["page"], answer["pages"]) == (3, 2, 2)
    assert [each["number"] for each in answer["tools"]] == ["DL06-0000003"]


def test_filters_are_those_of_the_page(site: Client) -> None:
    register([TOOL])

    assert told(site.get(f"{TOOLS}?q={quote('会計')}&ai=generative&ai=other&process=P-04"))["total"] == 1
    assert told(site.get(f"{TOOLS}?ai=other"))["total"] == 0


def test_facets_count_every_value(site: Client) -> None:
    register([TOOL])

    facets = {each["name"]: each["values"] for each in told(site.get(TOOLS))["facets"]}

    assert [(each["code"], each["count"]) for each in facets["ai"]] == [
        ("none", 0),
        ("generative", 1),
        ("other", 0),
    ]


def test_everything_wrong_is_told_at_once(site: Client) -> None:
    answer = site.get(f"{TOOLS}?ai=alien&sort=up&page=0&page_size=101&colour=red")

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert sorted(each["pointer"] for each in told(answer)["problems"]) == [
        "/ai", "/colour", "/page", "/page_size", "/sort",
    ]  # fmt: skip


def test_ten_thousand_values_are_refused_at_once(site: Client) -> None:
    answer = site.get(TOOLS + "?" + "&".join(["process=P-01"] * 10_000))

    assert answer.status_code == 422
    assert [each["code"] for each in told(answer)["problems"]] == ["length"]


def test_one_tool_by_its_number(site: Client) -> None:
    register([TOOL])

    answer = told(site.get(f"{TOOLS}/{TOOL.number}"))

    assert (answer["name"], answer["ai_kind"], answer["price_standard"]) == (
        "そらもり会計",
        "generative",
        600_000,
    )


def test_an_unknown_number_is_a_problem_in_the_readers_language(site: Client) -> None:
    answer = site.get(f"{TOOLS}/DL06-7777777", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert (
        told(answer)["detail"]
        == "No registered tool has this number. Check it, or search with /api/v1/tools."
    )


@pytest.mark.parametrize(("address", "name"), [(TOOLS, "ToolPageOut"), (f"{TOOLS}/{TOOL.number}", "ToolOut")])
def test_an_answer_is_as_it_is_described(site: Client, address: str, name: str) -> None:
    register([TOOL])
    components = told(site.get("/api/v1/openapi.json"))["components"]

    described = {"$ref": f"#/components/schemas/{name}", "components": components}

    assert jsonschema_rs.validator_for(described).is_valid(told(site.get(address)))


def test_the_parameters_of_the_search_are_described(site: Client) -> None:
    document = told(site.get("/api/v1/openapi.json"))

    assert [each["name"] for each in document["paths"][TOOLS]["get"]["parameters"]] == [
        "q", "track", "category", "process", "function", "industry", "prefecture", "ai", "cloud", "invoice_ready",
        "price", "sort", "page", "page_size",
    ]  # fmt: skip
