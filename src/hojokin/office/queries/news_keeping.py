"""News as it is kept (お知らせの管理): every item, also one that is not public yet or no more."""

from __future__ import annotations

from django.core.paginator import Page

from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import NewsItem


def kept_news(page: int) -> Page[NewsItem]:
    """A page of items, the latest first."""
    return page_of(NewsItem.objects.order_by("-published_at", "-pk"), page)
