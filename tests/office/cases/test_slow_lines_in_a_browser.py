"""Answers come late, or not at all: what was typed, pressed and chosen meanwhile still counts."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from hojokin.office.records.models import Document
from tests.office.cases.application_scene import OTHER, application
from tests.office.cases.at_the_form import held, kept, opened, pdf, until
from tests.office.cases.sample import AT, Scene, scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
UPLOADS = "**/files/paper/"


@pytest.fixture
def here(transactional_db: None) -> Scene:
    """An application."""
    return scene()


def attached() -> list[str]:
    """The names of the papers."""
    return [each.name for each in Document.objects.filter(removed_at=None).order_by("pk")]


def test_what_was_typed_after_a_saving_that_failed_stays(page: Page, here: Scene, live_server: Any) -> None:
    opened(page, here.as_applicant, here, live_server, "firm")
    waiting: list[Route] = []
    page.route("**/fields/name/", lambda route: waiting.append(route))  # noqa: PLW0108  # Playwright marks it
    page.locator("#name").press_sequentially("a")
    until(page, waiting, 1)
    page.locator("#name").press_sequentially("b")
    waiting[0].fulfill(status=503)
    page.unroute("**/fields/name/")
    page.locator("#name").press_sequentially("c")

    expect(page.locator("#status-name")).to_contain_text("保存しました")
    page.wait_for_timeout(1500)

    expect(page.locator("#name")).to_have_value("abc")
    assert kept("name") == ["abc"]


@pytest.mark.parametrize("how", ["503", "signed out"])
def test_a_paper_that_was_not_attached_is_told_and_sent_again(
    page: Page, here: Scene, live_server: Any, how: str
) -> None:
    opened(page, here.as_applicant, here, live_server, "work")
    cookies = page.context.cookies()
    if how == "503":
        page.route(UPLOADS, lambda route: route.fulfill(status=503))
    else:
        page.context.clear_cookies()

    page.set_input_files("#file-paper", pdf("a.pdf"))

    expect(page.locator("#offline")).to_be_visible()
    page.unroute(UPLOADS)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as it gave them
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#field-paper .case-files")).to_contain_text("a.pdf")
    expect(page.locator("#offline")).to_be_hidden()
    assert attached() == ["a.pdf"]


def test_a_paper_chosen_while_another_is_sent_is_attached_too(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here.as_applicant, here, live_server, "work")

    with held(page, UPLOADS) as waiting:
        page.set_input_files("#file-paper", pdf("a.pdf"))
        until(page, waiting, 1)
        page.set_input_files("#file-paper", pdf("b.pdf", b"\n"))

    expect(page.locator("#field-paper .case-files")).to_contain_text("b.pdf")
    assert attached() == ["a.pdf", "b.pdf"]


def test_a_paper_that_is_on_its_way_is_attached_once_when_the_form_is_saved(
    page: Page, here: Scene, live_server: Any
) -> None:
    def arrive_and_wait(route: Route) -> None:
        answer = route.fetch()
        arrived.append(route)
        page.locator("button[name=save]").last.click(no_wait_after=True)
        route.fulfill(response=answer)

    arrived: list[Route] = []
    opened(page, here.as_applicant, here, live_server, "work")
    page.route(UPLOADS, arrive_and_wait)

    page.set_input_files("#file-paper", pdf("a.pdf"))

    expect(page).to_have_url(re.compile("saved=1"))
    assert len(arrived) == 1
    assert attached() == ["a.pdf"]


def test_a_field_appears_though_the_answer_that_brought_it_was_lost(
    page: Page, here: Scene, live_server: Any
) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    opened(page, here.as_applicant, here, live_server, "firm")
    page.route("**/fields/has_site/", lose)
    page.check("input[name=has_site][value=yes]")
    expect(page.locator("#offline")).to_be_visible()
    page.unroute("**/fields/has_site/")

    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.locator("#site")).to_be_visible()
    page.fill("#site", "https://example.jp/")
    expect(page.locator("#status-site")).to_contain_text("保存しました")


def test_a_form_saved_on_a_very_slow_line_does_not_conflict_with_itself(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here.as_applicant, here, live_server, "firm")
    slow = {"offline": False, "latency": 4000, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)

    with page.expect_request("**/fields/name/"):
        page.locator("#name").press_sequentially("青空")
    page.locator("#name").press_sequentially("商店")
    page.locator("button[name=save]").last.click(no_wait_after=True)

    expect(page).to_have_url(re.compile("saved=1"), timeout=30_000)
    assert kept("name") == ["青空商店"]


def test_a_text_that_is_too_large_stays_unsaved_until_it_is_shorter(
    page: Page, here: Scene, live_server: Any
) -> None:
    opened(page, here.as_applicant, here, live_server, "work")
    page.evaluate(
        "document.getElementById('story').value = 'あいうえおかきくけこ\\n'.repeat(12000);"
        "document.getElementById('story').dispatchEvent(new Event('input', {bubbles: true}))"
    )
    expect(page.locator("#status-story")).to_contain_text("大きすぎて")
    expect(page.locator("#offline")).to_be_visible()

    page.evaluate("document.getElementById('story').value = ''")
    page.locator("#story").press_sequentially("短く")

    expect(page.locator("#status-story")).to_contain_text("保存しました")
    expect(page.locator("#offline")).to_be_hidden()
    assert kept("story") == ["短く"]


def compose(page: Page, text: str) -> None:
    """An input method shows a text that is not decided yet."""
    told = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
    page.context.new_cdp_session(page).send("Input.imeSetComposition", told)


def test_a_text_that_is_still_composed_is_not_saved(page: Page, here: Scene, live_server: Any) -> None:
    opened(page, here.as_applicant, here, live_server, "firm")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator("#name").focus()

    compose(page, "あおz")
    page.wait_for_timeout(1300)
    before = list(requests)
    page.keyboard.insert_text("青空")

    expect(page.locator("#status-name")).to_contain_text("保存しました")
    assert before == []
    assert kept("name") == ["青空"]


@pytest.mark.usefixtures("transactional_db")
def test_an_answer_that_draws_the_table_anew_waits_for_what_is_composed(page: Page, live_server: Any) -> None:
    at_the_tools(page, live_server)
    with held(page, "**/fields/tools/") as waiting:
        page.check(f"[name=tools-0-tool][value={OTHER.number}]")
        until(page, waiting, 1)
        page.locator("[name=tools-0-amount_yen]").fill("")
        compose(page, "８０")
        page.evaluate("window.composed = document.activeElement")
    page.wait_for_timeout(500)
    is_there = page.evaluate("composed.isConnected")
    page.keyboard.insert_text("８００")

    expect(page.locator("#field-tools")).to_contain_text("2,000円")
    expect(page.locator("[name=tools-0-amount_yen]")).to_have_value("８００")
    expect(page.locator("#status-tools")).to_contain_text("保存しました")
    page.wait_for_timeout(1200)
    assert is_there
    assert kept("tools")[0]["amount_yen"] == ["８００"]


@pytest.mark.parametrize("how", ["offline", "signed out", "refused"])
def test_a_press_that_did_not_get_through_is_told(
    page: Page, here: Scene, live_server: Any, how: str
) -> None:
    opened(page, here.as_applicant, here, live_server, "work")
    page.set_input_files("#file-paper", pdf("a.pdf"))
    expect(page.locator("#field-paper .case-files")).to_contain_text("a.pdf")
    if how == "offline":
        page.context.set_offline(True)
    elif how == "signed out":
        page.context.clear_cookies(name="sessionid")
    else:
        Document.objects.update(removed_at=AT)

    page.locator("#field-paper button[name=detach]").click()

    expect(page.locator("#status-paper")).to_contain_text("届きませんでした")


def at_the_tools(page: Page, live_server: Any) -> None:
    """The tools of an application, as the vendor sees them."""
    here = application()
    opened(page, here.as_vendor, here, live_server, "tools")


@pytest.mark.usefixtures("transactional_db")
def test_a_row_is_added_though_the_answer_before_draws_the_table_anew(page: Page, live_server: Any) -> None:
    at_the_tools(page, live_server)
    lines = page.locator("#field-tools fieldset.line")
    before = lines.count()

    with held(page, "**/fields/tools/") as waiting:
        page.check(f"[name=tools-0-tool][value={OTHER.number}]")
        until(page, waiting, 1)
        page.locator("#field-tools button[name=add]").click()

    expect(lines).to_have_count(before + 1)
    expect(page.locator(":focus")).to_have_attribute("name", re.compile(f"^tools-{before}-"))


@pytest.mark.usefixtures("transactional_db")
def test_what_is_typed_into_a_new_row_stays_though_an_answer_draws_the_table_anew(
    page: Page, live_server: Any
) -> None:
    at_the_tools(page, live_server)
    page.locator("#field-tools button[name=add]").click()
    expect(page.locator("#field-tools fieldset.line")).to_have_count(2)

    with held(page, "**/fields/tools/") as waiting:
        page.check(f"[name=tools-0-tool][value={OTHER.number}]")
        until(page, waiting, 1)
        page.locator("[name=tools-1-amount_yen]").press_sequentially("700")

    expect(page.locator("[name=tools-1-amount_yen]")).to_have_value("700")
    expect(page.locator("#status-tools")).to_contain_text("保存しました")
    page.wait_for_timeout(1500)
    assert [row["amount_yen"] for row in kept("tools")][1:] == [["700"]]


@pytest.mark.usefixtures("transactional_db")
def test_a_double_press_removes_one_row(page: Page, live_server: Any) -> None:
    at_the_tools(page, live_server)
    for place, amount in enumerate(("100", "200", "300")):
        if place:
            page.locator("#field-tools button[name=add]").click()
        page.locator(f"[name=tools-{place}-amount_yen]").fill(amount)
        page.wait_for_timeout(400)
    expect(page.locator("#field-tools fieldset.line")).to_have_count(3)

    page.locator("#field-tools button[name=remove]").first.dblclick()
    expect(page.locator("#field-tools fieldset.line")).to_have_count(2)
    page.wait_for_timeout(600)

    assert [row["amount_yen"] for row in kept("tools")] == [["200"], ["300"]]


@pytest.mark.usefixtures("transactional_db")
def test_the_choice_made_by_keyboard_keeps_the_focus(page: Page, live_server: Any) -> None:
    at_the_tools(page, live_server)
    page.locator("[name=tools-0-tool]:checked").focus()

    page.keyboard.press("ArrowDown")
    expect(page.locator("#status-tools")).to_contain_text("保存しました")

    expect(page.locator(":focus")).to_have_attribute("name", "tools-0-tool")


@pytest.mark.usefixtures("transactional_db")
def test_the_lines_of_the_estimate_stay_open_while_it_follows(page: Page, live_server: Any) -> None:
    at_the_tools(page, live_server)
    page.locator("#estimate details summary").click()

    page.fill("[name=tools-0-amount_yen]", "800000")

    expect(page.locator("#estimate")).to_contain_text("経費の総額 800,000円")
    expect(page.locator("#estimate details dl")).to_be_visible()
