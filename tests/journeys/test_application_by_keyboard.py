"""An application by keyboard alone: the applicant's part, a paper, the hand-over, the review, the oath and the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from hojokin.flow.applications import application_form
from hojokin.flow.roles import Role
from hojokin.rules.years import CURRENT
from tests.journeys.applying import PATIENCE_MS, Programme, messages, newest_message, sign_in, take
from tests.journeys.applying_values import FIRMS, VENDOR_EMAIL, answers
from tests.journeys.by_keyboard import Hands
from tests.office.site import Demo

TRACK, FIRM = "security", FIRMS["mamori"]

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def programme(running_demo: Demo) -> Iterator[Programme]:
    """The demo, with a vendor, its tools and rounds that are open."""
    prepared = Programme(running_demo.address.removesuffix("/"), running_demo.data)
    prepared.do("prepare")
    yield prepared
    prepared.end()


def test_an_applicant_fills_in_hands_over_and_submits_without_a_mouse(
    browser: Browser, programme: Programme
) -> None:
    values = answers(TRACK, FIRM, datetime.now(ZoneInfo("Asia/Tokyo")).date())
    form = application_form(CURRENT, TRACK)
    theirs = {field.name for field in form.fields() if field.party is Role.APPLICANT}
    number = programme.do("filing", firm=FIRM.code, track=TRACK, without=sorted(theirs))["number"]
    case = programme.case(number)
    page = sign_in(browser.new_context(locale="ja"), programme, FIRM.email)
    hands = Hands(page)

    page.goto(case)
    hands.go_to_content()
    hands.follow(page.locator('main a.button[href*="/form/"]').first)
    sections = {each.name: each for each in form.sections}
    while on := re.search(r"/form/(\w+)/", page.url):
        section = sections.pop(on[1])
        hands.go_to_content()
        if page.locator('button[name="next"]').count():
            hands.fill_section(section, values, Role.APPLICANT)
            assert page.locator("#problems").all_inner_texts() == []
        else:
            hands.follow(
                page.locator(".form-actions a").filter(has_text="次へ")
            )  # the vendor's, to be read alone

    step(hands, case, "hand_over")
    expect(page.locator("#done")).to_contain_text("まだ事務局への提出は終わっていません")
    take(sign_in(browser.new_context(locale="ja"), programme, VENDOR_EMAIL), case, "pass_on")

    page.goto(case)
    hands.go_to_content()
    hands.follow(page.locator('a[href$="/steps/submit/"]').first)
    hands.go_to_content()
    for each in page.locator('input[name="oath"]').all():
        hands.reach(each)
        hands.press("Space")
        expect(each).to_be_checked()
    to = FIRM.mobile.removeprefix("0")
    before = messages(page, programme, to)
    hands.reach(page.get_by_role("button", name="コードを送る"))
    hands.press("Enter")
    expect(page.locator("#code-part [role=status]")).to_be_visible()
    hands.still_here()
    found = re.search(r"確認コード (\d+)", newest_message(page, programme, to, after=before))
    assert found
    hands.reach(page.locator("#code"))
    page.keyboard.type(found.group(1))
    hands.follow(page.locator("#step-form .form-actions button"))

    expect(page.locator("#done-head")).to_have_text("提出が完了しました")
    assert programme.do("stored", number=number)["state"] == "submitted"


def step(hands: Hands, case: str, action: str) -> None:
    """A step that asks for no oath, from the case page."""
    hands.page.goto(case)
    hands.go_to_content()
    hands.follow(hands.page.locator(f'a[href$="/steps/{action}/"]').first)
    hands.go_to_content()
    hands.follow(hands.page.locator("#step-form .form-actions button"))
