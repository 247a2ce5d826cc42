"""While an application is typed, its estimate follows, and a chosen tool brings its registered data."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.office.cases.application_scene import OTHER, application
from tests.office.cases.sample import Scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# Playwright runs a loop in this thread; the database is asked beside it, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def here(transactional_db: None) -> Scene:
    """An application."""
    return application()


def opened(page: Page, scene: Scene, live_server: Any, path: str) -> None:
    """A page as the vendor sees it."""
    value = scene.as_vendor.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}{scene.address}{path}")


def test_the_estimate_follows_what_is_typed(page: Page, here: Scene, live_server: Any) -> None:
    opened(page, here, live_server, "form/tools/")

    page.fill("[name=tools-0-amount_yen]", "800000")

    expect(page.locator("#estimate")).to_contain_text("自己負担 400,000円（経費の総額 800,000円）")


def test_a_chosen_tool_brings_its_registered_data(page: Page, here: Scene, live_server: Any) -> None:
    opened(page, here, live_server, "form/tools/")

    page.check(f"[name=tools-0-tool][value={OTHER.number}]")

    expect(page.locator("#field-tools")).to_contain_text("みどり受発注")
    expect(page.locator("#field-tools")).to_contain_text("2,000円")


@pytest.mark.parametrize("path", ["", "form/tools/", "offered/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    page: Page, here: Scene, live_server: Any, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, here, live_server, path)

    found = Axe().run(page).response["violations"]

    assert [each["id"] for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
