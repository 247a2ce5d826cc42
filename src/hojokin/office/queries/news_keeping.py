"""News as it is kept (お知らせの管理): every item, also one that is not public yet or no more."""

from __future__ import annotations

from django.core.paginator import Page, Paginator

from hojokin.office.records.models import NewsItem

PER_PAGE = 20


def kept_news(page: int) -> Page[NewsItem]:
    """A page of items, the latest first."""
    return Paginator(NewsItem.objects.order_by("-published_at", "-pk"), PER_PAGE).get_page(page)
