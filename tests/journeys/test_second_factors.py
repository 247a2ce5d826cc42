"""Second factors in a browser: a passkey is made and opens the door alone; an authenticator app stands behind the password."""

from __future__ import annotations

import base64
import hmac
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.applying import PATIENCE_MS
from tests.journeys.conftest import is_complaint
from tests.office.site import Demo

type Check = Callable[[Page], None]
PASSWORD = "hojokin-demo"  # shown on the page that lists the sample people
STEP_SECONDS = 30

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Door:
    """The sign-in page, from a browser with a sensor for fingers (サインインの入口)."""

    page: Page
    address: str

    def open(self, path: str) -> None:
        """A page of the site."""
        self.page.goto(self.address + path)

    def by_password(self, email: str) -> None:
        """What is typed at the sign-in."""
        self.open("/signin/")
        self.page.get_by_label("メールアドレス").fill(email)
        self.page.get_by_label("パスワード").fill(PASSWORD)
        self.page.get_by_role("button", name="サインイン", exact=True).click()
        expect(self.page).not_to_have_url(f"{self.address}/signin/")

    def behind_the_password(self, path: str) -> None:
        """A page that changes how one signs in: it asks for the password again."""
        self.open(path)
        self.page.get_by_label("パスワード").fill(PASSWORD)
        self.page.get_by_role("button", name="続ける").click()
        expect(self.page).to_have_url(self.address + path)

    def leave(self) -> None:
        """Sign out."""
        self.open("/signout/")
        self.page.locator("main form button").click()
        self.open("/account/")
        expect(self.page).to_have_url(f"{self.address}/signin/?next=/account/")


@pytest.fixture
def door(browser: Browser, running_demo: Demo) -> Iterator[Door]:
    """A passkey belongs to a name, and 127.0.0.1 is none; whatever the strict rules of the page stop is an error."""
    page = browser.new_context(locale="ja").new_page()
    page.set_default_timeout(PATIENCE_MS)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Door(page, f"http://localhost:{urlsplit(running_demo.address).port}")
    page.context.close()
    assert complaints == []


def plug_in_a_sensor(page: Page) -> None:
    """An authenticator inside the machine, which knows whose finger it is."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_signs_in_without_a_password(door: Door, accessible: Check) -> None:
    page = door.page
    plug_in_a_sensor(page)
    door.by_password("aozora2@demo.example")
    door.behind_the_password("/account/second/passkeys/add/")
    accessible(page)
    page.get_by_label("名前").fill("会社のパソコン")
    page.get_by_label("パスワードなしでのサインインにも使う").check()
    page.get_by_role("button", name="加える").click()
    expect(page).not_to_have_url(re.compile("/passkeys/add/"))
    accessible(page)

    door.leave()
    door.open("/signin/")
    page.get_by_role("button", name="パスキーでサインイン").click()

    expect(page).to_have_url(f"{door.address}/vendor/")
    door.open("/account/second/passkeys/")
    expect(page.locator(".plain-rows li")).to_contain_text("会社のパソコン")

    door.leave()
    door.by_password("aozora2@demo.example")
    expect(page).to_have_url(f"{door.address}/signin/second/")
    accessible(page)
    page.get_by_role("button", name="パスキーを使う").click()
    expect(page).to_have_url(f"{door.address}/vendor/")

    door.open("/account/second/passkeys/")
    page.get_by_role("link", name="名前を変える").click()
    expect(page).to_have_url(re.compile("/account/again/"))
    accessible(page)
    page.get_by_role("link", name="セキュリティキーを使用する").click()
    expect(page).to_have_url(re.compile("/passkeys/again/"))
    accessible(page)
    page.get_by_role("button", name="パスキーを使う").click()
    expect(page).to_have_url(re.compile("/edit/$"))
    accessible(page)
    page.get_by_label("名前").fill("自宅のパソコン")
    page.locator("main form .button").first.click()
    expect(page.locator(".plain-rows li")).to_contain_text("自宅のパソコン")
    page.get_by_role("link", name="外す").click()
    expect(page).to_have_url(re.compile("/remove/$"))
    accessible(page)
    page.locator("main form .button").first.click()
    expect(page.locator(".plain-rows li")).to_have_count(0)


def code_of(secret: str, *, turn: int) -> str:
    """What an authenticator app shows in a turn of half a minute (RFC 6238)."""
    told = hmac.digest(base64.b32decode(secret), turn.to_bytes(8), "sha1")
    start = told[-1] & 0xF
    return f"{(int.from_bytes(told[start : start + 4]) & 0x7FFFFFFF) % 10**6:06}"


def test_an_authenticator_app_stands_behind_the_password(door: Door, accessible: Check) -> None:
    page = door.page
    door.by_password("minato2@demo.example")
    door.behind_the_password("/account/second/app/")
    page.get_by_text("読み取れないとき").click()
    secret = page.locator("main details code").inner_text()
    now = int(time.time()) // STEP_SECONDS
    page.get_by_label("6けたの数字").fill(
        code_of(secret, turn=now - 1)
    )  # an app that is slow by half a minute
    page.get_by_role("button", name="設定する").click()
    expect(page).not_to_have_url(f"{door.address}/account/second/app/")
    accessible(page)

    door.leave()
    door.by_password("minato2@demo.example")
    expect(page).to_have_url(f"{door.address}/signin/second/")
    page.get_by_label("コード").fill("000000")
    page.get_by_role("button", name="サインイン").click()
    expect(page.get_by_role("alert")).to_be_visible()
    accessible(page)
    page.get_by_label("コード").fill(code_of(secret, turn=int(time.time()) // STEP_SECONDS))
    page.get_by_role("button", name="サインイン").click()

    expect(page).to_have_url(f"{door.address}/vendor/")
