"""What a browser with scripts keeps: what was typed, also without a session."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from hojokin.office.actions.write_field import write_field
from hojokin.office.records.models import FilingEntry
from tests.office.cases.application_scene import OTHER, application
from tests.office.cases.at_the_form import held, until
from tests.office.cases.at_the_form import opened as open_section
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


def press_while_an_answer_comes(page: Page, typed: tuple[str, str], on: Locator) -> None:
    """Type, and press on something; the answer comes and moves it; release where it was."""
    name, text = typed
    held: list[Route] = []
    page.route("**/fields/**", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
    page.locator(f"#{name}").press_sequentially(text)
    on.scroll_into_view_if_needed()
    before = on.bounding_box()
    assert before
    page.mouse.move(before["x"] + 30, before["y"] + 4)
    page.mouse.down()
    expect(page.locator(".htmx-request")).not_to_have_count(0)
    for each in held:
        each.continue_()
    page.unroute("**/fields/**")
    expect(page.locator(f"#status-{name} [data-state]")).to_be_attached()
    after = on.bounding_box()
    page.mouse.up()
    assert after
    assert after["y"] > before["y"] + 4


def test_a_press_counts_though_an_answer_moves_the_button_from_under_the_pointer(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here, live_server)
    page.check("input[name=has_site][value=yes]")
    expect(page.locator("#site")).to_be_visible()
    press_while_an_answer_comes(page, ("site", "これはURLではない"), page.locator("button[name=next]"))

    expect(page).to_have_url(re.compile("saved=1"))


def test_a_choice_counts_though_an_answer_moves_it_from_under_the_pointer(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here, live_server)
    press_while_an_answer_comes(
        page, ("capital", "たくさん"), page.locator('label:has(input[value="group"])')
    )

    expect(page.locator('input[value="group"]')).to_be_checked()


def test_a_press_that_is_dragged_off_a_button_does_not_count(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here, live_server)
    button = page.locator("button[name=next]")
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    assert place

    page.mouse.move(place["x"] + 30, place["y"] + 4)
    page.mouse.down()
    page.mouse.move(place["x"] + 30, place["y"] - 4)
    page.mouse.up()
    page.wait_for_timeout(500)

    expect(page).to_have_url(re.compile("form/firm/"))


@pytest.mark.usefixtures("transactional_db")
def test_a_press_counts_though_an_answer_draws_the_button_anew_under_the_pointer(
    page: Page, live_server: Any
) -> None:
    here = application()
    open_section(page, here.as_vendor, here, live_server, "tools")
    button = page.locator("#field-tools button[name=add]")
    lines = page.locator("#field-tools fieldset.line")
    before = lines.count()

    with held(page, "**/fields/tools/") as waiting:
        page.check(f"[name=tools-0-tool][value={OTHER.number}]")
        until(page, waiting, 1)
        button.scroll_into_view_if_needed()
        place = button.bounding_box()
        assert place
        page.mouse.move(place["x"] + 30, place["y"] + 4)
        page.mouse.down()
    expect(page.locator("#field-tools")).to_contain_text("2,000円")
    page.wait_for_timeout(200)
    page.mouse.up()

    expect(lines).to_have_count(before + 1)
