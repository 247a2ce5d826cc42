"""News (お知らせ) as everyone reads it: what is public at an instant, latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from hojokin.office.records.models import NewsItem
from hojokin.rules.engine.facts import Text

LATEST = 3  # on the front page
IN_FEED = 50


@dataclass(frozen=True, slots=True)
class News:
    """One public item. ``withdrawn_at`` is set on one that may no longer be shown."""

    slug: str
    title: Text
    body: Text
    published_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewsPage:
    """One page of the list."""

    items: Sequence[News]
    page: int
    pages: int


def news(at: datetime, *, most: int = IN_FEED) -> list[News]:
    """The latest public items."""
    return [_news(each) for each in _public(at)[:most]]


def news_page(at: datetime, page: int, page_size: int) -> NewsPage:
    """A page of public items; one beyond the last is the last."""
    pages = max(1, -(-_public(at).count() // page_size))
    page = min(max(page, 1), pages)
    rows = _public(at)[(page - 1) * page_size : page * page_size]
    return NewsPage([_news(each) for each in rows], page, pages)


def news_item(slug: str, at: datetime) -> News | None:
    """An item that is or was public; None for one that never was."""
    row = NewsItem.objects.filter(slug=slug, published_at__lte=at).first()
    return _news(row) if row else None


def last_change(at: datetime) -> datetime | None:
    """When the public items last changed, by publishing or withdrawing; None before the first."""
    newest = NewsItem.objects.aggregate(
        published=Max("published_at", filter=Q(published_at__lte=at)),
        withdrawn=Max("withdrawn_at", filter=Q(withdrawn_at__lte=at)),
    )
    return max((each for each in newest.values() if each), default=None)


def _public(at: datetime) -> QuerySet[NewsItem]:
    standing = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at)
    return NewsItem.objects.filter(standing, published_at__lte=at).order_by("-published_at", "-pk")


def _news(row: NewsItem) -> News:
    return News(
        row.slug,
        Text(row.title_ja, row.title_en),
        Text(row.body_ja, row.body_en),
        row.published_at,
        row.withdrawn_at,
    )
