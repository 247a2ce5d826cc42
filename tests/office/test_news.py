"""News: who may publish, what an item needs, what everyone sees and when, and the feed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.publish_news import LONGEST_BODY, NewsText, publish_news, withdraw_news
from hojokin.office.queries.news import last_change, news, news_item, news_page
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, NewsItem

pytestmark = pytest.mark.usefixtures("catalogue")

ATOM = "{http://www.w3.org/2005/Atom}"
AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
EDITOR = Actor(None, Role.ADMINISTRATOR)


def text(slug: str = "guidelines", **changed: str) -> NewsText:
    told = {
        "title_ja": "公募要領を改訂しました",
        "title_en": "The guidelines were revised",
        "body_ja": "一段落め。\n\n<b>二段落め</b>。",
        "body_en": "First.\n\nSecond.",
    }
    return NewsText(slug, **{**told, **changed})


def several(count: int) -> None:
    for place in range(count):
        publish_news(text(f"item-{place}"), by=EDITOR, at=AT + timedelta(days=place))


def slugs(at: datetime) -> list[str]:
    return [each.slug for each in news(at)]


def test_an_item_is_public_from_its_instant_on() -> None:
    publish_news(text(), by=EDITOR, at=AT, since=AT + timedelta(days=1))

    assert slugs(AT + timedelta(days=1, seconds=-1)) == []
    assert slugs(AT + timedelta(days=1)) == ["guidelines"]


def test_nothing_is_published_into_the_past() -> None:
    item = publish_news(text(), by=EDITOR, at=AT, since=AT - timedelta(days=1))

    assert item.published_at == AT


def test_the_latest_comes_first_and_no_more_than_asked_for() -> None:
    several(3)

    assert [each.slug for each in news(AT + timedelta(days=9), most=2)] == ["item-2", "item-1"]


def test_a_withdrawn_item_is_gone_from_the_list_and_told_apart_on_its_page() -> None:
    several(2)

    withdraw_news("item-1", by=EDITOR, at=AT + timedelta(days=5))

    assert slugs(AT + timedelta(days=5)) == ["item-0"]
    gone = news_item("item-1", AT + timedelta(days=5))
    assert gone is not None
    assert gone.withdrawn_at == AT + timedelta(days=5)


def test_an_item_that_was_withdrawn_before_its_day_never_appears() -> None:
    publish_news(text(), by=EDITOR, at=AT, since=AT + timedelta(days=2))

    withdraw_news("guidelines", by=EDITOR, at=AT)

    assert slugs(AT + timedelta(days=3)) == []


def test_withdrawing_twice_changes_nothing() -> None:
    several(1)
    withdraw_news("item-0", by=EDITOR, at=AT + timedelta(days=1))

    withdraw_news("item-0", by=EDITOR, at=AT + timedelta(days=2))

    assert NewsItem.objects.get().withdrawn_at == AT + timedelta(days=1)
    assert [row.what for row in AuditRow.objects.all()] == ["news.publish", "news.withdraw"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.APPROVER, Role.ADMINISTRATOR}))
def test_nobody_else_publishes_or_withdraws(role: Role) -> None:
    several(1)

    with pytest.raises(NotAllowed):
        publish_news(text(), by=Actor(None, role), at=AT)
    with pytest.raises(NotAllowed):
        withdraw_news("item-0", by=Actor(None, role), at=AT)
    assert NewsItem.objects.get().withdrawn_at is None


def test_every_problem_is_told_at_once() -> None:
    wrong = text("Bad Slug", title_ja=" ", title_en="x" * 201, body_ja="", body_en="x" * (LONGEST_BODY + 1))

    with pytest.raises(Unmet) as refused:
        publish_news(wrong, by=EDITOR, at=AT)

    assert [each.field for each in refused.value.problems] == [
        "slug",
        "title_ja",
        "title_en",
        "body_ja",
        "body_en",
    ]
    assert NewsItem.objects.count() == 0


def test_a_text_may_be_as_long_as_the_limit() -> None:
    item = publish_news(text("a" * 50, title_ja="題" * 200, body_ja="文" * LONGEST_BODY), by=EDITOR, at=AT)

    assert (len(item.slug), len(item.title_ja), len(item.body_ja)) == (50, 200, LONGEST_BODY)


@pytest.mark.parametrize("slug", ["", "a" * 51, "-a", "a--b", "ａ", "a_b", "a\n"])
def test_a_slug_that_no_address_can_bear_is_refused(slug: str) -> None:
    with pytest.raises(Unmet) as refused:
        publish_news(text(slug), by=EDITOR, at=AT)

    assert [each.field for each in refused.value.problems] == ["slug"]


def test_a_slug_is_used_once() -> None:
    several(1)

    with pytest.raises(Unmet) as refused:
        publish_news(text("item-0"), by=EDITOR, at=AT)

    assert refused.value.problems[0].message.ja.startswith("同じ名前のお知らせがあります")


def test_pages_of_the_list_end_at_the_last() -> None:
    several(5)

    found = news_page(AT + timedelta(days=9), 9, 2)

    assert ([each.slug for each in found.items], found.page, found.pages) == (["item-0"], 3, 3)


def test_the_last_change_is_the_latest_publishing_or_withdrawing() -> None:
    assert last_change(AT) is None
    several(2)
    withdraw_news("item-0", by=EDITOR, at=AT + timedelta(days=7))

    changes = [last_change(AT + timedelta(days=days)) for days in (0, 6, 7)]

    assert changes == [AT, AT + timedelta(days=1), AT + timedelta(days=7)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_the_same_for_one_and_for_three(
    site: Client, django_assert_num_queries: Any, count: int
) -> None:
    several(count)

    with django_assert_num_queries(2):
        listed = site.get("/news/")
    with django_assert_num_queries(1):
        item = site.get("/news/item-0/")
    with django_assert_num_queries(2):
        site.get("/news/feed.atom")
    with django_assert_num_queries(5):  # the news, and the days of the rounds as the office set them
        home = site.get("/")

    assert listed.text.count("公募要領を改訂しました") == count
    assert "&lt;b&gt;二段落め&lt;/b&gt;" in item.text
    assert home.text.count("公募要領を改訂しました") == count


def test_the_front_page_shows_no_more_than_three(site: Client) -> None:
    several(4)

    assert site.get("/").text.count("公募要領を改訂しました") == 3


def test_a_withdrawn_item_answers_that_it_is_gone(site: Client) -> None:
    several(1)
    withdraw_news("item-0", by=EDITOR, at=AT + timedelta(days=1))

    gone, never = site.get("/news/item-0/"), site.get("/news/none/")

    assert (gone.status_code, never.status_code) == (410, 404)
    assert "このお知らせは取り下げられました" in gone.text
    assert "一段落め" not in gone.text


def feed(site: Client, address: str = "/news/feed.atom") -> ET.Element:
    return ET.fromstring(site.get(address).content)


def test_the_feed_has_what_the_standard_asks_for(site: Client) -> None:
    several(2)

    root = feed(site)

    assert root.tag == f"{ATOM}feed"
    assert root.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "ja"}
    links = {each.attrib["rel"]: each.attrib["href"] for each in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/news/",
        "self": "http://testserver/news/feed.atom",
    }
    assert root.findtext(f"{ATOM}updated") == "2026-06-02T01:00:00+00:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Hojokin"
    for entry in root.findall(f"{ATOM}entry"):
        for part in ("id", "title", "updated", "published", "summary", "link", f"author/{ATOM}name"):
            assert entry.find(f"{ATOM}{part}") is not None


def test_ids_stay_the_same_and_differ_between_items_and_languages(site: Client) -> None:
    several(2)

    ids = [
        [each.text for each in feed(site, address).iter(f"{ATOM}id")]
        for address in ("/news/feed.atom", "/news/feed.atom", "/en/news/feed.atom")
    ]

    assert ids[0] == ids[1]
    assert len({*ids[0], *ids[2]}) == 6


def test_an_english_feed_is_in_english(site: Client) -> None:
    several(1)

    root = feed(site, "/en/news/feed.atom")

    assert list(root.attrib.values()) == ["en"]
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "The guidelines were revised"


def test_a_text_is_escaped_in_the_feed(site: Client) -> None:
    several(1)

    assert feed(site).findtext(f"{ATOM}entry/{ATOM}summary") == (
        "<p>一段落め。</p>\n\n<p>&lt;b&gt;二段落め&lt;/b&gt;。</p>"
    )


def test_who_asks_again_is_told_that_nothing_changed(site: Client) -> None:
    several(1)
    first = site.get("/news/feed.atom")

    by_tag = site.get("/news/feed.atom", headers={"If-None-Match": first["ETag"]})
    by_date = site.get("/news/feed.atom", headers={"If-Modified-Since": first["Last-Modified"]})

    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first["Last-Modified"] == "Mon, 01 Jun 2026 01:00:00 GMT"
    assert (by_tag.status_code, by_date.status_code) == (304, 304)


def test_after_a_withdrawal_the_feed_is_sent_anew(site: Client) -> None:
    several(2)
    first = site.get("/news/feed.atom")
    withdraw_news("item-1", by=EDITOR, at=AT + timedelta(days=5))

    again = site.get("/news/feed.atom", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert len(ET.fromstring(again.content).findall(f"{ATOM}entry")) == 1


def test_an_empty_feed_is_a_feed_and_does_not_change_by_being_read(site: Client) -> None:
    first, second = site.get("/news/feed.atom"), site.get("/news/feed.atom")

    assert first.content == second.content
    assert feed(site).findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"
