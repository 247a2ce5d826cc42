"""A grant application in a real browser: from the invitation to the receipt, for every track, and when things go wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hojokin.flow.applications import application_form
from hojokin.flow.roles import Role
from hojokin.rules.years import CURRENT
from tests.journeys.applying import (
    PATIENCE_MS,
    Programme,
    newest_message,
    sign_in,
    submit,
    take,
    told,
    verified,
)
from tests.journeys.applying_values import FIRMS, TOOLS, VENDOR_EMAIL, answers
from tests.journeys.filling import fill_form
from tests.office.site import Demo

type Check = Callable[[Page], None]
JAPAN = ZoneInfo("Asia/Tokyo")
SAKURA = "さくら製作所株式会社"

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory, new_demo: Path) -> Iterator[Programme]:
    """A demo of its own, with a vendor, its tools and rounds that are open."""
    with Demo(tmp_path_factory.mktemp("applications"), like=new_demo) as demo:
        prepared = Programme(demo.address.removesuffix("/"), demo.data)
        prepared.do("prepare")
        yield prepared
        prepared.end()


@pytest.fixture
def somebody(browser: Browser, programme: Programme) -> Iterator[Callable[[str], Page]]:
    """A browser of one's own for each person who signs in."""
    contexts: list[BrowserContext] = []

    def enter(email: str) -> Page:
        contexts.append(browser.new_context(locale="ja", viewport={"width": 1280, "height": 900}))
        return sign_in(contexts[-1], programme, email)

    yield enter
    for each in contexts:
        each.close()


def looked_at(page: Page, accessible: Check) -> None:
    """The page is as good on a wide screen as on a phone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_corporation_in_the_normal_track_from_the_invitation_to_the_receipt(
    browser: Browser,
    somebody: Callable[[str], Page],
    programme: Programme,
    accessible: Check,
    tmp_path: Path,
) -> None:
    values = answers("normal", FIRMS["sakura"], datetime.now(JAPAN).date())
    form = application_form(CURRENT, "normal")
    invited = f"keiri{os.getpid()}@sakura.example.jp"
    vendor = somebody(VENDOR_EMAIL)
    vendor.goto(f"{programme.address}/vendor/applications/new/")
    looked_at(vendor, accessible)
    vendor.get_by_label("通常枠").check()
    vendor.get_by_label("申請者の名前").fill("さくら")
    vendor.get_by_label("申請者のメールアドレス").fill(invited)
    vendor.get_by_role("button", name="招待を送る").click()
    expect(vendor).not_to_have_url(re.compile("/new/"))
    letter = newest_message(vendor, programme, invited)
    link = re.search(r"http\S+/invitation/\S+", letter)
    assert link

    page = browser.new_context(locale="ja", viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(link.group())
    looked_at(page, accessible)
    page.get_by_role("button", name="gBizID でサインイン").click()
    page.get_by_label(SAKURA).check()
    page.get_by_role("button", name="サインイン").click()
    page.get_by_role("button", name="招待を受ける").click()
    looked_at(page, accessible)
    page.get_by_role("button", name="確かめました。申請を始める").click()
    expect(page).to_have_url(re.compile(r"/cases/AP"))
    found = re.search(r"/cases/(AP[\d-]+)/", page.url)
    assert found
    number = found.group(1)
    case = programme.case(number)
    looked_at(page, accessible)

    fill_form(page, case, form, values, Role.APPLICANT)
    take(page, case, "hand_over")
    expect(page.locator("#done")).to_contain_text("まだ事務局への提出は終わっていません")
    looked_at(page, accessible)

    fill_form(vendor, case, form, values, Role.VENDOR)
    vendor.goto(case)
    looked_at(vendor, accessible)
    take(vendor, case, "pass_on")

    submit(page, programme, number, FIRMS["sakura"].mobile)
    looked_at(page, accessible)
    receipt, kept = told(page), verified(page, tmp_path)
    assert (kept["number"], kept["digest"]) == (number, receipt.digest)
    assert programme.do("stored", number=number)["versions"] == [[1, receipt.digest]]
    assert number in newest_message(page, programme, "sakura@gbizid.example", "受け付けました")


@pytest.mark.parametrize(
    ("firm", "track"),
    [("yamada", "invoice"), ("ookawa", "electronic_transaction"), ("mamori", "security")],
    ids=["sole proprietor, invoice", "large orderer, electronic transactions", "security"],
)
def test_applicant_and_vendor_hand_the_application_to_each_other_and_submit_it(
    somebody: Callable[[str], Page],
    programme: Programme,
    accessible: Check,
    tmp_path: Path,
    firm: str,
    track: str,
) -> None:
    number = filled_in(programme, firm, track)
    case = programme.case(number)
    applicant, vendor = somebody(FIRMS[firm].email), somebody(VENDOR_EMAIL)

    take(applicant, case, "hand_over")
    take(vendor, case, "pass_on")
    submit(applicant, programme, number, FIRMS[firm].mobile)

    looked_at(applicant, accessible)
    receipt, kept = told(applicant), verified(applicant, tmp_path)
    assert (kept["number"], kept["digest"]) == (number, receipt.digest)
    stored = programme.do("stored", number=number)
    assert stored["state"] == "submitted"
    assert stored["versions"] == [[1, receipt.digest]]
    assert len(kept["files"]) == stored["files"]


def test_the_representative_of_ten_firms_applies_alone(
    somebody: Callable[[str], Page], programme: Programme, accessible: Check, tmp_path: Path
) -> None:
    number = filled_in(programme, "nihonbashi", "consortium")
    case = programme.case(number)
    applicant = somebody(FIRMS["nihonbashi"].email)
    applicant.goto(f"{case}form/members/")
    expect(applicant.locator("#field-members fieldset.line")).to_have_count(10)
    looked_at(applicant, accessible)

    applicant.goto(case)
    applicant.locator(".case-now .case-buttons a.button:not(.plain)").click()
    applicant.locator("#step-form .form-actions button").click()
    submit(applicant, programme, number, FIRMS["nihonbashi"].mobile)

    kept = verified(applicant, tmp_path)
    assert [len(each["value"]) for each in kept["fields"] if each["name"] == "members"] == [10]
    assert programme.do("stored", number=number)["versions"] == [[1, kept["digest"]]]


def filled_in(programme: Programme, firm: str, track: str, **told: object) -> str:
    """A complete application that only has to be handed on; its number."""
    made = programme.do("filing", firm=firm, track=track, **told)
    assert made["problems"] == []
    number: str = made["number"]
    return number


def test_what_the_office_returns_is_corrected_by_both_and_submitted_again(
    somebody: Callable[[str], Page], programme: Programme, accessible: Check, tmp_path: Path
) -> None:
    number = filled_in(programme, "naosu", "normal")
    case = programme.case(number)
    applicant, vendor = somebody(FIRMS["naosu"].email), somebody(VENDOR_EMAIL)
    take(applicant, case, "hand_over")
    take(vendor, case, "pass_on")
    submit(applicant, programme, number, FIRMS["naosu"].mobile)
    first = told(applicant)
    reviewer = somebody("reviewer1@demo.example")
    return_it(reviewer, programme, number, ("business_outline", "tool_reason"))

    applicant.goto(case)
    expect(applicant.locator(".case-due")).to_be_visible()
    looked_at(applicant, accessible)
    correct(
        applicant, case, "business", "business_outline", "雑貨と文具を、近くの会社とご家庭に売っています。"
    )
    take(applicant, case, "hand_over_correction")
    correct(
        vendor, case, "tools", "tool_reason", "在庫と会計を一度に扱えて、月40時間の入力がなくなるためです。"
    )
    take(vendor, case, "pass_on_correction")
    submit(applicant, programme, number, FIRMS["naosu"].mobile, "resubmit")

    second, kept = told(applicant), verified(applicant, tmp_path)
    assert first.digest != second.digest == kept["digest"]
    assert kept["sequence"] == 2
    versions = programme.do("stored", number=number)["versions"]
    assert versions == [[1, first.digest], [2, second.digest]]


def return_it(reviewer: Page, programme: Programme, number: str, fields: tuple[str, ...]) -> None:
    """The reviewer says that there is no tie, points at fields, and asks for a correction by a day."""
    desk = f"{programme.address}/desk/{number}/"
    reviewer.goto(desk)
    reviewer.locator('.desk-side input[name="tie"][value="no"]').check()
    reviewer.get_by_role("button", name="申告する").click()
    reviewer.locator('a[href$="/steps/start_review/"]').click()
    reviewer.locator("#step-form .form-actions button").click()
    for each in fields:
        reviewer.goto(desk)
        box = reviewer.locator(f"#field-{each}")
        box.locator("details.desk-write > summary").click()
        box.locator("textarea").fill("くわしく書いてください。")
        box.get_by_role("button", name="指摘を保存する").click()
        expect(box.locator(".desk-finding")).to_be_visible()
    reviewer.goto(f"{programme.case(number)}steps/request_correction/")
    reviewer.locator("#due").fill((datetime.now(JAPAN).date() + timedelta(days=10)).isoformat())
    reviewer.locator("#step-form .form-actions button").click()
    expect(reviewer.locator("#done")).to_be_visible()


def correct(page: Page, case: str, section: str, field: str, words: str) -> None:
    """Correct one field, and answer the point that the office made of it."""
    page.goto(f"{case}form/{section}/")
    page.locator(f"#{field}").fill(words)
    with page.expect_navigation():
        page.locator('button[name="next"]').click()
    page.goto(case)
    point = page.locator(".case-points li").filter(has=page.locator(f'h3 a[href*="{field}"]'))
    point.locator("textarea").fill("書き足しました。")
    point.get_by_role("button").click()
    expect(point.locator(".chip.next")).to_be_visible()


def test_a_draft_that_misses_its_deadline_aims_at_the_next_round_and_both_sides_are_told(
    somebody: Callable[[str], Page], programme: Programme, accessible: Check
) -> None:
    number = filled_in(programme, "okure", "security", state="vendor_editing")

    missed = programme.do("miss", number=number)

    applicant, vendor = somebody(FIRMS["okure"].email), somebody(VENDOR_EMAIL)
    for page, to in ((applicant, FIRMS["okure"].email), (vendor, VENDOR_EMAIL)):
        assert number in newest_message(page, programme, to, "締切回")
    stored = programme.do("stored", number=number)
    assert (stored["state"], stored["versions"]) == ("vendor_editing", [])
    assert stored["round"] != missed
    applicant.goto(programme.case(number))
    expect(applicant.locator(".case-left")).to_be_visible()
    looked_at(applicant, accessible)


def test_a_refused_applicant_applies_again_with_what_was_entered(
    somebody: Callable[[str], Page], programme: Programme, accessible: Check
) -> None:
    number = filled_in(programme, "mataka", "normal")
    case = programme.case(number)
    applicant, vendor = somebody(FIRMS["mataka"].email), somebody(VENDOR_EMAIL)
    take(applicant, case, "hand_over")
    take(vendor, case, "pass_on")
    submit(applicant, programme, number, FIRMS["mataka"].mobile)
    assert programme.do("refuse", number=number) == "rejected"

    applicant.goto(f"{programme.address}/my/apply/")
    looked_at(applicant, accessible)
    applicant.get_by_role("button", name=f"写して始める {number}").click()

    expect(applicant).to_have_url(re.compile(r"/cases/AP"))
    assert number not in applicant.url
    again = re.search(r"/cases/(AP[\d-]+)/", applicant.url)
    assert again
    stored, before = programme.do("stored", number=again.group(1)), programme.do("stored", number=number)
    assert (stored["state"], stored["files"]) == ("applicant_editing", 0)
    assert stored["typed"] == {
        name: typed for name, typed in before["typed"].items() if name != "mobile_is_own"
    }


def test_of_two_tabs_that_write_one_field_neither_loses_anything(
    somebody: Callable[[str], Page], programme: Programme, accessible: Check
) -> None:
    number = programme.do("filing", firm="futatsu", track="normal", without=["business_outline"])["number"]
    address = f"{programme.case(number)}form/business/"
    one = somebody(FIRMS["futatsu"].email)
    two = one.context.new_page()
    for page in (one, two):
        page.goto(address)

    one.locator("#business_outline").fill("はじめの窓の文です。")
    expect(one.locator("#status-business_outline")).to_contain_text("保存しました")
    two.locator("#business_outline").fill("あとの窓の文です。")

    conflict = two.locator("#status-business_outline .case-conflict")
    expect(conflict).to_contain_text("はじめの窓の文です。")
    expect(two.locator("#business_outline")).to_have_value("あとの窓の文です。")
    looked_at(two, accessible)
    two.get_by_role("button", name="自分の入力を残す").click()
    expect(two.locator("#status-business_outline")).to_contain_text("保存しました")
    assert programme.do("stored", number=number)["typed"]["business_outline"] == ["あとの窓の文です。"]


def test_what_is_typed_while_a_table_is_drawn_anew_is_kept(
    somebody: Callable[[str], Page], programme: Programme
) -> None:
    made = programme.do("filing", firm="futatsu", track="normal", state="vendor_editing", without=["tools"])
    vendor = somebody(VENDOR_EMAIL)
    vendor.goto(f"{programme.case(made['number'])}form/tools/")
    vendor.locator('[name="tools-0-category"]').select_option("1")
    chosen = vendor.locator(f'[name="tools-0-tool"][value="{TOOLS["normal"]}"]')
    chosen.wait_for()
    slow_down(vendor)

    chosen.check()
    vendor.locator('[name="tools-0-unit_price_yen"]').fill("450000")

    expect(vendor.locator("#field-tools .case-filled").first).to_be_visible()
    expect(vendor.locator('[name="tools-0-unit_price_yen"]')).to_have_value("450000")
    expect(vendor.locator("#status-tools")).to_contain_text("保存しました")
    with vendor.expect_navigation():
        vendor.locator('button[name="save"].plain').click()
    row = programme.do("stored", number=made["number"])["typed"]["tools"][0]
    assert (row["tool"], row["unit_price_yen"]) == ([TOOLS["normal"]], ["450000"])


def slow_down(page: Page) -> None:
    """Every answer takes a second and a half from now on."""
    network = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 1_500, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", slow)


def test_what_is_typed_after_the_session_ended_is_saved_once_one_signs_in_again(
    somebody: Callable[[str], Page], programme: Programme, accessible: Check
) -> None:
    made = programme.do("filing", firm="futatsu", track="normal", without=["business_outline"])
    page = somebody(FIRMS["futatsu"].email)
    page.goto(f"{programme.case(made['number'])}form/business/")
    page.context.clear_cookies()

    page.locator("#business_outline").fill("席を外したあとの文です。")
    expect(page.locator(".offline-signin")).to_be_visible()
    looked_at(page, accessible)
    sign_in(page.context, programme, FIRMS["futatsu"].email).close()
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("#status-business_outline")).to_contain_text("保存しました")
    stored = programme.do("stored", number=made["number"])["typed"]
    assert stored["business_outline"] == ["席を外したあとの文です。"]


def test_what_is_sent_after_the_session_ended_is_sent_again_after_the_sign_in(
    somebody: Callable[[str], Page], programme: Programme, accessible: Check
) -> None:
    made = programme.do("filing", firm="futatsu", track="normal", without=["business_outline"])
    page = somebody(FIRMS["futatsu"].email)
    page.goto(f"{programme.case(made['number'])}form/business/")
    page.context.clear_cookies()
    page.locator("#business_outline").fill("席を外したあとの文です。")
    page.locator('button[name="save"]').last.click()
    expect(page.locator("h1")).to_have_text("サインインの時間が切れました")
    looked_at(page, accessible)

    sign_in(page.context, programme, FIRMS["futatsu"].email).close()
    page.get_by_role("button", name="サインインしたので").click()
    expect(page.locator("h1")).to_have_text("もう一度押すと送ります")
    looked_at(page, accessible)
    page.get_by_role("button", name="送る").click()

    expect(page.locator("#business_outline")).to_have_value("席を外したあとの文です。")
    stored = programme.do("stored", number=made["number"])["typed"]
    assert stored["business_outline"] == ["席を外したあとの文です。"]
