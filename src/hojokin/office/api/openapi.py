"""OpenAPI: the schema of question and answer is the one that ``hojokin schema estimate`` prints."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hojokin.rules.problems import PROBLEM_TYPE
from hojokin.rules.schema import schema

REFUSALS = {
    400: "The body is no JSON.",
    413: "The body is larger than 1,000,000 bytes.",
    415: "The content type is not application/json.",
    422: "The question has faults; all of them are listed, each with a JSON Pointer.",
}


def operation(answered: str) -> dict[str, Any]:
    """Request body and responses of an operation: one question and its answer, or lists of them."""
    refusal = {PROBLEM_TYPE: {"schema": _reference("Problem")}}
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _one_or_many("Question")}},
        },
        "responses": {
            200: {
                "description": "The answer",
                "content": {"application/json": {"schema": _one_or_many(answered)}},
            },
            **{status: {"description": told, "content": refusal} for status, told in REFUSALS.items()},
        },
    }


@cache
def components() -> dict[str, Any]:
    """Question, answer, comparison and problem, and what they are made of."""
    moved = json.dumps(schema("estimate")["$defs"]).replace('"#/$defs/', '"#/components/schemas/')
    return {**json.loads(moved), "Comparison": {"type": "array", "items": _reference("Answer")}}


def _one_or_many(name: str) -> dict[str, Any]:
    return {"anyOf": [_reference(name), {"type": "array", "items": _reference(name)}]}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
