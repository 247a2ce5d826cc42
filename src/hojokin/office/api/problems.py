"""Problem details (RFC 9457): why a request has no answer, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import get_language

from hojokin.rules.problems import PROBLEM_TYPE, InvalidQuestion, problem_document

# What makes a body unreadable as a whole; anything else is a fault of the question in it.
UNREADABLE = frozenset({"json", "encoding"})


class RequestError(Exception):
    """A request that is refused before its question is read; ``detail`` says what to do instead."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def refused(error: RequestError) -> JsonResponse:
    """The answer to a request that is refused as a whole."""
    answer = _response(
        {
            "type": "about:blank",
            "title": error.status.phrase,
            "status": error.status.value,
            "detail": error.detail,
        }
    )
    if error.status is HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def invalid(error: InvalidQuestion) -> JsonResponse:
    """The answer to a question with faults: 422 with all of them, or 400 when it is no JSON at all."""
    document = problem_document(error.problems)
    if {each.code for each in error.problems} <= UNREADABLE:
        told = error.problems[0].message
        document |= {"title": HTTPStatus.BAD_REQUEST.phrase, "status": HTTPStatus.BAD_REQUEST.value}
        document |= {"detail": told.ja, "detail_en": told.en}
    if (get_language() or "").startswith("en"):
        document["detail"] = document["detail_en"]
    return _response(document)


def _response(document: Mapping[str, Any]) -> JsonResponse:
    return JsonResponse(
        document,
        status=document["status"],
        content_type=PROBLEM_TYPE,
        json_dumps_params={"ensure_ascii": False},
        headers={"Content-Language": get_language() or "ja", "Vary": "Accept-Language"},
    )
