"""A shop owner finds out what she would get: by mouse, by keyboard, without JavaScript, in both languages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

Check = Callable[[Page], None]
QUOTE = (
    "applicant-size=medium&costs-0-category=software&costs-0-amount_yen=2%2C400%2C000&costs-0-processes=P-01"
    "&costs-0-processes=P-04&costs-1-category=setup_training&costs-1-amount_yen=300%2C000"
)
PAGES = (
    "/",
    "/estimate/",
    "/tracks/",
    "/schedule/",
    "/support/",
    "/run/",
    "/api/",
    "/accessibility/",
    "/no-such-page/",
)
STATES = (
    f"/estimate/?{QUOTE}",
    "/estimate/?applicant-size=medium&costs-0-category=software&costs-0-amount_yen=plenty",
    "/estimate/?applicant-low_wage_months=3&applicant-legal_form=KK&applicant-past_grants-0-year=2024",
    "/?who=small&yen=nothing&what=accounting",
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["", "/en"], ids=["ja", "en"])
@pytest.mark.parametrize("address", [*PAGES, *STATES])
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


@pytest.mark.parametrize("address", ["/", f"/estimate/?{QUOTE}", "/tracks/", "/schedule/"])
def test_dark_pages_are_as_readable(page: Page, accessible: Check, site_address: str, address: str) -> None:
    page.emulate_media(color_scheme="dark")

    page.goto(site_address + address)

    accessible(page)


def test_the_front_page_computes_while_the_sentence_is_changed(screen: Page, site_address: str) -> None:
    screen.goto(site_address)

    screen.get_by_label("税抜の金額").fill("60万")
    screen.get_by_label("事業者の規模").select_option("中小企業")

    expect(screen.locator(".headline-amount")).to_have_text("450,000円")
    expect(screen).to_have_url(re.compile(r"who=medium"))


def test_an_estimate_by_mouse(screen: Page, accessible: Check, site_address: str) -> None:
    screen.goto(site_address)
    screen.get_by_role("link", name="申請したい").click()

    screen.get_by_label("規模", exact=True).select_option("medium")
    screen.get_by_label("金額（税抜）").fill("240万")
    screen.get_by_label("P-01").check()
    screen.get_by_label("P-04").check()
    expect(screen.locator("#summary .best .amount")).to_have_text("1,200,000円")
    screen.get_by_role("button", name="行を加える").click()
    second = screen.locator("fieldset.line").nth(1)
    second.get_by_label("経費区分").select_option("setup_training")
    second.get_by_label("金額（税抜）").fill("300,000")

    expect(screen.locator("#summary .best .amount")).to_have_text("1,350,000円")
    expect(screen.get_by_label("金額（税抜）").first).to_have_value("240万")
    expect(screen.locator("#track-normal .ladder").first).to_contain_text("補助金の額")
    accessible(screen)


def test_the_address_of_a_live_estimate_can_be_opened_elsewhere(screen: Page, site_address: str) -> None:
    screen.goto(f"{site_address}/estimate/?{QUOTE}")
    screen.get_by_label("金額（税抜）").first.fill("2,000,000")
    expect(screen.locator("#summary .best .amount")).to_have_text("1,150,000円")

    screen.goto(screen.url)

    expect(screen.get_by_label("金額（税抜）").first).to_have_value("2,000,000")
    expect(screen.locator("#summary .best .amount")).to_have_text("1,150,000円")


def test_changing_the_language_keeps_what_was_just_typed(screen: Page, site_address: str) -> None:
    screen.goto(f"{site_address}/estimate/?{QUOTE}")
    screen.get_by_label("金額（税抜）").first.fill("2,000,000")
    expect(screen.locator("#summary .best .amount")).to_have_text("1,150,000円")

    screen.get_by_role("link", name="English").click()

    expect(screen.get_by_role("heading", level=1)).to_have_text("Estimate your subsidy")
    expect(screen.locator("#summary .best .amount")).to_have_text("¥1,150,000")


def test_an_estimate_by_keyboard_alone(screen: Page, site_address: str) -> None:
    screen.goto(f"{site_address}/estimate/")

    press_until(screen, "applicant-size")
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("ArrowDown")
    press_until(screen, "costs-0-amount_yen")
    screen.keyboard.type("1000000")
    press_until(screen, "costs-0-processes")
    screen.keyboard.press("Space")
    press_until(screen, text="計算する")
    screen.keyboard.press("Enter")

    expect(screen).to_have_url(re.compile(r"\?applicant-size=medium&.*#result$"))
    expect(screen.locator("#summary .best .amount")).to_have_text("500,000円")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(screen: Page, site_address: str) -> None:
    screen.goto(f"{site_address}/schedule/")

    screen.keyboard.press("Tab")
    expect(screen.locator(":focus")).to_have_text("本文へ進む")
    screen.keyboard.press("Enter")

    expect(screen.locator("main")).to_be_focused()


def test_an_estimate_without_javascript(browser: Browser, site_address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_address}/estimate/")

    page.get_by_label("規模", exact=True).select_option("medium")
    page.get_by_label("金額（税抜）").fill("2,400,000")
    page.get_by_label("P-01").check()
    page.get_by_role("button", name="行を加える").click()
    expect(page.locator("fieldset.line")).to_have_count(2)
    expect(page.get_by_label("金額（税抜）").first).to_have_value("2,400,000")
    page.locator("fieldset.line").nth(1).get_by_label("経費区分").select_option("setup_training")
    page.get_by_label("金額（税抜）").nth(1).fill("30万円")
    page.get_by_role("button", name="計算する").last.click()

    expect(page.locator("#summary .best .amount")).to_have_text("1,350,000円")
    page.get_by_role("button", name="この行を取り消す 2行目").click()
    expect(page.locator("#summary .best .amount")).to_have_text("1,200,000円")


@pytest.mark.parametrize("with_javascript", [True, False], ids=["script", "no script"])
def test_pasted_lines_become_rows(browser: Browser, site_address: str, with_javascript: bool) -> None:
    page = browser.new_context(java_script_enabled=with_javascript).new_page()
    page.goto(f"{site_address}/estimate/?applicant-size=small")

    page.get_by_text("見積書のファイルや表から読み込む").click()
    page.get_by_label("表計算ソフトから貼り付ける").fill("1\t会計クラウド\t600,000\t24\n6\t初期設定\t5万円")
    page.get_by_role("button", name="読み込む").click()

    expect(page.get_by_label("品名").first).to_have_value("会計クラウド")
    expect(page.get_by_label("金額（税抜）").nth(1)).to_have_value("50,000")
    expect(page.get_by_label("規模", exact=True)).to_have_value("small")


def test_mistakes_are_listed_and_lead_to_their_fields(
    screen: Page, accessible: Check, site_address: str
) -> None:
    screen.goto(f"{site_address}/estimate/")
    screen.get_by_label("規模", exact=True).select_option("small")
    screen.get_by_label("金額（税抜）").fill("たくさん")
    screen.get_by_label("品名").fill("会計クラウド")

    screen.get_by_role("button", name="計算する").last.click()

    problems = screen.get_by_role("alert")
    expect(problems.get_by_role("listitem")).to_have_count(1)
    accessible(screen)
    problems.get_by_role("link").first.click()
    expect(screen.locator(":focus")).to_have_attribute("name", "costs-0-amount_yen")
    expect(screen.get_by_label("金額（税抜）")).to_have_value("たくさん")
    expect(screen.get_by_label("品名")).to_have_value("会計クラウド")


def press_until(page: Page, name: str = "", *, text: str = "") -> None:
    """Press Tab until the field of this name, or the element of this text, has the focus."""
    for _stop in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "[document.activeElement.name || '', document.activeElement.textContent.trim()]"
        )
        if (name and focused[0] == name) or (text and focused[1] == text):
            return
    pytest.fail(f"the keyboard never reaches {name or text}")
