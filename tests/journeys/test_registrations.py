"""A vendor registers, alone and as a consortium, with an AI tool; it is returned, corrected, admitted, found, and ends."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hojokin.flow.form import Value
from tests.flow.registration_samples import consortium, members, person, software
from tests.flow.registration_samples import member as corporation
from tests.flow.registration_samples import vendor as single
from tests.journeys.registering import RECENT, Town, number_in, write
from tests.journeys.test_estimate import press_until

Check = Callable[[Page], None]
DATES: dict[str, Value] = {"registry_issued_on": RECENT, "tax_certificate_issued_on": RECENT}
POINT = "履歴事項全部証明書の「本店」と表記が違います。"

pytestmark = pytest.mark.browser


def firm(name: str, kana: str, corporate_number: str, prefecture: str) -> dict[str, Value]:
    """A firm of the demo, with papers of these days."""
    return {
        "name": name,
        "kana": kana,
        "corporate_number": corporate_number,
        "prefecture": prefecture,
        **DATES,
    }


# Firms of the local gBizID that do nothing else in the demo.
HIKARI = firm("ひかりシステム株式会社", "ヒカリシステム", "3999900000006", "34")
KAEDE = firm("かえでソフト株式会社", "カエデソフト", "2999900000007", "26")
NAGISA = firm("なぎさ情報株式会社", "ナギサジョウホウ", "1999900000008", "47")


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The kinds of pages that a test of this file has checked."""
    return set()


@pytest.fixture
def walk(browser: Browser, site_address: str, accessible: Check, seen: set[str]) -> Callable[..., Town]:
    """People at the demo, on a screen of a width and in a language."""

    def make(width: int = 1280, language: str = "") -> Town:
        return Town(browser, site_address, accessible, seen, width=width, language=language)

    return make


def begin(town: Town, vendor: Page, form: str) -> str:
    """The door, and the number of the registration behind it."""
    town.open(vendor, "/vendor/start/")
    vendor.locator(f"button[name=form][value={form}]").click()
    expect(vendor).to_have_url(re.compile("/cases/VR"))
    return number_in(vendor)


def file_tool(town: Town, vendor: Page, values: dict[str, Value]) -> str:
    """An AI tool, filled in and handed to the office."""
    town.open(vendor, "/vendor/tools/")
    vendor.locator('form[action$="/vendor/tools/new/"] button').click()
    number = number_in(vendor)
    town.fill_in(vendor, number, values)
    town.take(vendor, number, "submit")
    return number


def declare_no_tie(town: Town, office: Page, number: str) -> None:
    """The declaration that comes before every review."""
    town.open(office, f"/desk/{number}/")
    form = office.locator('form[action$="/tie/"]')
    form.locator("input[name=tie][value=no]").check()
    form.locator("button").click()
    expect(office.locator(".desk-field details.desk-write").first).to_be_attached()


def return_with_point(town: Town, reviewer: Page, number: str, field: str, text: str) -> None:
    """A point at a field, and the filing back to the party."""
    declare_no_tie(town, reviewer, number)
    place = reviewer.locator(f"#field-{field}")
    place.locator("details.desk-write > summary").click()
    place.locator("textarea").fill(text)
    place.locator("details.desk-write form button").click()
    expect(reviewer.locator(f"#field-{field} .desk-finding")).to_contain_text(text)
    town.take(reviewer, number, "return", at="desk")


def correct(town: Town, vendor: Page, number: str, field: str, text: str, values: dict[str, Value]) -> None:
    """The point is read beside its field, the field corrected, the point answered, the filing sent again."""
    town.open(vendor, f"/cases/{number}/")
    vendor.locator(".case-points h3 a").first.click()
    expect(vendor.locator(f"#field-{field} .case-finding")).to_contain_text(text)
    town.look(vendor)
    vendor.locator(f"#{field}").fill("")
    write(vendor, values)
    vendor.locator("button[name=save]").last.click()
    expect(vendor).to_have_url(re.compile("saved=1"))
    town.open(vendor, f"/cases/{number}/")
    vendor.locator(".case-points textarea").fill("証明書のとおりに直しました。")
    vendor.locator(".case-points form button").click()
    expect(vendor.locator(".case-points .chip.next")).to_be_visible()
    town.take(vendor, number, "resubmit")


def settle_points(town: Town, reviewer: Page, number: str) -> None:
    """What was answered is settled."""
    town.open(reviewer, f"/desk/{number}/")
    for form in reviewer.locator('form[action$="/close/"]').all():
        form.locator("button").click()
    expect(reviewer.locator('form[action$="/close/"]')).to_have_count(0)


def admit(town: Town, reviewer: Page, approver: Page, number: str) -> None:
    """Both reviews of a vendor, each decided by a second person."""
    for review, decision in (("accept", "admit"), ("accept_final", "register")):
        town.take(reviewer, number, review, at="desk")
        town.take(approver, number, decision, at="desk")


def find_tool(town: Town, name: str, says: str) -> None:
    """A visitor finds it among the AI tools, with what the AI does."""
    visitor = town.visitor()
    town.open(visitor, f"/tools/?ai=generative&q={name}")
    card = visitor.locator(".tool-card", has_text=name).first
    expect(card.locator(".ai-badge.generative")).to_be_visible()
    expect(card).to_contain_text(says)
    card.locator("h2 a, h3 a").first.click()
    expect(visitor.locator("main")).to_contain_text(says)
    town.look(visitor)


def tool_of(firm_values: dict[str, Value], name: str, kana: str, says: str) -> dict[str, Value]:
    """An AI tool of that firm."""
    evidence: dict[str, Any] = {"name": name, "kana": kana, "maker": firm_values["name"], "ai_evidence": says}
    return software(outline=f"{name}は、小さな店の請求書づくりと入金の確認を自動にします。", **evidence)


def test_a_single_corporation_registers_with_an_ai_tool_that_a_visitor_then_finds(
    walk: Callable[..., Town],
) -> None:
    town = walk()
    vendor = town.representative("hikari")
    reviewer, approver = town.person("審良 健太"), town.person("決元 修")
    values, says = single(**HIKARI), "届いたメールから請求書の下書きを作ります。"
    tool_values = tool_of(HIKARI, "ひかり請求ロボ", "ヒカリセイキュウロボ", says)

    number = begin(town, vendor, "single")
    tool = file_tool(town, vendor, tool_values)
    town.fill_in(vendor, number, values)
    town.take(vendor, number, "submit")
    return_with_point(town, reviewer, number, "address", POINT)
    correct(town, vendor, number, "address", POINT, values)
    settle_points(town, reviewer, number)
    admit(town, reviewer, approver, number)
    return_with_point(town, reviewer, tool, "outline", "ツール名で始めてください。")
    correct(town, vendor, tool, "outline", "ツール名で始めてください。", tool_values)
    settle_points(town, reviewer, tool)
    town.take(reviewer, tool, "accept", at="desk")
    town.take(approver, tool, "register", at="desk")

    find_tool(town, "ひかり請求ロボ", says)


def test_a_consortium_registers_with_a_sole_proprietor_and_its_tools_vanish_when_it_ends(
    walk: Callable[..., Town],
) -> None:
    town = walk()
    leader = town.representative("kaede")
    reviewer, approver = town.person("査間 由美"), town.person("決元 修")
    values, says = consortium(**KAEDE), "問い合わせの返事を下書きします。"
    name = "かえで返信アシスト"

    number = begin(town, leader, "consortium")
    tool = file_tool(town, leader, tool_of(KAEDE, name, "カエデヘンシンアシスト", says))
    town.fill_in(leader, number, values)
    town.open(leader, "/vendor/registration/")
    leader.locator('form[action$="/vendor/registration/members/"] button').click()
    expect(leader.locator("#members tbody tr")).to_have_count(2)
    for row, part in zip(members(), (corporation(**DATES), person(**DATES)), strict=True):
        hand_over(town, row["email"], part)
    town.take(leader, number, "submit")
    return_with_point(town, reviewer, number, "consortium_name", "協定書の名前と違います。")
    correct(town, leader, number, "consortium_name", "協定書の名前と違います。", values)
    settle_points(town, reviewer, number)
    admit(town, reviewer, approver, number)
    declare_no_tie(town, reviewer, tool)
    town.take(reviewer, tool, "accept", at="desk")
    town.take(approver, tool, "register", at="desk")
    find_tool(town, name, says)

    town.take(reviewer, number, "propose_deregistration", "登録の要件を欠きました。", at="desk")
    town.take(approver, number, "deregister", "意見を聴いたうえで取り消します。", at="desk")

    visitor = town.visitor()
    town.open(visitor, f"/tools/?ai=generative&q={name}")
    expect(visitor.locator(".tool-card", has_text=name)).to_have_count(0)


def hand_over(town: Town, email: str, values: dict[str, Value]) -> None:
    """A member opens the link in its mail, joins, fills in its own part and hands it to the leader."""
    member = town.visitor()
    for _second in range(20):
        town.open(member, f"/inbox/?to={email}")
        if member.locator("tbody a").count():
            break
        member.wait_for_timeout(1_000)
    member.locator("tbody a").first.click()
    with member.expect_navigation():
        member.locator(".letter a", has_text="/invitation/").click()
    town.look(member)
    member.locator("input[name=name]").fill("構成員 太郎")
    for name in ("password", "again"):
        member.locator(f"input[name={name}]").fill("consortium member 2026")
    member.locator("form:has(input[name=again]) button").click()
    expect(member).to_have_url(re.compile("/member/"))
    town.look(member)
    member.locator('a[href*="/cases/MP"]').first.click()
    number = number_in(member)
    town.fill_in(member, number, values)
    town.take(member, number, "hand_over")


def test_in_english_on_a_phone_a_rejection_is_told_with_its_reasons(walk: Callable[..., Town]) -> None:
    town = walk(390, "/en")
    vendor = town.representative("nagisa")
    reviewer, approver = town.person("審良 健太"), town.person("決元 修")
    values, reason = single(**NAGISA), "The sales record names no customer that can be checked."

    number = begin(town, vendor, "single")
    file_tool(town, vendor, tool_of(NAGISA, "なぎさ返信ボット", "ナギサヘンシンボット", "返事を書きます。"))
    town.fill_in(vendor, number, values)
    town.take(vendor, number, "submit")
    declare_no_tie(town, reviewer, number)
    town.take(reviewer, number, "propose_rejection", "No sales record.", at="desk")
    town.take(approver, number, "reject", reason, at="desk")

    town.open(vendor, f"/cases/{number}/")
    expect(vendor.locator("main")).to_contain_text(reason)
    town.open(vendor, "/vendor/start/")
    expect(vendor.locator(".notice.caution")).to_contain_text("rejected this year")


def test_the_first_section_is_filled_in_by_keyboard_alone(walk: Callable[..., Town]) -> None:
    town = walk()
    vendor = town.representative("tsubaki")
    number = begin(town, vendor, "single")
    asked = {name: value for name, value in single().items() if name in FIRST_SECTION}
    vendor.goto(f"{town.address}/cases/{number}/form/registrant/")

    for name, value in asked.items():
        press_until(vendor, name)
        if vendor.evaluate("document.activeElement.tagName") == "SELECT":
            vendor.keyboard.press("Home")
            for _prefecture in range(int(str(value))):
                vendor.keyboard.press("ArrowDown")
        elif vendor.evaluate("document.activeElement.type") == "radio":
            vendor.keyboard.press("Space")
        else:
            vendor.keyboard.press("Control+A")
            vendor.keyboard.type(str(value))
    press_until(vendor, text="保存して次へ")
    vendor.keyboard.press("Enter")

    expect(vendor).to_have_url(re.compile("/form/contact/"))
    vendor.goto(f"{town.address}/cases/{number}/form/registrant/")
    for name, value in asked.items():
        if name != "form":
            expect(vendor.locator(f"#{name}")).to_have_value(str(value))


FIRST_SECTION = (
    "form",
    "name",
    "kana",
    "corporate_number",
    "prefecture",
    "address",
    "representative_title",
    "representative_name",
    "representative_kana",
)
