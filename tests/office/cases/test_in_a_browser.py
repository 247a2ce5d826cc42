"""What a browser with scripts keeps: what was typed, also without a session."""

import os
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hojokin.office.records.models import FilingEntry
from tests.office.cases.sample import Scene, scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


# Playwright runs a loop in this thread; the database is asked beside it, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def here(transactional_db: None) -> Scene:
    """An application."""
    return scene()


def sign_in(context: BrowserContext, here: Scene, address: str) -> None:
    """Let the browser be the applicant's."""
    value = here.as_applicant.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": address}])


def opened(page: Page, here: Scene, live_server: Any) -> None:
    """The first section, on the screen."""
    sign_in(page.context, here, live_server.url)
    page.goto(f"{live_server.url}{here.address}form/firm/")


def test_a_field_is_saved_while_it_is_typed(page: Page, here: Scene, live_server: Any) -> None:
    opened(page, here, live_server)

    page.fill("#name", "株式会社青空")

    expect(page.locator("#status-name")).to_contain_text("保存しました")
    assert FilingEntry.objects.get().typed == ["株式会社青空"]


def test_a_field_appears_with_its_condition(page: Page, here: Scene, live_server: Any) -> None:
    opened(page, here, live_server)

    page.check("input[name=has_site][value=yes]")

    expect(page.locator("#site")).to_be_visible()


def test_text_stays_when_the_session_has_ended_and_is_saved_after_signing_in_again(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here, live_server)
    page.context.clear_cookies()

    page.fill("#name", "株式会社青空")
    expect(page.locator(".offline-signin")).to_be_visible()
    kept = page.input_value("#name")
    sign_in(page.context, here, live_server.url)
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.locator("#offline")).to_be_hidden()
    assert kept == "株式会社青空"
    assert FilingEntry.objects.get().typed == ["株式会社青空"]
