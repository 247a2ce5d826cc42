"""Answers to what went wrong before any page or program was found (見つからないとき): each in the form of who asks."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
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
