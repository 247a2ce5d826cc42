"""A shop owner finds a tool, compares, and estimates with it: by mouse, by keyboard, on a phone, without JavaScript."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

Check = Callable[[Page], None]
BOOKING = quote("予約 美容室")
TWO = "n=DL06-0000001&n=DL06-0000002"
ADDRESSES = (
    "/tools/",
    f"/tools/?q={BOOKING}&ai=generative&ai=other&price=100000-300000&{TWO}",
    f"/tools/?q={quote('ぬひれにう')}&ai=generative",
    f"/tools/?q={quote('給与計算 クラウド 安い')}&sort=price&page=2",
    "/tools/?ai=alien&page=none",
    "/tools/DL06-0000001/",
    "/tools/DL06-0000002/",
    "/tools/DL06-9999999/",
    "/tools/compare/",
    f"/tools/compare/?{TWO}&n=DL06-0000003&n=DL06-0000004&n=DL06-0000005&n=none",
    "/vendors/",
    f"/vendors/?q={quote('ないなまえ')}",
    "/vendors/?prefecture=13&page=2",
    "/vendors/V26-000001/",
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["", "/en"], ids=["ja", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_in_every_state_is_accessible(
    page: Page, accessible: Check, site_address: str, address: str, language: str
) -> None:
    for width in (390,) if language else (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site_address + language + address)
        for folded in page.locator("details:not([open]) > summary").all():
            if folded.is_visible():
                folded.click()

        accessible(page)


@pytest.mark.parametrize("address", ADDRESSES[1:2] + ADDRESSES[5:6] + ADDRESSES[9:10])
def test_dark_pages_are_as_readable(page: Page, accessible: Check, site_address: str, address: str) -> None:
    page.emulate_media(color_scheme="dark")

    page.goto(site_address + address)

    accessible(page)


def test_the_filters_of_a_phone_open_over_the_page_and_are_accessible(
    page: Page, accessible: Check, site_address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(site_address + "/tools/")
    expect(page.get_by_label("生成AI", exact=False).first).to_be_hidden()

    page.get_by_role("button", name="絞り込む").click()
    accessible(page)
    page.locator("#ai-generative").check()
    expect(page).to_have_url(re.compile(r"/tools/\?ai=generative$"))
    shown = page.locator("#told strong").inner_text()
    expect(page.locator("#filters-go")).to_have_text(f"{shown}件を見る")
    page.locator("#filters .filters-foot button").click()

    expect(page.locator(".chosen-chip")).to_have_count(1)
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".tool-card .ai-badge.generative")).to_have_count(20)


def test_the_answer_follows_the_typing_and_the_address_follows_the_answer(
    screen: Page, site_address: str
) -> None:
    screen.goto(f"{site_address}/tools/")
    everything = screen.locator("#told strong").inner_text()

    screen.get_by_label("探したいことば").press_sequentially("予約 美容室", delay=20)

    expect(screen.locator("#told strong")).not_to_have_text(everything)
    expect(screen).to_have_url(re.compile(r"/tools/\?q=%E4%BA%88"))
    found = screen.locator("#told strong").inner_text()
    screen.goto(screen.url)
    expect(screen.locator("#told strong")).to_have_text(found)
    expect(screen.get_by_label("探したいことば")).to_have_value("予約 美容室")


def test_ticking_a_value_keeps_the_focus_and_renews_every_count(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}/tools/")
    before = page.locator("#n-process-P-01").inner_text()

    page.locator("#ai-generative").focus()
    page.keyboard.press("Space")

    expect(page.locator("#n-process-P-01")).not_to_have_text(before)
    expect(page.locator("#told strong")).to_have_text(page.locator("#n-ai-generative").inner_text())
    expect(page.locator("#ai-generative")).to_be_focused()


def test_tools_are_ticked_compared_and_estimated(screen: Page, accessible: Check, site_address: str) -> None:
    screen.goto(f"{site_address}/tools/?q={BOOKING}")
    names = screen.locator(".tool-card h3").all_inner_texts()[:2]

    screen.locator(".compare-tick input").nth(0).check()
    expect(screen).to_have_url(re.compile(r"&n=DL06-\d{7}$"))
    screen.locator(".compare-tick input").nth(1).check()
    expect(screen.locator(".kept")).to_have_count(2)
    accessible(screen)
    screen.get_by_role("button", name="並べて比べる").click()
    expect(screen.locator(".versus thead th")).to_have_text(names)
    screen.locator(".versus thead th a").first.click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(names[0])
    screen.get_by_role("link", name="このツールで補助金を見積もる").click()

    expect(screen.get_by_label("品名").first).to_have_value(names[0])
    expect(screen.get_by_label("規模", exact=True)).to_have_value("small")
    expect(screen.locator("#summary .answers > li").first).to_be_visible()


def test_a_renewed_list_stays_where_it_was_scrolled_to(screen: Page, site_address: str) -> None:
    screen.goto(f"{site_address}/tools/?ai=generative")
    screen.locator(".compare-tick input").nth(4).focus()
    before = screen.evaluate("scrollY")

    screen.keyboard.press("Space")
    expect(screen.locator(".kept")).to_have_count(1)

    assert screen.evaluate("scrollY") == before
    expect(screen.locator(".compare-tick input").nth(4)).to_be_focused()


def test_the_page_of_a_tool_reads_in_one_column_on_a_phone(page: Page, site_address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{site_address}/tools/DL06-0000001/")

    widths = [part.bounding_box() for part in page.locator(".tool-page > *").all()]

    assert [box and box["width"] for box in widths] == [358, 358]


def test_a_search_without_javascript(browser: Browser, site_address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_address}/tools/")

    page.get_by_label("探したいことば").fill("会計")
    page.get_by_role("button", name="探す").click()
    page.locator("#cloud-yes").locator("xpath=ancestor::details").locator("summary").click()
    page.locator("#cloud-yes").check()
    page.locator("#filters .filters-foot button").click()

    expect(page).to_have_url(re.compile(r"\?q=%E4%BC%9A%E8%A8%88&cloud=yes$"))
    expect(page.locator(".chosen-chip")).to_have_count(1)
    page.locator(".chosen-chip").click()
    expect(page).to_have_url(re.compile(r"\?q=%E4%BC%9A%E8%A8%88$"))
    page.locator(".compare-tick input").first.check()
    page.get_by_role("button", name="並べて比べる").click()
    expect(page.locator(".versus thead th")).to_have_count(1)


def test_a_phone_without_javascript_can_narrow(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site_address}/tools/")

    page.get_by_role("button", name="絞り込む").click()
    page.locator("#ai-other").check()
    page.locator("#filters .filters-foot button").click()

    expect(page).to_have_url(re.compile(r"/tools/\?ai=other$"))
    expect(page.locator(".tool-card .ai-badge.other")).to_have_count(20)


def test_a_search_by_keyboard_alone(screen: Page, site_address: str) -> None:
    screen.goto(f"{site_address}/tools/")
    for _stop in range(20):
        screen.keyboard.press("Tab")
        if screen.evaluate("document.activeElement.id") == "q":
            break

    screen.keyboard.type("電帳法")
    screen.keyboard.press("Enter")

    expect(screen).to_have_url(re.compile(r"/tools/\?q=%E9%9B%BB"))
    expect(screen.locator(".tool-card").first).to_be_visible()
