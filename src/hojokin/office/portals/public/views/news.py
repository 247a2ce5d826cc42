"""News pages (お知らせ): the list, one item, and the feed."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from hojokin.office import clock
from hojokin.office.portals.public.news_feed import FeedAddresses, news_feed
from hojokin.office.portals.public.pager import pager
from hojokin.office.queries.news import last_change, news, news_item, news_page

A_PAGE = 20
LONGEST_PAGE_NUMBER = 5
EMPTY_SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # a feed must say when it changed, also before its first item
CACHED_SECONDS = 600


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    """Everything public, latest first."""
    found = news_page(clock.now(), _page_number(request.GET.get("page", "")), A_PAGE)
    here = reverse("public:news")
    shown = {
        "items": found.items,
        "pager": pager(found.page, found.pages, lambda number: f"{here}?page={number}"),
    }
    return render(request, "public/news.html", shown)


@require_safe
def news_page_of(request: HttpRequest, slug: str) -> HttpResponse:
    """One item; one that was withdrawn says so."""
    now = clock.now()
    item = news_item(slug, now)
    if item is None:
        raise Http404
    if item.withdrawn_at is not None and item.withdrawn_at <= now:
        return _withdrawn(request)
    return render(request, "public/news_item.html", {"item": item})


@conditional_page
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The latest items as Atom; who asks again with ETag or date is told when nothing changed."""
    now = clock.now()
    items = news(now)
    updated = last_change(now) or EMPTY_SINCE
    addresses = FeedAddresses(
        feed=request.build_absolute_uri(reverse("public:news_feed")),
        page=request.build_absolute_uri(reverse("public:news")),
        items=[request.build_absolute_uri(reverse("public:news_item", args=[each.slug])) for each in items],
    )
    text = news_feed(items, addresses, updated, get_language() or "ja")
    headers = {
        "Last-Modified": http_date(updated.timestamp()),
        "Cache-Control": f"max-age={CACHED_SECONDS}",
    }
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8", headers=headers)


def _withdrawn(request: HttpRequest) -> HttpResponse:
    shown = {
        "title": _("このお知らせは取り下げられました"),
        "detail": _("いまの内容は、お知らせの一覧で確かめてください。"),
        "way_on": reverse("public:news"),
        "way_on_label": _("お知らせの一覧へ"),
    }
    return render(request, "public/error.html", shown, status=HTTPStatus.GONE)


def _page_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_PAGE_NUMBER else 1
