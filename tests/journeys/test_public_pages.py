"""A shop owner who does not know what to buy is led to a tool; the pages around it are readable for everyone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

Check = Callable[[Page], None]
CODE = "1132200000100000123"
ADDRESSES = (
    "/",
    "/check/",
    "/check/?step=1&go=1",
    "/check/?c=broken",
    f"/check/?step=2&c={CODE}",
    f"/check/?step=3&c={CODE}",
    f"/check/?step=4&c={CODE}",
    f"/check/result/?c={CODE}",
    "/check/result/?c=1000000000000000000",
    "/news/",
    "/news/none/",
    "/journey/",
    "/glossary/",
    "/glossary/?q=zzz",
    "/contact/",
)
DARK = (
    "/check/?step=1&go=1",
    f"/check/?step=2&c={CODE}",
    f"/check/result/?c={CODE}",
    "/journey/",
    "/contact/",
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

        accessible(page)


@pytest.mark.parametrize("address", DARK)
def test_dark_pages_are_as_readable(page: Page, accessible: Check, site_address: str, address: str) -> None:
    page.emulate_media(color_scheme="dark")

    page.goto(site_address + address)

    accessible(page)


def test_a_shop_owner_is_led_from_the_front_page_to_a_tool(screen: Page, site_address: str) -> None:
    screen.goto(site_address)
    screen.get_by_role("link", name="自己診断を始める").click()
    screen.get_by_label("業種").select_option(label="飲食")
    screen.get_by_label("2～5人").check()
    screen.get_by_role("button", name="次へ").click()
    screen.get_by_role("group", name="接客・受付・窓口").get_by_label("とても困っている").check()
    screen.get_by_role("button", name="次へ").click()
    screen.get_by_role("group", name="経理・会計").get_by_label("少し困っている").check()
    screen.get_by_role("button", name="次へ").click()
    screen.get_by_label("人手が足りない").check()
    screen.get_by_label("労働時間を減らす").check()
    screen.get_by_role("button", name="結果を見る").click()

    expect(screen).to_have_url(re.compile(r"/check/result/\?c=113220000010000\d{3}3&on=\d{4}-\d\d-\d\d$"))
    expect(screen.locator(".check-rank h3").first).to_have_text("接客・受付・窓口")
    expect(screen.locator(".check-tools")).to_have_count(3)
    expect(screen.locator(".check-tools").first.locator("li h4")).to_have_count(3)
    kept = screen.locator("#result-id").inner_text()
    screen.goto(screen.url)
    expect(screen.locator("#result-id")).to_have_text(kept)
    screen.locator(".check-tools h4 a").first.click()
    expect(screen).to_have_url(re.compile(r"/tools/DL06-\d{7}/$"))


def test_the_self_check_without_javascript(browser: Browser, site_address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_address}/check/")

    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("alert")).to_contain_text("業種を選んでください。")
    page.get_by_label("業種").select_option(label="建設・土木")
    page.get_by_label("6～20人").check()
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("group", name="案件・進み具合の管理").get_by_label("とても困っている").check()
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("link", name="前に戻る").click()
    expect(
        page.get_by_role("group", name="案件・進み具合の管理").get_by_label("とても困っている")
    ).to_be_checked()
    for _step in range(2):
        page.get_by_role("button", name="次へ").click()
    page.get_by_role("button", name="結果を見る").click()

    expect(page.locator(".check-rank h3").first).to_have_text("案件・進み具合の管理")


def test_on_paper_the_result_keeps_its_reasons_and_its_number(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}/check/result/?c={CODE}")

    page.emulate_media(media="print")

    expect(page.locator(".check-rank h3").first).to_be_visible()
    expect(page.locator(".check-why").first).to_be_visible()
    expect(page.locator("#result-id")).to_be_visible()
    expect(page.get_by_role("navigation", name="主なページ")).to_be_hidden()


def test_a_term_is_found_and_can_be_pointed_at(screen: Page, site_address: str) -> None:
    screen.goto(f"{site_address}/glossary/")

    screen.get_by_label("探したいことば").fill("交付決定")
    screen.keyboard.press("Enter")
    screen.locator("#grant-decision dt a").click()

    expect(screen).to_have_url(re.compile(r"/glossary/\?q=.+#grant-decision$"))
