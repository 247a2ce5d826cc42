"""People at the running demo who register, review and decide: what they press, and what they fill in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page, expect

from hojokin.flow.form import Value
from tests.office.adapters.made_files import pdf

type Check = Callable[[Page], None]

TODAY = datetime.now(ZoneInfo("Asia/Tokyo")).date()
RECENT = (TODAY - timedelta(days=10)).isoformat()
PAPER = {"name": "書類.pdf", "mimeType": "application/pdf", "buffer": pdf()}
NUMBER = re.compile(r"/(?:cases|desk)/([A-Z]{2}\d\d-\d{6})/")
MOST_SECTIONS = 20


class Town:
    """Browsers of several people; every page of a new kind is checked once, ``seen`` holds those that were."""

    def __init__(
        self, browser: Browser, address: str, check: Check, seen: set[str], *, width: int, language: str
    ) -> None:
        self.browser, self.address, self.check, self.seen = browser, address, check, seen
        self.width, self.language = width, language

    def visitor(self) -> Page:
        """Somebody who is not signed in."""
        page = self.browser.new_context(viewport={"width": self.width, "height": 900}).new_page()
        page.set_default_timeout(10_000)
        return page

    def person(self, name: str) -> Page:
        """One of the invented people, signed in by the button with that name."""
        page = self.visitor()
        self.open(page, "/accounts/")
        page.get_by_role("button", name=name).first.click()
        return page

    def representative(self, firm: str) -> Page:
        """Somebody new, signed in with the gBizID Prime of an invented firm."""
        page = self.visitor()
        self.open(page, "/signin/")
        page.locator('form[action$="/signin/gbizid/"] button').first.click()
        page.locator(f'input[name=firm][value="{firm}"]').check()
        self.look(page)
        page.locator("button[value=grant]").click()
        expect(page).to_have_url(re.compile("/my/"))
        return page

    def open(self, page: Page, path: str) -> None:
        """Open a page in the language of this walk, and check it."""
        page.goto(self.address + self.language + path)
        self.look(page)

    def look(self, page: Page) -> None:
        """Check the page that is open, once for each kind of page."""
        kind = f"{self.width} " + re.sub(
            r"[A-Z]{2}\d\d-\d+|\d+", "N", page.url.removeprefix(self.address).partition("?")[0]
        )
        if kind not in self.seen:
            self.seen.add(kind)
            self.check(page)

    def take(self, page: Page, number: str, action: str, reason: str = "", *, at: str = "cases") -> None:
        """Take a step of a filing from its page, by the link there."""
        self.open(page, f"/{at}/{number}/")
        with page.expect_navigation():
            page.locator(f'a[href*="/cases/{number}/steps/{action}/"]').first.click()
        self.look(page)
        if reason:
            page.locator("#reason").fill(reason)
        if (due := page.locator("#due")).count():
            due.fill((TODAY + timedelta(days=14)).isoformat())
        page.locator("#step-form .form-actions button").click()
        expect(page).to_have_url(re.compile(rf"/cases/{number}/\?done="))

    def fill_in(self, page: Page, number: str, values: Mapping[str, Value]) -> None:
        """Every section of a filing, from the first to the last, as the form leads from one to the next."""
        self.open(page, f"/cases/{number}/")
        first = page.locator('a[href*="/form/"]').first.get_attribute("href")
        assert first is not None
        page.goto(self.address + first)
        for _section in range(MOST_SECTIONS):
            self.look(page)
            write(page, values)
            with page.expect_navigation():
                page.locator("button[name=next]").click()
            if "/form/" not in page.url:
                return
            assert not page.locator(".error-summary").count(), page.locator("main").inner_text()
        raise AssertionError(f"the form has no end: {page.url}")


def number_in(page: Page) -> str:
    """Number of the filing whose page is open."""
    found = NUMBER.search(page.url)
    assert found is not None, page.url
    return found[1]


def write(page: Page, values: Mapping[str, Value]) -> None:
    """Write what is asked on the page, also what appears by an answer."""
    written: set[str] = set()
    while True:
        # All at one moment: a field may vanish between two questions.
        names: list[str] = page.locator(".case-field[data-field]:not([hidden])").evaluate_all(
            "found => found.map(each => each.dataset.field)"
        )
        if not (new := [name for name in names if name not in written]):
            return
        for name in new:
            written.add(name)
            _write(page, name, values.get(name))
        saved(page)


def saved(page: Page) -> None:
    """Wait until nothing is on its way any more."""
    page.wait_for_timeout(30)  # until what was just changed has left
    expect(page.locator(".htmx-request")).to_have_count(0)


def _write(page: Page, name: str, value: Value | None) -> None:
    field = page.locator(f"#field-{name}")
    if field.locator("input[type=file]").count():
        if not field.locator(".case-files li").count():
            field.locator("input[type=file]").set_input_files(PAPER)  # type: ignore[arg-type] # a mapping of names
            expect(field.locator(".case-files li")).to_have_count(1)
        return
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        _rows(page, name, value)
    elif value is not None:
        put(field, name, value)


def _rows(page: Page, name: str, rows: list[Any]) -> None:
    for place, row in enumerate(rows):
        field = page.locator(f"#field-{name}")
        if field.locator("fieldset.line").count() <= place:
            field.locator("button[name=add]").click()
            expect(field.locator("fieldset.line")).to_have_count(place + 1)
        for column, value in row.items():
            put(field, f"{name}-{place}-{column}", value)
            saved(page)


def put(field: Locator, name: str, value: Value) -> None:
    """One answer, by whatever it is drawn as."""
    if field.locator(f"select[name={name}]").count():
        field.locator(f"select[name={name}]").select_option(str(value))
    elif (inputs := field.locator(f"input[name={name}]")).count() and inputs.first.get_attribute("type") in {
        "radio",
        "checkbox",
    }:
        for code in _codes(value):
            field.locator(f'input[name={name}][value="{code}"]').check()
    else:
        box = field.locator(f"[name={name}]")
        # An answer that draws the field anew between its selecting and its inserting leaves the old text before the new.
        for _time in range(3):
            box.fill(str(value))
            if box.input_value() == str(value):
                break
        box.blur()


def _codes(value: Value) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
