"""Pages: every one answers in both languages, under strict headers, and errors help."""

import re
from pathlib import Path

import pytest
from django.test import Client

from hojokin.office import portals

pytestmark = pytest.mark.usefixtures("catalogue")

PAGES = [
    "/",
    "/estimate/",
    "/tracks/",
    "/schedule/",
    "/tools/",
    "/tools/compare/",
    "/vendors/",
    "/support/",
    "/run/",
    "/api/",
    "/accessibility/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_in_japanese(site: Client, address: str) -> None:
    answer = site.get(address)

    assert answer.status_code == 200
    assert '<html lang="ja">' in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers_in_english(site: Client, address: str) -> None:
    answer = site.get("/en" + address)

    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_links_to_itself_in_the_other_language(site: Client, address: str) -> None:
    japanese, english = site.get(address), site.get("/en" + address)

    assert f'<a href="/en{address}" lang="en"' in japanese.text
    assert f'<a href="{address}" lang="ja"' in english.text


def test_the_language_switch_keeps_what_was_typed(site: Client) -> None:
    answer = site.get("/estimate/?applicant-size=small&costs-0-amount_yen=100")

    assert '<a href="/en/estimate/?applicant-size=small&amp;costs-0-amount_yen=100" lang="en"' in answer.text


def test_the_answer_on_the_front_page_is_never_taken_for_the_page_and_keeps_what_was_typed(
    site: Client,
) -> None:
    address = "/?who=medium&yen=3000000&what=accounting"

    page = site.get(address)
    answer = site.get(address, headers={"HX-Request": "true"})

    assert ["HX-Request" in each["Vary"] for each in (page, answer)] == [True, True]
    assert ("<html" in page.text, "<html" in answer.text) == (True, False)
    assert 'href="/en/?who=medium&amp;yen=3000000&amp;what=accounting" lang="en"' in answer.text


def test_a_japanese_page_does_not_depend_on_the_browsers_language(site: Client) -> None:
    answer = site.get("/schedule/", headers={"Accept-Language": "en"})

    assert '<html lang="ja">' in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_inline_script_and_no_inline_style(site: Client, address: str) -> None:
    text = site.get(address).text

    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", text) == []


def test_a_page_forbids_everything_that_is_not_its_own(site: Client) -> None:
    headers = site.get("/").headers

    assert headers["Content-Security-Policy"].split("; ") == [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_an_unknown_address_says_so_and_leads_on(site: Client) -> None:
    answer = site.get("/nothing-here/")

    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.text
    assert 'href="/estimate/"' in answer.text


def test_an_unknown_english_address_is_answered_in_english(site: Client) -> None:
    answer = site.get("/en/nothing-here/")

    assert answer.status_code == 404
    assert "Page not found" in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_cannot_be_written_to(site: Client, address: str) -> None:
    assert site.post(address).status_code == 405


def test_every_style_is_asked_for_in_one_place_and_once() -> None:
    folder = Path(portals.__path__[0])
    links = (folder / "templates/partials/styles.html").read_text(encoding="utf-8")

    asked = re.findall(r'"hojokin/styles/([\w-]+\.css)"', links)

    assert sorted(asked) == sorted(each.name for each in (folder / "static/hojokin/styles").iterdir())


def test_a_public_page_leaves_the_styles_of_the_desk_out(site: Client) -> None:
    asked = re.findall(r"hojokin/styles/([a-z-]+)[.\w]*\.css", site.get("/").text)

    assert "home" in asked
    assert "desk" not in asked
