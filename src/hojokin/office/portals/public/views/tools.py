"""Tool pages (ITツール): the search, one tool, several side by side, and the answer as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hojokin.office.portals.context import in_languages
from hojokin.office.portals.public.tool_search import MOST_COMPARED, ToolSearch, numbers_in
from hojokin.office.portals.public.tool_words import compare_address, estimate_address, tool_view
from hojokin.office.queries.standing import struck_off_tool
from hojokin.office.queries.tool_files import as_csv, as_json
from hojokin.office.queries.tool_parameters import LONGEST_ADDRESS, AskedTools, address_query, read_parameters
from hojokin.office.queries.tools import ToolCard, ToolQuery, search, tool, tools
from hojokin.office.search.orders import Sort
from hojokin.office.search.schema import Facet

SIMILAR = 3


@require_safe
def tool_search(request: HttpRequest) -> HttpResponse:
    """The search. While typing, answer and counts are renewed in place; a pressed button leads to the clean address."""
    if (refused := _too_long(request)) is not None:
        return refused
    shown = _search(request)
    if request.headers.get("HX-Request") == "true":
        return _live(request, shown)
    if "go" in request.GET:
        return HttpResponseRedirect(shown.address)
    response = fresh(request, "public/tools.html", {"search": shown, "examples": examples()})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def tools_csv(request: HttpRequest) -> HttpResponseBase:
    """Every tool of the answer as a table for a spreadsheet."""
    if (refused := _too_long(request)) is not None:
        return refused
    rows = as_csv(_whole(request), get_language() or "ja")
    return _file(rows, "text/csv; charset=utf-8", "tools.csv")


@require_safe
def tools_json(request: HttpRequest) -> HttpResponseBase:
    """The same as JSON."""
    if (refused := _too_long(request)) is not None:
        return refused
    return _file(as_json(_whole(request)), "application/json", "tools.json")


@require_safe
def tool_page(request: HttpRequest, number: str) -> HttpResponse:
    """Everything public about one tool."""
    found = tool(number)
    if found is None:
        return _gone(request, number)
    shown = {
        "view": tool_view(found),
        "registered_on": timezone.localtime(found.registered_at).date(),
        "compare": ToolSearch(AskedTools(ToolQuery()), (found.number,)).address,
        "similar": [tool_view(each) for each in similar(found)],
    }
    return fresh(request, "public/tool.html", shown)


@require_safe
def compare_tools(request: HttpRequest) -> HttpResponse:
    """Up to four tools side by side."""
    if (refused := _too_long(request)) is not None:
        return refused
    asked = numbers_in(request.GET.getlist("n"))
    found = tools(asked)
    numbers = [each.number for each in found]
    shown = found[:MOST_COMPARED]
    again = read_parameters(dict(request.GET.lists())).query
    return fresh(
        request,
        "public/compare_tools.html",
        {
            "views": [(tool_view(each), compare_address(_others(shown, each))) for each in shown],
            "dropped": max(0, len(found) - MOST_COMPARED),
            "missing": [number for number in asked if number not in numbers],
            "cheapest": _cheapest([each.price_standard for each in shown]),
            "together": estimate_address(*shown),
            "search": ToolSearch(AskedTools(again), tuple(each.number for each in shown)).address,
        },
    )


def _cheapest(prices: list[int]) -> int | None:
    """The lowest price, where some other is higher."""
    return min(prices) if len(set(prices)) > 1 else None


def similar(found: ToolCard) -> list[ToolCard]:
    """Tools for the same work, in the same trade where there are any, most customers first."""
    work = {Facet.PROCESS: frozenset(found.processes), Facet.CATEGORY: frozenset({str(found.category)})}
    chosen = {facet: codes for facet, codes in work.items() if codes}
    trade = {Facet.INDUSTRY: frozenset(found.industries)} if found.industries else {}
    page = search(ToolQuery(chosen={**chosen, **trade}, sort=Sort.CUSTOMERS, page_size=SIMILAR + 1))
    return [each for each in page.tools if each.number != found.number][:SIMILAR]


def examples() -> list[tuple[str, str]]:
    """Questions to begin with, and their addresses."""
    # What is typed is Japanese on the English page too: so is the catalogue.
    asked = ("予約 美容室", "給与計算 クラウド 安い", "インボイス 会計 小規模", "電帳法")
    return [(text, f"{reverse('public:tools')}?{address_query(ToolQuery(text))}") for text in asked]


def fresh(request: HttpRequest, template: str, shown: Mapping[str, Any]) -> HttpResponse:
    """A page that is asked for anew each time: what is struck off must be gone when a visitor comes back."""
    response = render(request, template, shown)
    response["Cache-Control"] = "no-cache"
    return response


def too_much(request: HttpRequest) -> HttpResponse:
    """The answer to an address with more conditions than there are."""
    detail = _("検索の条件が長すぎて読めませんでした。条件を減らして、もう一度探してください。")
    shown = {
        "title": _("条件が多すぎます"),
        "detail": detail,
        "way_on": reverse("public:tools"),
        "way_on_label": _("ITツールを探す"),
        "translations": in_languages(request.path),
    }
    return render(request, "public/error.html", shown, status=HTTPStatus.REQUEST_URI_TOO_LONG)


def _too_long(request: HttpRequest) -> HttpResponse | None:
    """Refuse before the address is taken apart."""
    return too_much(request) if len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS else None


def _search(request: HttpRequest) -> ToolSearch:
    return ToolSearch(read_parameters(dict(request.GET.lists())), numbers_in(request.GET.getlist("n")))


def _whole(request: HttpRequest) -> ToolQuery:
    return replace(read_parameters(dict(request.GET.lists())).query, page=1)


def _live(request: HttpRequest, shown: ToolSearch) -> HttpResponse:
    clean = shown.address
    response = fresh(
        request,
        "public/_tools_live.html",
        {
            "search": shown,
            "examples": examples(),
            "swap": True,
            "translations": in_languages(clean),
            "LANGUAGE_CODE": get_language(),
        },
    )
    response["HX-Replace-Url"] = clean
    patch_vary_headers(response, ["HX-Request"])
    return response


def _file(pieces: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)


def _gone(request: HttpRequest, number: str) -> HttpResponse:
    struck = struck_off_tool(number)
    if struck is None:
        raise Http404
    shown = {
        "struck": struck,
        "title": _("このツールの登録は抹消されました"),
        "detail": _("補助金の申請で、新しく選ぶことはできません。ほかの登録ツールを探してください。"),
    }
    return render(request, "public/struck_off.html", shown, status=HTTPStatus.GONE)


def _others(shown: Sequence[ToolCard], one: ToolCard) -> list[str]:
    return [each.number for each in shown if each.number != one.number]
