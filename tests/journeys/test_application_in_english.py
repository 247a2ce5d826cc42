"""An application in English on a phone: every page from the invitation to the receipt, the return and its correction.

Everybody of it reads English: the pages, and the mails and SMS that reach them. What people themselves wrote stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hojokin.flow.applications import application_form
from hojokin.flow.roles import Role
from hojokin.rules.years import CURRENT
from tests.journeys.applying import PATIENCE_MS, Programme, messages, newest_message, told
from tests.journeys.applying_values import FIRMS, VENDOR_EMAIL, answers
from tests.journeys.conftest import is_complaint
from tests.journeys.english import KANA, japanese_in
from tests.journeys.filling import fill_section
from tests.office.site import Demo

type Check = Callable[[Page], None]
JAPAN = ZoneInfo("Asia/Tokyo")
SCREEN = {"width": 390, "height": 900}
FIRM = FIRMS["sakura"]
GBIZ_FIRM = "さくら製作所株式会社"
INVITED = "english@sakura.example.jp"
REVIEWER = "reviewer1@demo.example"

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Reader:
    """Somebody who reads English on a phone; every page that they open is looked at."""

    page: Page
    programme: Programme
    accessible: Check
    complaints: list[str] = field(default_factory=list)
    read: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if is_complaint(said) else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> None:
        """Open a page of the English site."""
        self.page.goto(f"{self.programme.address}/en{path}")
        self.look()

    def look(self) -> None:
        """The page is English, fits the screen, has no fault that axe finds, and leads to English pages alone.

        What was read before and says the same is not looked at again.
        """
        page = self.page
        if (seen := (page.url.partition("?")[0], page.locator("body").inner_text())) in self.read:
            return
        self.read.add(seen)
        assert page.locator("html").get_attribute("lang") == "en", page.url
        assert japanese_in(page, self.programme.do("told")) == [], page.url
        assert led_astray(page) == [], page.url
        self.accessible(page)
        assert self.complaints == [], page.url

    def sign_in(self, email: str) -> None:
        """By the button on the English page of sample people, and with English as the language of mails."""
        self.page.goto(f"{self.programme.address}/en/accounts/")
        self.page.get_by_role("button").filter(has_text=email).first.click()
        expect(self.page).not_to_have_url(re.compile("/accounts/"))
        self.choose_english()

    def choose_english(self) -> None:
        """Mails and SMS in English too."""
        self.open("/account/")
        english = self.page.locator('button[name="language"][value="en"]')
        english.click()
        expect(english).to_have_attribute("aria-pressed", "true")

    def says(self, *sentences: str) -> None:
        """What stands on the page."""
        for each in sentences:
            expect(self.page.locator("main")).to_contain_text(each)

    def take(self, number: str, action: str, *sentences: str) -> None:
        """A step without an oath: what its page says before, and that it was taken."""
        self.open(f"/cases/{number}/")
        self.page.locator(f'a[href$="/en/cases/{number}/steps/{action}/"]').first.click()
        self.look()
        self.says(*sentences)
        self.page.locator("#step-form .form-actions button").click()
        expect(self.page.locator("#done")).to_be_visible()
        self.look()

    def fill(self, number: str, role: Role) -> None:
        """Every section of a role."""
        values = answers("normal", FIRM, datetime.now(JAPAN).date())
        for section in application_form(CURRENT, "normal").sections:
            if any(each.party is role and each.asked(values) for each in section.fields):
                self.open(f"/cases/{number}/form/{section.name}/")
                self.says(section.title.en)
                fill_section(self.page, section, values, role)

    def submit(self, number: str, action: str = "submit") -> None:
        """The summary, the oath, the code of the SMS, and the receipt."""
        self.open(f"/cases/{number}/")
        self.page.locator(f'a[href$="/steps/{action}/"]').first.click()
        self.look()
        self.says("The button below submits this to the office.", "Oath")
        for each in self.page.locator('input[name="oath"]').all():
            each.check()
        mobile = FIRM.mobile.removeprefix("0")
        before = messages(self.page, self.programme, mobile)
        self.page.get_by_role("button", name="Send a code").click()
        expect(self.page.locator("#code-part [role=status]")).to_have_text(
            "The code was sent by SMS. Enter the digits you received."
        )
        self.look()
        found = re.search(r"Code (\d+)", self.letter(mobile, after=before))
        assert found
        self.page.locator("#code").fill(found.group(1))
        self.page.locator("#step-form .form-actions button").click()
        expect(self.page.locator("#done-head")).to_have_text("Submitted")
        self.look()
        self.says("The office has received it.")

    def letter(self, to: str, words: str = "", *, after: int = 0) -> str:
        """A mail or an SMS: its own words are English."""
        text = newest_message(self.page, self.programme, to, words, after=after)
        for each in sorted(self.programme.do("told"), key=len, reverse=True):
            text = text.replace(each, "")
        assert not KANA.search(text), text
        return text


def led_astray(page: Page) -> list[str]:
    """Links that leave the English pages, beside the one that changes the language."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('a[href^="/"]:not([hreflang]), form[action^="/"]')]
          .map((each) => each.getAttribute('href') || each.getAttribute('action'))
          .filter((each) => !/^\\/(en|static|api|media)\\//.test(each))"""
    )
    return [each for each in found if not IN_NO_LANGUAGE.match(each)]


# Addresses that are the same in every language: files, and the way to gBizID and back.
IN_NO_LANGUAGE = re.compile(r"/(signin/gbizid|gbizid-local|health)/|.*\.(ics|csv|json|xlsx|xml)(\?|$)")


@pytest.fixture(scope="module")
def programme(running_demo: Demo) -> Iterator[Programme]:
    """The demo, with a vendor, its tools and rounds that are open."""
    prepared = Programme(running_demo.address.removesuffix("/"), running_demo.data)
    prepared.do("prepare")
    yield prepared
    prepared.end()


@pytest.fixture
def reader(browser: Browser, programme: Programme, accessible: Check) -> Iterator[Callable[[], Reader]]:
    """A phone of one's own for each person."""
    made: list[Reader] = []

    def enter() -> Reader:
        context = browser.new_context(locale="en", viewport=SCREEN)  # type: ignore[arg-type] # a mapping of sizes
        made.append(Reader(context.new_page(), programme, accessible))
        return made[-1]

    yield enter
    for each in made:
        each.page.context.close()


def test_an_application_is_invited_filled_in_returned_corrected_and_received_in_english(
    reader: Callable[[], Reader], programme: Programme, tmp_path: Path
) -> None:
    vendor = reader()
    vendor.sign_in(VENDOR_EMAIL)
    link = invite(vendor)
    applicant = reader()
    number = accept(applicant, link)
    applicant.choose_english()

    applicant.fill(number, Role.APPLICANT)
    applicant.take(number, "hand_over", "This only hands over to:", "does not submit anything to the office")
    applicant.says("It has not been submitted to the office yet")
    vendor.letter(VENDOR_EMAIL, number)
    vendor.fill(number, Role.VENDOR)
    vendor.open(f"/cases/{number}/estimate/")
    vendor.take(number, "pass_on")
    applicant.submit(number)

    first = told(applicant.page)
    applicant.says("Receipt number", number, "Digest of the content")
    assert first.digest in applicant.letter("sakura@gbizid.example", number)
    save_receipt(applicant, tmp_path)

    returned(reader(), number)

    applicant.letter("sakura@gbizid.example", number)
    applicant.open(f"/cases/{number}/")
    applicant.says("Findings of the office", "Unanswered")
    correct(
        applicant, number, "business", "business_outline", "We sell stationery to firms and homes nearby."
    )
    applicant.take(number, "hand_over_correction")
    correct(vendor, number, "tools", "tool_reason", "It handles stock and accounts at once, saving 40 hours.")
    vendor.take(number, "pass_on_correction")
    applicant.submit(number, "resubmit")
    second = told(applicant.page)

    assert programme.do("stored", number=number)["versions"] == [[1, first.digest], [2, second.digest]]
    for path in ("", "versions/", "compare/"):
        applicant.open(f"/cases/{number}/{path}")


def invite(vendor: Reader) -> str:
    """The vendor invites the applicant; the link of the mail."""
    vendor.open("/vendor/")
    vendor.open("/vendor/applications/new/")
    page = vendor.page
    page.get_by_label("Normal track").check()
    page.get_by_label("Applicant’s name").fill("Sakura")
    page.get_by_label("Applicant’s email address").fill(INVITED)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page).not_to_have_url(re.compile("/new/"))
    vendor.look()
    link = re.search(r"http\S+/invitation/\S+", vendor.letter(INVITED))
    assert link
    return link.group()


def accept(applicant: Reader, link: str) -> str:
    """The applicant signs in with gBizID and begins; the number of the application."""
    page = applicant.page
    assert "/en/invitation/" in link
    page.goto(link)
    applicant.look()
    page.get_by_role("button", name="Sign in with gBizID").click()
    page.get_by_label(GBIZ_FIRM).check()
    page.get_by_role("button", name="サインイン").or_(page.get_by_role("button", name="Sign in")).click()
    page.get_by_role("button", name="Accept the invitation").click()
    applicant.look()
    page.get_by_role("button", name="It is right. Start the application").click()
    expect(page).to_have_url(re.compile(r"/en/cases/AP"))
    applicant.look()
    applicant.says("It is your turn", "Not submitted yet")
    found = re.search(r"/cases/(AP[\d-]+)/", page.url)
    assert found
    return found.group(1)


def save_receipt(applicant: Reader, folder: Path) -> None:
    """The receipt is saved as JSON and as PDF."""
    for name, ending in (("Save the receipt (JSON)", ".json"), ("Save the receipt (PDF)", ".pdf")):
        with applicant.page.expect_download() as saving:
            applicant.page.get_by_role("link", name=name).click()
        assert saving.value.suggested_filename.endswith(ending)
        saving.value.save_as(folder / saving.value.suggested_filename)


def returned(reviewer: Reader, number: str) -> None:
    """The reviewer points at one field of each side and asks for a correction."""
    reviewer.sign_in(REVIEWER)
    desk = f"/desk/{number}/"
    reviewer.open(desk)
    page = reviewer.page
    page.locator('.desk-side input[name="tie"][value="no"]').check()
    page.get_by_role("button", name="Declare").click()
    page.locator('a[href$="/steps/start_review/"]').click()
    reviewer.look()
    page.locator("#step-form .form-actions button").click()
    for each in ("business_outline", "tool_reason"):
        reviewer.open(desk)
        box = page.locator(f"#field-{each}")
        box.locator("details.desk-write > summary").click()
        box.locator("textarea").fill("Please say more.")
        box.get_by_role("button", name="Save the finding").click()
        expect(box.locator(".desk-finding")).to_be_visible()
    reviewer.open(f"/cases/{number}/steps/request_correction/")
    page.locator("#due").fill((datetime.now(JAPAN).date() + timedelta(days=10)).isoformat())
    page.locator("#step-form .form-actions button").click()
    expect(page.locator("#done")).to_be_visible()
    reviewer.look()


def correct(writer: Reader, number: str, section: str, name: str, words: str) -> None:
    """Correct a field, and answer the point that the office made of it."""
    writer.open(f"/cases/{number}/form/{section}/")
    writer.says("Findings of the office", "Please say more.")
    page = writer.page
    page.locator(f"#{name}").fill(words)
    with page.expect_navigation():
        page.locator('button[name="next"]').click()
    writer.open(f"/cases/{number}/")
    point = point_of(page, name)
    point.locator("textarea").fill("Said more.")
    point.get_by_role("button", name="Save the answer").click()
    expect(point_of(page, name).locator(".chip.next")).to_have_text("Answered")
    writer.look()


def point_of(page: Page, name: str) -> Locator:
    """What the office said of a field."""
    return page.locator(".case-points li").filter(has=page.locator(f'h3 a[href*="{name}"]'))
