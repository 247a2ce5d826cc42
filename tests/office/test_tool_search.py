"""Tool search: found by word, narrowed, kept in the address, bounded, without a login and without JavaScript."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from hojokin.office.actions.register_tool import deregister_tool, deregister_vendor
from hojokin.office.catalogue.codes import AiKind
from hojokin.office.queries.tool_parameters import LONGEST_ADDRESS
from tests.office.registered import TOOL, VENDOR, register, several

pytestmark = pytest.mark.usefixtures("catalogue")

AT = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
PLAIN = replace(
    TOOL,
    number="DL06-0000002",
    name="かぜさと予約",
    kana="",
    maker="かぜさと合同会社",
    ai_kind=AiKind.NONE,
    ai_evidence="",
)
NAME = re.compile(r'<h3 id="t-[^"]+"><a href="[^"]+" lang="ja">([^<]+)</a>')


def found(site: Client, address: str, **headers: str) -> list[str]:
    """Names of the tools that a page lists."""
    answer = site.get(address, headers=headers)
    assert answer.status_code == 200
    return NAME.findall(answer.text)


def count(site: Client, address: str, box: str) -> str:
    """The count beside a value of a facet."""
    text = site.get(address).text
    shown = re.search(rf'id="n-{re.escape(box)}"[^>]*>([\d,]+)<', text)
    assert shown is not None
    return shown[1]


def test_everything_registered_is_listed_without_a_question(site: Client) -> None:
    register([TOOL, PLAIN])

    assert sorted(found(site, "/tools/")) == ["かぜさと予約", "そらもり会計"]


def test_an_empty_catalogue_is_told_and_not_broken(site: Client) -> None:
    answer = site.get("/tools/")

    assert answer.status_code == 200
    assert "合うツールが見つかりません" in answer.text


@pytest.mark.parametrize("typed", ["そらもり", "ソラモリ", "ｿﾗﾓﾘ", "計", "ＤＬ06-0000001"])
def test_a_tool_is_found_in_any_width_and_kana(site: Client, typed: str) -> None:
    register([TOOL, replace(PLAIN, outline="予約の台帳です。", processes=("P-01",), functions=())])

    assert found(site, f"/tools/?q={quote(typed)}") == ["そらもり会計"]


def test_a_name_with_a_slip_is_found_and_said_to_be_another_spelling(site: Client) -> None:
    register([TOOL])

    answer = site.get(f"/tools/?q={quote('ソラモソカイケイ')}")

    assert NAME.findall(answer.text) == ["そらもり会計"]
    assert "に合うツールがないので" in answer.text


def test_the_ai_filter_keeps_the_kind_that_is_chosen(site: Client) -> None:
    register([TOOL, PLAIN])

    assert found(site, "/tools/?ai=generative") == ["そらもり会計"]
    assert found(site, "/tools/?ai=none") == ["かぜさと予約"]
    assert len(found(site, "/tools/?ai=none&ai=generative")) == 2


def test_the_badge_says_which_ai_and_what_it_does(site: Client) -> None:
    register([TOOL])

    text = site.get("/tools/").text

    assert '<span class="ai-badge generative">生成AI</span>' in text
    assert "生成AIが仕訳の下書きを作ります。" in text


def test_counts_tell_what_choosing_a_value_would_show(site: Client) -> None:
    register([TOOL, PLAIN])

    assert count(site, "/tools/", "ai-generative") == "1"
    assert count(site, "/tools/?ai=generative", "ai-none") == "1"
    assert count(site, "/tools/?ai=generative", "process-P-01") == "0"


def test_every_facet_is_offered(site: Client) -> None:
    names = set(re.findall(r'<input type="checkbox" form="find" name="(\w+)"', site.get("/tools/").text))

    assert names == {
        "ai", "process", "price", "industry", "invoice_ready", "cloud", "function", "track", "category", "prefecture",
    }  # fmt: skip


def test_a_chip_leads_to_the_same_question_without_it(site: Client) -> None:
    register([TOOL])

    text = site.get(f"/tools/?q={quote('会計')}&ai=generative&cloud=yes").text

    chips = [unquote(href) for href in re.findall(r'chosen-chip" href="([^"]+)"', text)]
    assert chips == ["/tools/?q=会計&amp;cloud=yes", "/tools/?q=会計&amp;ai=generative"]


def test_the_order_is_the_one_that_is_asked_for(site: Client) -> None:
    register(several(3))

    assert found(site, "/tools/?sort=price_down") == ["そらもり会計 3", "そらもり会計 2", "そらもり会計 1"]
    assert found(site, "/tools/?sort=price") == ["そらもり会計 1", "そらもり会計 2", "そらもり会計 3"]


def test_pages_hold_every_tool_once(site: Client) -> None:
    register(several(41))

    pages = [found(site, f"/tools/?sort=price&page={number}") for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [20, 20, 1]
    assert len({name for page in pages for name in page}) == 41


def test_a_page_beyond_the_last_is_the_last(site: Client) -> None:
    register(several(21))

    assert found(site, "/tools/?sort=price&page=999") == ["そらもり会計 21"]


def test_a_pressed_button_leads_to_the_clean_address(site: Client) -> None:
    answer = site.get(f"/tools/?go=1&q={quote('会計')}&ai=generative&sort=relevance&utm_source=mail")

    assert answer.status_code == 302
    assert unquote(answer.headers["Location"]) == "/tools/?q=会計&ai=generative"


def test_while_typing_only_the_answer_and_the_counts_are_sent(site: Client) -> None:
    register([TOOL])

    answer = site.get("/tools/?q=&ai=generative&sort=relevance", headers={"HX-Request": "true"})

    assert answer.headers["HX-Replace-Url"] == "/tools/?ai=generative"
    assert "HX-Request" in answer.headers["Vary"]
    assert "<html" not in answer.text
    assert 'id="n-ai-none" hx-swap-oob="true"' in answer.text


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_number_of_questions_to_the_database_does_not_grow(
    site: Client, django_assert_num_queries: Any, language: str
) -> None:
    register(several(1))
    site.get("/tools/")
    with django_assert_num_queries(2):
        assert len(found(site, f"{language}/tools/")) == 1

    register(several(3))
    site.get("/tools/")
    with django_assert_num_queries(2):
        assert len(found(site, f"{language}/tools/")) == 3


def test_a_deregistered_tool_vanishes_at_once(site: Client) -> None:
    register([TOOL, PLAIN])
    assert len(found(site, "/tools/")) == 2

    deregister_tool(TOOL.number, at=AT)

    assert found(site, "/tools/") == ["かぜさと予約"]


def test_a_vendor_that_is_struck_off_takes_its_tools_along(site: Client) -> None:
    register([TOOL])
    assert len(found(site, "/tools/")) == 1

    deregister_vendor(VENDOR.public_id, at=AT)

    assert found(site, "/tools/") == []


def test_what_cannot_be_read_is_left_out_and_told(site: Client) -> None:
    register([TOOL])

    answer = site.get("/tools/?ai=alien&sort=upwards&page=-1&price=cheap")

    assert NAME.findall(answer.text) == ["そらもり会計"]
    assert "読めない条件があったので、除いて探しました。" in answer.text
    assert "「alien」は「AI」の値ではありません。" in answer.text


def test_markup_in_an_address_stays_text(site: Client) -> None:
    answer = site.get("/tools/?q=<script>alert(1)</script>&ai=<b>&n=<i>")

    assert "<script>alert" not in answer.text
    assert "<b>" not in answer.text
    assert "<i>" not in answer.text


@pytest.mark.parametrize(
    "address", ["/tools/", "/tools/tools.csv", "/tools/tools.json", "/tools/compare/", "/vendors/"]
)
def test_ten_thousand_values_are_refused_with_a_way_on(site: Client, address: str) -> None:
    answer = site.get(address + "?" + "&".join(["process=P-01"] * 10_000))

    assert answer.status_code == 414
    assert "条件が多すぎます" in answer.text
    assert 'href="/tools/"' in answer.text


def test_an_address_at_the_limit_is_read(site: Client) -> None:
    address = "/tools/?q=" + "a" * (LONGEST_ADDRESS - 2)

    assert site.get(address).status_code == 200
    assert site.get(address + "a").status_code == 414


@pytest.mark.parametrize("keyword", ["%00", "%F0%9F%8D%A3", "%ED%A0%80", "%27%22%3B--", "%E3%82%9B" * 50])
def test_odd_characters_are_searched_for_like_any_other(site: Client, keyword: str) -> None:
    register([TOOL])

    assert site.get(f"/tools/?q={keyword}").status_code == 200


def test_an_empty_answer_says_what_to_do(site: Client) -> None:
    register([TOOL])

    text = site.get(f"/tools/?q={quote('会計')}&ai=other").text

    assert "絞り込みをすべて外すと、1 件あります" in text


def test_the_title_tells_what_is_searched(site: Client) -> None:
    register([TOOL])

    text = site.get(f"/tools/?q={quote('会計')}").text

    assert "<title>「会計」のITツール 1件" in text
    assert "noindex" not in text
    assert 'content="noindex, follow"' in site.get("/tools/?ai=generative").text


def test_a_ticked_tool_is_kept_in_every_address(site: Client) -> None:
    register(several(21))

    text = site.get("/tools/?sort=price&n=DL06-0000001").text

    assert 'href="/tools/?sort=price&amp;page=2&amp;n=DL06-0000001"' in text
    second = site.get("/tools/?sort=price&page=2&n=DL06-0000001").text
    assert '<input type="hidden" form="find" name="n" value="DL06-0000001">' in second
