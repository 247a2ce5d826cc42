"""News feed (お知らせの配信): the public items as Atom (RFC 4287), for a reader program to follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.news import News

AUTHOR = "Hojokin"


@dataclass(frozen=True, slots=True)
class FeedAddresses:
    """Where the feed, its page and each item are; all of them whole addresses."""

    feed: str
    page: str
    items: Sequence[str]


class _Feed(Atom1Feed):
    """A feed that says when it last changed; without items, Django would name the moment of reading."""

    updated: datetime

    def latest_post_date(self) -> datetime:
        return self.updated


def news_feed(items: Sequence[News], addresses: FeedAddresses, updated: datetime, language: str) -> str:
    """The feed. An item's id is made of its day and its address, and never changes."""
    feed = _Feed(
        title=_("デジタル化・AI導入補助金のお知らせ"),
        link=addresses.page,
        description=_("制度とこのサイトのお知らせです。"),
        language=language,
        author_name=AUTHOR,
        feed_url=addresses.feed,
    )
    feed.updated = updated
    for each, address in zip(items, addresses.items, strict=True):
        feed.add_item(
            title=told(each.title),
            link=address,
            description=linebreaks(told(each.body), autoescape=True),
            unique_id=get_tag_uri(address, each.published_at),
            pubdate=each.published_at,
            updateddate=each.published_at,
            author_name=AUTHOR,
        )
    return str(feed.writeString("utf-8"))
