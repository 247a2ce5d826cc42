"""What a browser with scripts keeps: what was typed, also without a session."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from hojokin.office.actions.write_field import write_field
from hojokin.office.records.models import FilingEntry
from tests.office.cases.sample import AT, Scene, scene

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


def write_elsewhere(here: Scene, name: str, text: str, version: int) -> None:
    """A colleague writes a field meanwhile."""
    write_field(here.now(), name, [text], version, by=here.applicant, at=AT)


def test_text_that_could_not_be_saved_is_not_dropped_when_somebody_wrote_the_field_since(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here, live_server)
    page.context.set_offline(True)
    page.fill("#name", "株式会社青空")
    expect(page.locator("#offline")).to_be_visible()
    write_elsewhere(here, "name", "株式会社夕空", 0)
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    expect(page.locator("#status-name .case-conflict")).to_contain_text("株式会社夕空")
    expect(page.locator("#name")).to_have_value("株式会社青空")


def test_what_went_with_the_whole_form_does_not_come_back(page: Page, here: Scene, live_server: Any) -> None:
    opened(page, here, live_server)
    page.route("**/fields/**", lambda route: route.abort())
    page.fill("#name", "  株式会社青空 ")
    expect(page.locator("#offline")).to_be_visible()
    page.unroute("**/fields/**")
    page.on("dialog", lambda dialog: dialog.accept())

    page.locator("button[name=save]").last.click()

    expect(page).to_have_url(re.compile("saved=1"))
    assert page.evaluate("Object.keys(sessionStorage).filter(each => each.startsWith('hojokin:'))") == []
    expect(page.locator(".case-conflict")).to_have_count(0)
    assert "form_saved" not in {each["name"] for each in page.context.cookies()}


def test_a_row_that_could_not_be_saved_comes_back_with_its_row(
    page: Page, here: Scene, live_server: Any
) -> None:
    write_field(here.now(), "buyers", [{"name": ["青空商店"], "sum": []}], 0, by=here.applicant, at=AT)
    sign_in(page.context, here, live_server.url)
    page.goto(f"{live_server.url}{here.address}form/work/")
    page.locator('#field-buyers button[name="add"]').click()
    expect(page.locator("#field-buyers fieldset.line")).to_have_count(2)
    page.context.set_offline(True)
    page.fill('[name="buyers-1-name"]', "夕空商店")
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    expect(page.locator('[name="buyers-1-name"]')).to_have_value("夕空商店")
    expect(page.locator("#field-buyers fieldset.line")).to_have_count(2)
    assert [row["name"] for row in FilingEntry.objects.get(name="buyers").typed] == [
        ["青空商店"],
        ["夕空商店"],
    ]
