"""Tools in the API (ITツール): the public search and one tool, as the OpenAPI document describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.http import QueryDict
from ninja import Schema
from pydantic import Field

from hojokin.office.catalogue.codes import AiKind
from hojokin.office.queries.tool_files import plain
from hojokin.office.queries.tool_parameters import (
    KEYWORD,
    LAST_PAGE,
    LONGEST_ADDRESS,
    NAMES,
    PAGE,
    SIZE,
    SORT,
    AskedTools,
    read_parameters,
    unknown_names,
)
from hojokin.office.queries.tools import MOST_A_PAGE, USUAL_A_PAGE, ToolPage, tool
from hojokin.office.search.orders import Sort
from hojokin.office.search.question import LONGEST_KEYWORD
from hojokin.office.search.schema import FACET_LABELS, VALUES, Facet
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.problems import PROBLEM_TYPE, InvalidQuestion


class ToolOut(Schema):
    """A registered tool (ITツール). Prices are whole yen without tax; codes are those of the search parameters."""

    number: str = Field(examples=["DL06-0000001"])
    name: str
    kana: str
    maker: str
    vendor_id: str
    vendor_name: str
    prefecture: str = Field(description="Prefecture of the vendor, two digits")
    category: int = Field(ge=1, le=10)
    outline: str
    url: str
    ai_kind: AiKind
    ai_evidence: str = Field(description="What the AI does, as the vendor shows it; empty without AI")
    is_cloud: bool
    is_invoice_ready: bool
    is_smart_register: bool
    is_electronic_transaction: bool
    tracks: list[str]
    processes: list[str]
    functions: list[str]
    industries: list[str]
    price_min: int = Field(ge=0)
    price_standard: int = Field(ge=0)
    customers: int = Field(ge=0)
    sales_started_on: date | None
    registered_at: datetime


class LabelOut(Schema):
    """A name in both languages."""

    ja: str
    en: str


class FacetValueOut(Schema):
    """One value of a facet: how many tools choosing it would show."""

    code: str
    label: LabelOut
    count: int = Field(ge=0)
    is_chosen: bool


class FacetOut(Schema):
    """A facet with all its values, also those with no tool; its name is that of the parameter."""

    name: str
    label: LabelOut
    values: list[FacetValueOut]


class ToolPageOut(Schema):
    """One page of an answer, and the counts of every facet."""

    total: int = Field(ge=0)
    page: int = Field(ge=1)
    pages: int = Field(ge=1)
    was_cut: bool = Field(description="Whether the keyword had more words than are looked at")
    did_you_mean: str = Field(
        description="Set when nothing held the keyword: the tools are those of this spelling"
    )
    unmatched: list[str] = Field(description="Words, in their normal form, that no tool holds")
    facets: list[FacetOut]
    tools: list[ToolOut]


def asked_tools(given: QueryDict) -> AskedTools:
    """The question in an address. Raises InvalidQuestion with everything that is wrong with it."""
    told = dict(given.lists())
    asked = read_parameters(told)
    if problems := [*unknown_names(told), *_ill_formed(told), *asked.problems]:
        raise InvalidQuestion(problems)
    return asked


def too_long(query: str) -> InvalidQuestion | None:
    """What is wrong with a query that nobody needs to take apart; None for one that can be read."""
    if len(query) <= LONGEST_ADDRESS:
        return None
    told = Text(
        f"条件が長すぎます。アドレスの「?」より後は {LONGEST_ADDRESS:,} 文字までです。",
        f"The conditions are too long: the query may have up to {LONGEST_ADDRESS:,} characters.",
    )
    return InvalidQuestion([Problem("", "length", told)])


def page_document(page: ToolPage) -> dict[str, Any]:
    """An answer as ToolPageOut describes it."""
    return {
        "total": page.total,
        "page": page.page,
        "pages": page.pages,
        "was_cut": page.was_cut,
        "did_you_mean": page.did_you_mean,
        "unmatched": list(page.unmatched),
        "facets": [
            {
                "name": each.facet.value,
                "label": _label(each.label),
                "values": [
                    {
                        "code": value.code,
                        "label": _label(value.label),
                        "count": value.count,
                        "is_chosen": value.is_chosen,
                    }
                    for value in each.values
                ],
            }
            for each in page.facets
        ],
        "tools": [plain(each) for each in page.tools],
    }


def tool_document(number: str) -> dict[str, Any] | None:
    """A public tool as ToolOut describes it."""
    found = tool(number)
    return plain(found) if found else None


def search_operation() -> dict[str, Any]:
    """Parameters and refusals of the search."""
    return {
        "parameters": [
            _parameter("q", "Words that must all be found", {"type": "string", "maxLength": LONGEST_KEYWORD}),
            *(_facet_parameter(facet) for facet in Facet),
            _parameter("sort", "Order", {"enum": list(Sort), "default": Sort.RELEVANCE}),
            _parameter("page", "Page, from 1; one beyond the last gives the last", _whole(LAST_PAGE, 1)),
            _parameter("page_size", "Tools a page", _whole(MOST_A_PAGE, USUAL_A_PAGE)),
        ],
        "responses": _refusal(422, "Parameters have faults; all of them are told, each with its name."),
    }


def tool_operation() -> dict[str, Any]:
    """Refusals of the question for one tool."""
    return {"responses": _refusal(404, "No registered tool has this number.")}


def _ill_formed(told: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """What a page forgives and a program should hear of: a keyword that would be cut, repeats, empty values."""
    if any(len(text) > LONGEST_KEYWORD for text in told.get(KEYWORD, ())):
        yield _fault(
            KEYWORD,
            "length",
            f"は {LONGEST_KEYWORD} 文字までです。",
            f"has up to {LONGEST_KEYWORD} characters.",
        )
    for name in (KEYWORD, SORT, PAGE, SIZE):
        if len(told.get(name, ())) > 1:
            yield _fault(name, "repeated", "は一度だけ書いてください。", "may be given once only.")
    for name in NAMES:
        if name != KEYWORD and "" in told.get(name, ()):
            yield _fault(
                name,
                "empty",
                "に値がありません。値を書くか、省いてください。",
                "is empty. Give a value or leave it out.",
            )


def _fault(name: str, code: str, japanese: str, english: str) -> Problem:
    return Problem(f"/{name}", code, Text(f"{name} {japanese}", f"{name} {english}"))


def _label(text: Text) -> dict[str, str]:
    return {"ja": text.ja, "en": text.en}


def _facet_parameter(facet: Facet) -> dict[str, Any]:
    values = {"type": "array", "items": {"enum": [str(code) for code in VALUES[facet]]}}
    told = f"{FACET_LABELS[facet].en}; tools with any of the values"
    return {**_parameter(facet.value, told, values), "style": "form", "explode": True}


def _parameter(name: str, told: str, schema: dict[str, Any]) -> dict[str, Any]:
    place: Literal["query"] = "query"
    return {"name": name, "in": place, "required": False, "description": told, "schema": schema}


def _whole(most: int, usual: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": usual}


def _refusal(status: int, told: str) -> dict[int, Any]:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": told, "content": content}}
