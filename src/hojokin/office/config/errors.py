"""Answers to what went wrong before any page or program was found (見つからないとき): each in the form of who asks."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from hojokin.office.api.problems import RequestError, refused
from hojokin.office.portals.public.views import errors

API = "/api/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: a problem document for a program, a page for everybody else."""
    if not request.path.startswith(API):
        return errors.not_found(request, exception)
    said = _("このアドレスはありません。アドレスの一覧は /api/v1/openapi.json にあります。")
    return refused(RequestError(HTTPStatus.NOT_FOUND, said))


class OpenedDirectly:
    """Middleware for who opens an address that only takes forms, such as after a reload: a page instead of nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or answer.content or request.method != "GET":
            return answer
        page = errors.not_to_be_opened(request)
        page["Allow"] = answer["Allow"]
        return page
