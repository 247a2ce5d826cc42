"""A number is blacked out by drawing over it, and by keyboard; the page breaks no rule of accessibility."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hojokin.office import adapters
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.ports.file_store import FileStore
from hojokin.office.records.models import Document
from tests.office.cases.sample import AT, Scene, scene
from tests.office.papers_with_numbers import TYPED, paper, texts_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# Playwright runs a loop in this thread; the database is asked beside it, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture
def here(transactional_db: None) -> Scene:
    """An application."""
    return scene()


def opened(page: Page, here: Scene, live_server: Any, folder: Path, *texts: str) -> Document:
    """The page of a paper, as the applicant sees it."""
    content = paper(*texts, folder=folder)
    made = attach_document(here.filing, "paper", "住民票.pdf", io.BytesIO(content), by=here.applicant, at=AT)
    value = here.as_applicant.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}{here.address}files/{made.pk}/mask/")
    return made


def drag(page: Page, number: int, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw over a part of a page, given in shares of it."""
    sheet = page.locator(f".mask-page[data-page='{number}']")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end[0], box["y"] + box["height"] * end[1], steps=4)


def test_drawing_over_a_number_blacks_it_out(
    page: Page, here: Scene, live_server: Any, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page, here, live_server, tmp_path, "表", "番号の写真")

    drag(page, 2, (0.1, 0.5), (0.6, 0.75))
    page.mouse.up()
    expect(page.locator("[name=area-page]").first).to_have_value("2")
    expect(page.locator("[name=area-left]").first).to_have_value("10")
    expect(page.locator("[name=area-height]").first).to_have_value("25")
    page.get_by_role("button", name="黒塗りして取り替える").click()

    expect(page.get_by_role("status")).to_contain_text("黒塗りにしました")
    after = Document.objects.get(removed_at__isnull=True)
    with adapters.of(FileStore).open(after.sha256) as stream:
        assert texts_of(stream.read()) == ["", ""]


def test_escape_cancels_and_a_removed_row_is_drawn_no_more(
    page: Page, here: Scene, live_server: Any, tmp_path: Path
) -> None:
    opened(page, here, live_server, tmp_path, "表")

    drag(page, 1, (0.1, 0.1), (0.5, 0.5))
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("rect")).to_have_count(0)
    drag(page, 1, (0.1, 0.1), (0.5, 0.5))
    page.mouse.up()
    expect(page.locator("rect")).to_have_count(1)
    page.get_by_role("button", name="消す").first.click()

    expect(page.locator("rect")).to_have_count(0)
    expect(page.locator("[name=area-page]")).to_have_count(1)


def test_by_keyboard_alone(page: Page, here: Scene, live_server: Any, tmp_path: Path) -> None:
    opened(page, here, live_server, tmp_path, f"個人番号 {TYPED}")

    page.locator("[name=area-left]").first.focus()
    for typed in ("10", "20", "30", "5"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    expect(page.locator("rect.mask-drawn")).to_have_attribute("width", "300")
    page.get_by_role("button", name="黒塗りして取り替える").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("黒塗り前のファイルは消去しました")


def test_a_found_number_is_black_only_while_it_is_ticked(
    page: Page, here: Scene, live_server: Any, tmp_path: Path
) -> None:
    opened(page, here, live_server, tmp_path, f"個人番号 {TYPED}")

    expect(page.locator("rect.mask-found.black")).to_have_count(1)
    page.get_by_label("マイナンバー（個人番号）").uncheck()

    expect(page.locator("rect.mask-found.black")).to_have_count(0)
    expect(page.locator("rect.mask-found")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_rule_of_accessibility_is_broken_and_nothing_scrolls_sideways(
    page: Page, here: Scene, live_server: Any, tmp_path: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, here, live_server, tmp_path, f"個人番号 {TYPED}", "保険者番号 06130012")

    found = Axe().run(page).response["violations"]

    assert [each["id"] for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
