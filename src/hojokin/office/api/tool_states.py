"""Tool states in the API (ツールの利用状況): what the body says, and how the OpenAPI document describes it."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from hojokin.office.actions.api_tokens import token_of
from hojokin.office.actions.report_tool_states import UseReport, report_tool_states
from hojokin.office.api.problems import RequestError
from hojokin.office.records.models import ApiToken
from hojokin.office.records.models.tool_report import UseState
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.json_text import pointer
from hojokin.rules.problems import PROBLEM_TYPE, InvalidQuestion, read_json

MOST_REPORTS = 1_000
LONGEST_NUMBER = 20
_SCHEME = "bearer "
_SECURITY = "vendorToken"


class ToolStateIn(Schema):
    """Whether one granted tool is in use (利用状況)."""

    model_config = ConfigDict(extra="forbid")

    grant: str = Field(min_length=1, max_length=LONGEST_NUMBER, description="Number of the grant")
    item: int = Field(strict=True, ge=1, description="Which of its items, counted from 1")
    state: UseState
    on: date = Field(description="Day on which the state began")


class ToolStatesIn(Schema):
    """Reports of a vendor's system; all are taken or none."""

    model_config = ConfigDict(extra="forbid")

    reports: list[ToolStateIn] = Field(min_length=1, max_length=MOST_REPORTS)


class ToolStatesOut(Schema):
    """How many reports were taken, and how many of them said something new."""

    taken: int = Field(ge=0)
    new: int = Field(ge=0)


def bearer(request: HttpRequest) -> ApiToken:
    """The token of a request. Raises RequestError where there is none that counts."""
    given = request.headers.get("Authorization", "")
    found = token_of(given[len(_SCHEME) :].strip()) if given.lower().startswith(_SCHEME) else None
    if found is None:
        detail = _(
            "支援事業者のトークンを Authorization: Bearer に付けてください。トークンは支援事業者の窓口の「システム連携」で作れます。"
        )
        raise RequestError(HTTPStatus.UNAUTHORIZED, detail)
    return found


def take(body: bytes, token: ApiToken, at: datetime) -> dict[str, int]:
    """Take the reports of a body. Raises InvalidQuestion with everything that is wrong with it."""
    reports = _reports(body)
    new = report_tool_states(reports, token, at=at)
    return {"taken": len(reports), "new": new}


def states_operation() -> dict[str, Any]:
    """Request body, responses and the token."""
    problem = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refusals = {
        400: "The body is no JSON.",
        401: "No token that counts.",
        413: "The body is too large.",
        415: "The content type is not application/json.",
        422: "The reports have faults; all of them are told, and none was taken.",
    }
    return {
        "security": [{_SECURITY: []}],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ToolStatesIn"}}},
        },
        "responses": {status: {"description": told, "content": problem} for status, told in refusals.items()},
    }


def state_components() -> dict[str, Any]:
    """The schema of the body."""
    made = ToolStatesIn.model_json_schema(ref_template="#/components/schemas/{model}")
    inner = made.pop("$defs", {})
    return {**inner, "ToolStatesIn": made}


def security() -> dict[str, Any]:
    """How a token is given."""
    return {_SECURITY: {"type": "http", "scheme": "bearer"}}


def _reports(body: bytes) -> list[UseReport]:
    try:
        read = ToolStatesIn.model_validate(read_json(body))
    except ValidationError as error:
        raise InvalidQuestion([_problem(each) for each in error.errors(include_url=False)]) from None
    return [UseReport(each.grant, each.item, each.state, each.on) for each in read.reports]


def _problem(error: ErrorDetails) -> Problem:
    told = Text(
        f"書き方が違います（{error['msg']}）。OpenAPI の説明のとおりに直してください。", f"{error['msg']}."
    )
    return Problem(pointer(*error["loc"]), error["type"], told)
