"""Every address says who may open it, and one that says nothing stays shut."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, path

from hojokin.office.access import Access, DenyByDefault, access_of, addresses, allow


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def test_every_address_declares_an_access_rule() -> None:
    undeclared = [
        where for route, where in addresses(get_resolver().url_patterns) if access_of(route.callback) is None
    ]

    assert undeclared == []


def test_the_site_has_the_addresses_that_are_listed_here() -> None:
    found = sorted(where for _route, where in addresses(get_resolver().url_patterns))

    assert found == [
        "",
        "accessibility/",
        "api/",
        "api/v1/",
        "api/v1/comparisons",
        "api/v1/estimates",
        "api/v1/openapi.json",
        "api/v1/tools",
        "api/v1/tools/<number>",
        "estimate/",
        "estimate/quote/",
        "run/",
        "schedule/",
        "schedule/deadlines.ics",
        "support/",
        "tools/",
        "tools/<str:number>/",
        "tools/compare/",
        "tools/tools.csv",
        "tools/tools.json",
        "tracks/",
        "vendors/",
        "vendors/<str:public_id>/",
    ]


def test_a_view_without_a_rule_is_refused() -> None:
    guard = DenyByDefault(answer)
    request = RequestFactory().get("/new-page/")

    with pytest.raises(PermissionDenied):
        guard.process_view(request, answer, (), {})


def test_a_view_behind_a_public_route_is_let_through() -> None:
    view = partial(answer)
    allow(Access.PUBLIC, path("new-page/", view))
    guard = DenyByDefault(answer)

    guard.process_view(RequestFactory().get("/new-page/"), view, (), {})  # does not raise

    assert access_of(view) is Access.PUBLIC
