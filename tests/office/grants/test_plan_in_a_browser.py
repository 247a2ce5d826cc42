"""A group's plan in a browser: short enough to work with, opened by its address alone, in both languages."""

from __future__ import annotations

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.office.grants.granted import Scene, browser, granted
from tests.office.grants.group_granted import MEMBERS, grant_of_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# Playwright runs a loop in this thread; the database is asked beside it, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
LONGEST = {1280: 4_600, 390: 9_000}  # pixels, with the reports and filings below the plan


@pytest.fixture
def here(transactional_db: None) -> Scene:
    return granted()


def sign_in(page: Page, here: Scene, live_server: Any) -> None:
    value = browser(here.applicant).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("width", LONGEST)
def test_the_page_of_a_group_can_be_worked_with(
    page: Page, here: Scene, live_server: Any, width: int, prefix: str
) -> None:
    grant = grant_of_group(here)
    sign_in(page, here, live_server)
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(f"{live_server.url}{prefix}/my/projects/{grant.filing.number}/")

    rows = page.locator(".plan-item")
    expect(rows).to_have_count(MEMBERS + 1)
    expect(page.locator(".plan-form:visible")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollHeight") < LONGEST[width]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows.nth(4).locator("summary").press("Enter")
    expect(page.locator("#on-4")).to_be_visible()
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []


def test_an_item_is_opened_by_its_address_and_kept_without_javascript(
    new_context: Any, here: Scene, live_server: Any
) -> None:
    grant = grant_of_group(here)
    page = new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    sign_in(page, here, live_server)

    page.goto(f"{live_server.url}/my/projects/{grant.filing.number}/#item-7")
    expect(page.locator("#on-7")).to_be_in_viewport()
    page.locator("#on-7").fill("2026-09-01")
    page.locator("#item-7").get_by_role("button").click()

    expect(page.locator("#item-7 .plan-steps li.done")).to_have_count(1)
    expect(page.locator("#item-7 .plan-steps")).to_be_in_viewport()
