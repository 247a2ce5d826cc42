"""Journey, glossary and contact: complete in both languages, searchable, and open at the right hour."""

import re
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from hojokin.flow.journey import journey
from hojokin.rules.reference.glossary import glossary
from hojokin.rules.years import CURRENT

pytestmark = pytest.mark.usefixtures("catalogue")

PAGES = ["/check/", "/journey/", "/glossary/", "/contact/", "/news/"]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_inline_script_and_no_inline_style(site: Client, prefix: str, address: str) -> None:
    answer = site.get(prefix + address)

    assert answer.status_code == 200
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", answer.text) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", answer.text) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_cannot_be_written_to(site: Client, address: str) -> None:
    assert site.post(address).status_code == 405


@pytest.mark.parametrize("address", ["/journey/", "/glossary/", "/contact/"])
def test_a_page_that_explains_asks_the_database_nothing(
    site: Client, django_assert_num_queries: Any, address: str
) -> None:
    with django_assert_num_queries(0):
        site.get(address)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_journey_tells_every_step(site: Client, prefix: str) -> None:
    told = unescape(site.get(f"{prefix}/journey/").text)
    steps = [step for stage in journey(CURRENT) for step in stage.steps]

    titles = [step.title.en if prefix else step.title.ja for step in steps]
    assert [title for title in titles if f"<h3>{title}</h3>" not in told] == []
    assert told.count('class="journey-number"') == 14


def test_what_is_not_confirmed_is_marked_on_the_journey(site: Client) -> None:
    told = site.get("/journey/").text

    assert re.search(r"72時間（2021年の説明） <span class=\"chip unsure\">未確認</span>", told)
    assert re.search(r"より前になっている。 <span class=\"chip unsure\">前年度の資料による</span>", told)


def test_the_glossary_holds_every_term_with_its_anchor(site: Client) -> None:
    told = site.get("/glossary/").text

    assert [each.ja for each in glossary() if f'id="{each.anchor}"' not in told] == []


@pytest.mark.parametrize("asked", ["交付決定", " 交付決定 ", "GRANT DECISION", "ｇｒａｎｔ　decision"])
def test_a_term_is_found_in_any_width_and_case(site: Client, asked: str) -> None:
    told = site.get("/glossary/", {"q": asked}).text

    assert 'id="grant-decision"' in told
    assert 'id="process"' not in told


def test_a_word_that_is_nowhere_says_so(site: Client) -> None:
    told = site.get("/glossary/", {"q": "ぬひれにう"}).text

    assert "見つかりませんでした" in told
    assert 'class="term"' not in told


def test_the_former_name_is_dated_in_the_glossary_and_on_the_contact_page(site: Client) -> None:
    pages = [site.get(address).text for address in ("/glossary/", "/contact/")]

    for told in pages:
        assert "2025年度まで" in told
        assert "IT導入補助金2025" in told
        assert "デジタル化・AI導入補助金2026" in told


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-11-24T09:29:59+09:00", "次の受付は 2026年11月24日（火）09:30 からです。"),
        ("2026-11-24T09:30:00+09:00", "今日は17:30までです。"),
        ("2026-11-24T17:30:00+09:00", "次の受付は 2026年11月25日（水）09:30 からです。"),
        ("2026-11-23T10:00:00+09:00", "今日は祝日（勤労感謝の日）です。"),
        ("2028-06-01T10:00:00+09:00", "いま受付中かどうかは分かりません"),
    ],
)
def test_the_contact_page_says_whether_somebody_answers_now(site: Client, now: str, told: str) -> None:
    with time_machine.travel(now, tick=False):
        assert told in site.get("/contact/").text
