"""Two people write the same field, or sit at the same screen one after the other: nobody's text becomes another's."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hojokin.flow.roles import Role
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.write_field import write_field
from hojokin.office.records.models import FilingEntry
from tests.office.cases.at_the_form import kept, opened, sign_in
from tests.office.cases.sample import AT, Scene, actor, browser, scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def here(transactional_db: None) -> Scene:
    """An application."""
    return scene()


def written_elsewhere(page: Page, here: Scene, live_server: Any) -> None:
    """A colleague writes the name; then one's own is typed over it."""
    opened(page, here.as_applicant, here, live_server, "firm")
    write_field(here.now(), "name", ["夕空"], 0, by=here.applicant, at=AT)
    page.locator("#name").press_sequentially("青空")
    expect(page.locator("#status-name .case-conflict")).to_be_visible()


def test_typing_on_does_not_overwrite_what_a_colleague_wrote(
    page: Page, here: Scene, live_server: Any
) -> None:
    written_elsewhere(page, here, live_server)

    with page.expect_response("**/fields/name/"):
        page.locator("#name").press_sequentially("商店")
    page.locator("#capital").focus()
    page.wait_for_timeout(300)

    expect(page.locator("#status-name .case-conflict")).to_be_visible()
    assert kept("name") == ["夕空"]


def test_the_text_of_the_colleague_can_be_taken(page: Page, here: Scene, live_server: Any) -> None:
    written_elsewhere(page, here, live_server)

    page.locator("#status-name button[name=take]").click()

    expect(page.locator("#name")).to_have_value("夕空")
    expect(page.locator("#status-name .case-conflict")).to_have_count(0)
    assert kept("name") == ["夕空"]


def test_ones_own_text_can_be_kept(page: Page, here: Scene, live_server: Any) -> None:
    written_elsewhere(page, here, live_server)

    page.locator("#status-name button[name=keep]").click()

    expect(page.locator("#status-name")).to_contain_text("保存しました")
    assert kept("name") == ["青空"]


def test_ones_own_text_is_kept_by_a_press_in_the_moment_in_which_the_button_is_drawn(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here.as_applicant, here, live_server, "firm")
    write_field(here.now(), "name", ["夕空"], 0, by=here.applicant, at=AT)
    page.evaluate(
        "document.body.addEventListener('htmx:afterSwap', () => setTimeout(() =>"
        " document.querySelector('#status-name button[name=keep]').click()), { once: true })"
    )

    page.locator("#name").press_sequentially("青空")

    expect(page.locator("#status-name")).to_contain_text("保存しました")
    assert kept("name") == ["青空"]
    assert "saved=1" not in page.url


def test_a_row_added_to_a_table_that_a_colleague_wrote_leaves_the_table_there(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here.as_applicant, here, live_server, "work")
    write_field(here.now(), "buyers", [{"name": ["夕空"], "sum": []}], 0, by=here.applicant, at=AT)
    page.locator("[name=buyers-0-name]").press_sequentially("青空")
    expect(page.locator("#status-buyers .case-conflict")).to_be_visible()

    with page.expect_response(lambda each: "add=" in (each.request.post_data or "")):
        page.locator("#field-buyers button[name=add]").click()

    expect(page.locator("#status-buyers .case-conflict")).to_be_visible()
    expect(page.locator("[name=buyers-0-name]")).to_have_value("青空")
    assert kept("buyers") == [{"name": ["夕空"], "sum": []}]


def unsaved_text(page: Page, here: Scene, live_server: Any) -> None:
    """The applicant typed, and the session had ended."""
    opened(page, here.as_applicant, here, live_server, "firm")
    page.context.clear_cookies()
    page.fill("#name", "青木の下書き")
    expect(page.locator("#offline")).to_be_visible()


def colleague(here: Scene) -> Any:
    """The browser of a colleague."""
    return browser(actor("同僚", Role.APPLICANT, here.applicant.party))


def test_what_one_person_could_not_save_does_not_come_up_for_another(
    page: Page, here: Scene, live_server: Any
) -> None:
    unsaved_text(page, here, live_server)
    page.once("dialog", lambda dialog: dialog.accept())

    opened(page, colleague(here), here, live_server, "firm")
    page.wait_for_timeout(500)

    expect(page.locator("#name")).to_have_value("")
    assert not FilingEntry.objects.exists()


def test_an_open_page_does_not_save_for_who_signed_in_since(
    page: Page, here: Scene, live_server: Any
) -> None:
    unsaved_text(page, here, live_server)

    sign_in(page, colleague(here), live_server)
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.locator("#watch")).to_contain_text("違う方がサインインしています")
    page.wait_for_timeout(300)
    assert not FilingEntry.objects.exists()
    expect(page.locator("#name")).to_have_value("青木の下書き")


def test_what_was_typed_while_the_filing_moved_on_is_shown_to_be_copied(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here.as_applicant, here, live_server, "firm")
    take_step(here.now(), "hand_over", by=here.applicant, at=AT)
    page.locator("#name").press_sequentially("株式会社青空")
    expect(page.locator("#status-name")).to_contain_text("画面を開き直してください")
    page.once("dialog", lambda dialog: dialog.accept())

    page.reload()

    expect(page.get_by_role("alert").filter(has_text="保存できなかった入力があります")).to_contain_text(
        "株式会社青空"
    )
