"""The pages of an erasure break no rule of accessibility, scroll nothing sideways, and work without a script."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from hojokin.flow.roles import Role
from hojokin.office.actions.ask_paper_erasure import ask_paper_erasure
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.erase_paper import erase_paper
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.queries.paper_erasures import places_of, seen_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing, PaperErasure
from tests.office.cases.sample import AT, Scene, actor, browser, scene
from tests.office.papers_with_numbers import TYPED, paper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# Playwright runs a loop in this thread; the database is asked beside it, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
REASON = "1ページに個人番号があります。"


@pytest.fixture
def here(transactional_db: None, tmp_path: Path) -> Scene:
    """A submitted application with two papers, of which one was asked to be erased."""
    made = scene()
    for place, name in enumerate(("住民票.pdf", "本人確認書類のとても長い名前のファイル（表と裏）.pdf")):
        content = io.BytesIO(paper(f"個人番号 {TYPED}", *(["裏"] * place), folder=tmp_path))
        attach_document(made.filing, "paper", name, content, by=made.applicant, at=AT)
    keep_version(made.now(), by=made.applicant, at=AT)
    Filing.objects.filter(pk=made.filing.pk).update(submitted_at=AT, state="submitted")
    first = Document.objects.earliest("pk")
    ask_paper_erasure(first, "individual_number", REASON, by=made.reviewer, at=AT)
    return made


def signed_in(page: Page, who: Actor, live_server: Any) -> None:
    """Somebody of the office."""
    value = browser(who).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


@pytest.mark.parametrize("width", [320, 1280])
def test_no_rule_of_accessibility_is_broken_and_nothing_scrolls_sideways(
    page: Page, here: Scene, live_server: Any, width: int
) -> None:
    asked = PaperErasure.objects.get()
    approver = actor("決裁 太郎", Role.APPROVER, None)
    page.set_viewport_size({"width": width, "height": 900})
    addresses = [
        (here.reviewer, f"/desk/{here.filing.number}/papers/"),
        (here.reviewer, "/desk/erasures/"),
        (approver, f"/desk/erasures/{asked.pk}/"),
    ]
    gone = f"{here.address}files/{Document.objects.earliest('pk').pk}/"
    for who, address in addresses:
        signed_in(page, who, live_server)
        page.goto(live_server.url + address)
        for each in page.locator("main details").all():
            each.locator("summary").click()
        _whole(page, width, address)
    erase_paper(asked, seen_of(places_of(asked.sha256)), by=approver, at=AT, has_no_tie=True)

    for address in (addresses[2][1], addresses[0][1], here.address, f"{here.address}versions/", gone):
        page.goto(live_server.url + address)
        _whole(page, width, address)


def _whole(page: Page, width: int, address: str) -> None:
    found = Axe().run(page).response["violations"]
    assert [(address, each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_two_people_erase_a_paper_with_the_keyboard_and_the_pointer(
    page: Page, here: Scene, live_server: Any
) -> None:
    signed_in(page, here.reviewer, live_server)
    page.goto(f"{live_server.url}/desk/{here.filing.number}/papers/")

    page.get_by_text("消去を依頼する").first.click()
    page.get_by_label("消去の根拠").select_option("individual_number")
    page.get_by_label("理由（何ページに何があるか").fill("2ページに個人番号があります。")
    page.get_by_role("button", name="消去を依頼する").click()
    expect(page.get_by_role("status").first).to_contain_text("消去を依頼しました")
    where = page.url
    signed_in(page, actor("決裁 太郎", Role.APPROVER, None), live_server)
    page.goto(where)
    page.get_by_label("これらの手続の当事者と、利害関係がありません。").check()
    page.get_by_role("button", name="中身を消去する").click()

    expect(page.get_by_role("status").first).to_contain_text("書類の中身を消去しました")
    assert Document.objects.latest("pk").state == "erased"
