"""API version 1: estimates and comparisons by POST, tools by GET, described by OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, URLResolver
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from hojokin import __version__
from hojokin.office import clock
from hojokin.office.api.body import read_body
from hojokin.office.api.openapi import components, operation
from hojokin.office.api.problems import RequestError, invalid, refused
from hojokin.office.api.tool_states import (
    ToolStatesOut,
    bearer,
    security,
    state_components,
    states_operation,
    take,
)
from hojokin.office.api.tools import (
    ToolOut,
    ToolPageOut,
    asked_tools,
    page_document,
    search_operation,
    too_long,
    tool_document,
    tool_operation,
)
from hojokin.office.queries.estimates import comparison, estimate_answer
from hojokin.office.queries.tools import search
from hojokin.rules.problems import InvalidQuestion, answers_to_json


class HojokinAPI(NinjaAPI):
    """The API; its schema takes question and answer from the rules, so that there is one description of them."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"].update({**components(), **state_components()})
        schema["components"]["securitySchemes"] = security()
        return schema

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        """The addresses; each refuses a method that it has not as it refuses everything else."""
        found = super()._get_urls()
        for each in found:
            if each.callback is not None:
                each.callback = _telling_methods(each.callback)
        return found


def _telling_methods(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if not isinstance(answer, HttpResponseNotAllowed):
            return answer
        said = _("このアドレスで使えるメソッドは %(methods)s です。") % {"methods": answer["Allow"]}
        problem = refused(RequestError(HTTPStatus.METHOD_NOT_ALLOWED, said))
        problem["Allow"] = answer["Allow"]
        return problem

    return told


api = HojokinAPI(
    title="Hojokin",
    version=__version__,
    description="What would this applicant get, and why? Amounts are whole yen, tax-exclusive.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-v1",
)


@api.post(
    "/estimates",
    summary="Estimate one track",
    operation_id="estimate",
    openapi_extra=operation("Answer"),
)
def estimates(request: HttpRequest) -> HttpResponse:
    """One question gives one answer, a list of questions the list of their answers in order."""
    return _answered(request, estimate_answer)


@api.post(
    "/comparisons",
    summary="Compare all tracks",
    operation_id="compare",
    openapi_extra=operation("Comparison"),
)
def comparisons(request: HttpRequest) -> HttpResponse:
    """The same question under the rules of every track."""
    return _answered(request, comparison)


@api.get(
    "/tools",
    summary="Search the registered tools",
    operation_id="search_tools",
    response=ToolPageOut,
    openapi_extra=search_operation(),
)
def tools(request: HttpRequest) -> HttpResponse:
    """The parameters are those of the page /tools/, so that an address of the one serves the other."""
    with translation.override(translation.get_language_from_request(request)):
        try:
            if error := too_long(request.META.get("QUERY_STRING", "")):
                raise error
            return _json(page_document(search(asked_tools(request.GET).query)))
        except InvalidQuestion as error:
            return invalid(error)


@api.get(
    "/tools/{number}",
    summary="One registered tool",
    operation_id="tool",
    response=ToolOut,
    openapi_extra=tool_operation(),
)
def one_tool(request: HttpRequest, number: str) -> HttpResponse:
    """Everything public about a tool."""
    with translation.override(translation.get_language_from_request(request)):
        if found := tool_document(number):
            return _json(found)
        detail = _("この番号の登録ツールはありません。番号を確かめるか、/api/v1/tools で探してください。")
        return refused(RequestError(HTTPStatus.NOT_FOUND, detail))


@api.post(
    "/tool-states",
    summary="Report whether granted tools are in use",
    operation_id="report_tool_states",
    response=ToolStatesOut,
    openapi_extra=states_operation(),
)
def tool_states(request: HttpRequest) -> HttpResponse:
    """For a vendor's own system. The same report sent again changes nothing; a cancellation tells the office."""
    with translation.override(translation.get_language_from_request(request)):
        try:
            token = bearer(request)
            return _json(take(read_body(request), token, clock.now()))
        except InvalidQuestion as error:
            return invalid(error)
        except RequestError as error:
            return refused(error)


def _json(document: Any) -> HttpResponse:
    return JsonResponse(document, safe=False, json_dumps_params={"ensure_ascii": False})


def _answered(request: HttpRequest, ask: Callable[[Any], Any]) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        try:
            answer = answers_to_json(read_body(request), ask)
        except InvalidQuestion as error:
            return invalid(error)
        except RequestError as error:
            return refused(error)
    return _json(answer)
