"""Pages of one tool, of several side by side, and of vendors."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from hojokin.office.actions.register_tool import deregister_tool, deregister_vendor
from hojokin.office.catalogue.codes import VendorForm
from hojokin.office.portals.context import SAMPLE_MARK
from tests.office.registered import TOOL, VENDOR, register, several

pytestmark = pytest.mark.usefixtures("catalogue")

AT = datetime(2026, 6, 1, 16, 0, tzinfo=UTC)  # one in the morning of the next day in Japan
ESTIMATE = re.compile(r'href="(/estimate/\?[^"]+)"')


def named(count: int) -> str:
    return "&".join(f"n=DL06-{place:07d}" for place in range(1, count + 1))


def columns(text: str) -> int:
    return text.count('<th scope="col">')


def test_a_tool_has_a_page_with_everything_public(site: Client) -> None:
    register([TOOL])

    text = site.get(f"/tools/{TOOL.number}/").text

    for told in (
        TOOL.name,
        TOOL.outline,
        TOOL.ai_evidence,
        TOOL.maker,
        VENDOR.name,
        "通常枠",
        "2026年4月2日（木）",
    ):
        assert told in text


def test_the_estimate_starts_with_the_tools_own_line(site: Client) -> None:
    register([TOOL])

    found = ESTIMATE.search(site.get(f"/tools/{TOOL.number}/").text)

    assert found is not None
    assert parse_qs(urlsplit(found[1].replace("&amp;", "&")).query) == {
        "applicant-size": ["small"],
        "costs-0-category": ["software"],
        "costs-0-name": ["そらもり会計"],
        "costs-0-amount_yen": ["600,000"],
        "costs-0-processes": ["P-04"],
        "costs-0-functions": ["accounting"],
        "costs-0-invoice_ready": ["on"],
        "costs-0-cloud": ["on"],
        "costs-0-ai": ["generative"],
    }


def test_the_estimate_of_a_tool_is_answered(site: Client) -> None:
    register([TOOL])
    found = ESTIMATE.search(site.get(f"/tools/{TOOL.number}/").text)
    assert found is not None

    text = site.get(found[1].replace("&amp;", "&")).text

    assert 'class="notice error"' not in text
    assert 'class="best"' in text


def test_similar_tools_are_for_the_same_work_and_not_itself(site: Client) -> None:
    other = replace(TOOL, number="DL06-0000002", name="ほしなぎ会計")
    register([TOOL, other, replace(TOOL, number="DL06-0000003", name="まるたけ予約", processes=("P-01",))])

    text = site.get(f"/tools/{TOOL.number}/").text

    assert re.findall(r'<h3><a href="/tools/([^/]+)/"', text) == [other.number]


def test_a_deregistered_tool_is_gone_with_the_day_and_a_way_on(site: Client) -> None:
    register([TOOL])
    deregister_tool(TOOL.number, at=AT)

    answer = site.get(f"/tools/{TOOL.number}/")

    assert answer.status_code == 410
    assert "2026年6月2日（火）" in answer.text
    assert 'href="/tools/"' in answer.text
    assert TOOL.name not in answer.text


def test_a_tool_of_a_vendor_that_was_struck_off_is_gone(site: Client) -> None:
    register([TOOL])
    deregister_vendor(VENDOR.public_id, at=AT)

    assert site.get(f"/tools/{TOOL.number}/").status_code == 410
    assert site.get(f"/vendors/{VENDOR.public_id}/").status_code == 410


@pytest.mark.parametrize("address", ["/tools/DL06-9999999/", "/vendors/V26-999999/", "/tools/%F0%9F%8D%A3/"])
def test_a_number_that_never_was_is_not_found(site: Client, address: str) -> None:
    assert site.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 4])
def test_up_to_four_stand_side_by_side(site: Client, count: int) -> None:
    register(several(5))

    text = site.get(f"/tools/compare/?{named(count)}").text

    assert columns(text) == count
    assert "省きました" not in text


def test_a_fifth_is_left_out_and_told(site: Client) -> None:
    register(several(5))

    text = site.get(f"/tools/compare/?{named(5)}").text

    assert columns(text) == 4
    assert "あとの1つは省きました" in text


@pytest.mark.parametrize(
    ("prices", "marks"), [((500_000,), 0), ((500_000, 500_000), 0), ((500_000, 500_000, 500_001), 2)]
)
def test_the_lowest_price_is_marked_where_another_is_higher(
    site: Client, prices: tuple[int, ...], marks: int
) -> None:
    register([replace(each, price_standard=price) for each, price in zip(several(3), prices, strict=False)])

    assert site.get(f"/tools/compare/?{named(len(prices))}").text.count("一番安い") == marks


def test_a_number_that_is_not_registered_is_told(site: Client) -> None:
    register([TOOL])

    text = site.get("/tools/compare/?n=DL06-0000001&n=DL06-7777777").text

    assert columns(text) == 1
    assert "DL06-7777777" in text


def test_nothing_to_compare_leads_to_the_search(site: Client) -> None:
    answer = site.get("/tools/compare/")

    assert answer.status_code == 200
    assert 'class="button" href="/tools/"' in answer.text


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/tools/compare/?" + named(3), 1),
        (f"/tools/{TOOL.number}/", 3),
        ("/vendors/", 2),
        ("/vendors/V26-000001/", 3),
    ],
)
def test_the_number_of_questions_to_the_database_does_not_grow(
    site: Client, django_assert_num_queries: Any, page: str, most: int
) -> None:
    for count in (1, 3):
        vendors = [replace(VENDOR, public_id=f"V26-{place:06d}") for place in range(1, count + 1)]
        register(several(count), vendors)
        assert site.get(page).status_code == 200

        with django_assert_num_queries(most):
            site.get(page)


def test_vendors_are_found_by_name_reading_number_and_place(site: Client) -> None:
    osaka = replace(
        VENDOR,
        public_id="V26-000002",
        name="有限会社みなと",
        kana="ミナト",
        prefecture="27",
        form=VendorForm.CONSORTIUM,
    )
    register([TOOL], [VENDOR, osaka])

    def found(query: str) -> list[str]:
        return re.findall(r'<a href="/vendors/([^/]+)/"', site.get(f"/vendors/?{query}").text)

    assert found("") == [VENDOR.public_id, osaka.public_id]
    assert found(f"q={quote('みなと')}") == [osaka.public_id]
    assert found(f"q={quote('ｱｵｿﾞﾗ')}") == [VENDOR.public_id]
    assert found("q=V26-000002") == [osaka.public_id]
    assert found("prefecture=27") == [osaka.public_id]
    assert found("form=single") == [VENDOR.public_id]
    assert found("prefecture=99&form=x&page=zz") == [VENDOR.public_id, osaka.public_id]


def test_a_vendors_page_lists_its_tools(site: Client) -> None:
    register(several(2))

    text = site.get(f"/vendors/{VENDOR.public_id}/").text

    assert "登録ツール 2 件" in text
    assert re.findall(r'<h3><a href="/tools/([^/]+)/"', text) == ["DL06-0000001", "DL06-0000002"]


def test_an_invented_catalogue_says_that_it_is(site: Client, tmp_path: Path) -> None:
    register([TOOL])
    told = "ここに出るツールと事業者は、すべて架空のものです。"

    assert told not in site.get("/tools/").text
    (tmp_path / SAMPLE_MARK).touch()

    for address in (
        "/tools/",
        f"/tools/{TOOL.number}/",
        "/tools/compare/",
        "/vendors/",
        f"/vendors/{VENDOR.public_id}/",
    ):
        assert told in site.get(address).text
