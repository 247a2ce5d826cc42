"""Every page of the site, found by its addresses: whoever may see it can read it, in both languages, on every screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from pathlib import Path, PurePath
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from hojokin.rules.citations import facts
from tests.journeys.applying import Programme, sign_in
from tests.journeys.conftest import is_complaint
from tests.journeys.english import japanese_in
from tests.office.site import Demo

PASSWORD = "hojokin-demo"  # shown on the page that lists the sample people
ID = re.compile(r"(?<![\w.-])[A-Z]{1,5}(?:\.[A-Z]+)?-\d+[a-z]?(?![\w-])")
NARROWEST = 320
WIDTHS = {"ja": 1280, "en": 390}
NOTHING_NOW = {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
FOR_FORMS_OR_PROGRAMS = {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.UNAUTHORIZED}
ADDRESS_IN = "tests/journeys/page_values.py"
# What the demo has nothing to show for; other journeys have an invitation and a passkey.
NOTHING_THERE = frozenset(
    {
        "account/second/passkeys/<int:pk>/edit/",
        "account/second/passkeys/<int:pk>/remove/",
        "account/second/passkeys/again/",
        "api/v1/",
        "invitation/<str:secret>/",
        "my/projects/<str:number>/tools/<int:report>/",
    }
)
PARTS = ("account", "cases", "desk", "vendor", "others")
LONG = ("cases", "others")  # minutes; what is public is looked at by test_public_pages too

pytestmark = pytest.mark.browser


class Answer(Enum):
    """What an address answers (応答)."""

    PAGE, NO_PAGE, NOTHING, FAULT = range(4)


@dataclass
class Looker:
    """Somebody at a screen (見る人): one page, what it complained of, and where they have been."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    been: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if is_complaint(message):
            self.complaints.append(message.text)


@dataclass
class Sight:
    """Everybody who looks, and what there is to see (見る人と見るページ)."""

    browser: Browser
    programme: Programme
    found: Mapping[str, Any]
    lookers: dict[str, Looker] = field(default_factory=dict)

    def looker(self, who: str) -> Looker:
        """Somebody, signed in when they first look."""
        if who not in self.lookers:
            context = self.browser.new_context(locale="ja")
            page = sign_in(context, self.programme, who) if who else context.new_page()
            if who:
                confirm(page, self.programme)
            self.lookers[who] = Looker(page)
        return self.lookers[who]

    def answer(self, who: str, path: str) -> Answer:
        """What an address answers to somebody."""
        context = self.looker(who).page.context
        answer = context.request.get(self.programme.address + path, max_redirects=0)
        if answer.status in NOTHING_NOW:
            return Answer.NOTHING
        if answer.status >= HTTPStatus.BAD_REQUEST and answer.status not in FOR_FORMS_OR_PROGRAMS:
            return Answer.FAULT
        is_for_people = answer.status not in FOR_FORMS_OR_PROGRAMS
        is_text = answer.headers.get("content-type", "").startswith("text/html")
        is_page = (
            is_for_people and is_text and (b"<html" in answer.body() or bool(answer.headers.get("location")))
        )
        return Answer.PAGE if is_page else Answer.NO_PAGE


def confirm(page: Page, programme: Programme) -> None:
    """Who came in by a button shows by the password who they are; the pages of the account ask for that."""
    page.goto(f"{programme.address}/account/again/")
    if page.locator("#id_password").count():
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form .button").first.click()
        page.wait_for_url(lambda address: "/again/" not in address)


@pytest.fixture(scope="module")
def sight(browser: Browser, tmp_path_factory: pytest.TempPathFactory, new_demo: Path) -> Iterator[Sight]:
    """Everybody at their screens, in a demo that no journey has changed."""
    with Demo(tmp_path_factory.mktemp("pages"), like=new_demo) as demo:
        programme = Programme(demo.address.removesuffix("/"), demo.data)
        seen = Sight(browser, programme, programme.do("pages"))
        yield seen
        for each in seen.lookers.values():
            each.page.context.close()
        programme.end()


def test_every_argument_of_every_address_has_a_value(sight: Sight) -> None:
    assert sight.found["unknown"] == [], f"VALUES in {ADDRESS_IN} does not say what stands at their arguments"


@pytest.mark.parametrize(
    "part", [pytest.param(each, marks=pytest.mark.long) if each in LONG else each for each in PARTS]
)
def test_every_page_can_be_read_by_whoever_may_see_it(sight: Sight, part: str) -> None:
    faults: list[str] = []
    for where, asked in sight.found["pages"].items():
        first = where.partition("/")[0]
        if part == (first if first in PARTS else "others"):
            faults += look(sight, where, asked)

    assert faults == [], "\n" + "\n".join(faults)


def look(sight: Sight, where: str, asked: list[list[str]]) -> Iterator[str]:
    """What is wrong with the pages of one address; what answers first says whether there are any."""
    is_there = False
    for who, path in asked:
        answer = Answer.PAGE if is_there else sight.answer(who, path)
        if answer is Answer.NO_PAGE:
            return
        if answer is Answer.NOTHING:
            continue
        is_there |= answer is Answer.PAGE
        for language in WIDTHS:
            yield from read(sight, who, path, language)
    if not is_there and where not in NOTHING_THERE and not PurePath(where).suffix:
        yield f"{where}: nobody sees anything there; VALUES in {ADDRESS_IN} has to name what exists"


def read(sight: Sight, who: str, path: str, language: str) -> Iterator[str]:
    """What is wrong with one page, in one language. A page that others lead to is read once."""
    looker, prefix = sight.looker(who), "" if language == "ja" else f"/{language}"
    page, address = looker.page, f"{prefix}{path}"
    page.set_viewport_size({"width": WIDTHS[language], "height": 900})
    looker.complaints.clear()
    answer = page.goto(sight.programme.address + address)
    assert answer is not None
    if answer.status in NOTHING_NOW or page.url in looker.been:
        return
    looker.been.add(page.url)
    told = [f"answers {answer.status}"] if answer.status != HTTPStatus.OK else []
    for fault in (
        *told,
        *looker.complaints,
        *shape(page, language),
        *ids(page),
        *words(page, language, sight.found["told"]),
    ):
        yield f"{address} ({who or 'a visitor'}): {fault}"


def shape(page: Page, language: str) -> Iterator[str]:
    """Its title, heading and language, and whether it fits on the narrowest screen."""
    if not page.title():
        yield "has no title"
    if (headings := page.locator("h1").count()) != 1:
        yield f"has {headings} h1"
    if (said := page.locator("html").get_attribute("lang")) != language:
        yield f"says that it is in {said}"
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    if (width := page.evaluate("document.documentElement.scrollWidth")) > NARROWEST:
        yield f"is {width} pixels wide on a screen of {NARROWEST}"
    page.set_viewport_size({"width": WIDTHS[language], "height": 900})


def ids(page: Page) -> Iterator[str]:
    """Ids of facts that people would have to look up: documents are named, and ids stay in titles."""
    said = set(ID.findall(page.locator("body").inner_text()))
    if found := sorted(said & set(facts())):
        yield f"shows ids of facts: {found}"


def words(page: Page, language: str, told: list[str]) -> Iterator[str]:
    """What axe finds, in Japanese, which is read by most; in English what is still Japanese."""
    if language == "en":
        yield from (f"in Japanese: {each}" for each in japanese_in(page, told))
        return
    for each in Axe().run(page).response["violations"]:
        yield f"{each['id']}: {[node['html'] for node in each['nodes']]}"
