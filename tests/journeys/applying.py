"""Steps of an application in a browser (申請の手順): signing in, reading the inbox, going on, submitting, the receipt."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect
from typer.testing import CliRunner

from hojokin.cli import app

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_MS = 20_000  # two cores that others use too


class Programme:
    """The running demo, and a program beside it that prepares what a journey begins with."""

    def __init__(self, address: str, data: Path) -> None:
        self.address, self.data = address, data
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.programme"],
            cwd=ROOT,
            env=environment(data),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, what: str, **told: object) -> Any:
        """Have something prepared in the data folder of the demo."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, **told}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "done" in answer, answer
        return answer["done"]

    def case(self, number: str) -> str:
        """Address of a case page."""
        return f"{self.address}/cases/{number}/"

    def end(self) -> None:
        """Let the program end."""
        self._process.communicate(timeout=20)


def environment(data: Path) -> Mapping[str, str]:
    """The environment of a program beside the demo that keeps its data there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOJOKIN_", "DJANGO_"))}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return {**kept, "HOJOKIN_DATA": str(data), "HOJOKIN_DEMO": "1", "PYTHONPATH": paths}


def sign_in(context: BrowserContext, programme: Programme, email: str) -> Page:
    """A page of somebody who pressed their button on the page of sample people."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{programme.address}/accounts/")
    page.get_by_role("button").filter(has_text=email).first.click()
    expect(page).not_to_have_url(re.compile("/accounts/"))
    return page


def newest_message(page: Page, programme: Programme, to: str, words: str = "", *, after: int = 0) -> str:
    """The text of the newest message to somebody, once the inbox of the demo has more of them than ``after``."""
    reader = page.context.new_page()
    found = _look_into_inbox(reader, programme, to, words)
    for _look in range(60):
        if found.count() > after:
            break
        reader.wait_for_timeout(500)
        found = _look_into_inbox(reader, programme, to, words)
    expect(found).not_to_have_count(0)
    found.first.get_by_role("link").click()
    text = reader.locator(".letter").inner_text()
    reader.close()
    return text


def _look_into_inbox(reader: Page, programme: Programme, to: str, words: str) -> Locator:
    reader.goto(f"{programme.address}/inbox/?to={to}")
    return reader.locator("tbody tr").filter(has_text=words)


def messages(page: Page, programme: Programme, to: str) -> int:
    """How many messages somebody has got."""
    reader = page.context.new_page()
    count = _look_into_inbox(reader, programme, to, "").count()
    reader.close()
    return count


def take(page: Page, case: str, action: str, *, reason: str = "") -> None:
    """A step that asks for no oath, from the case page."""
    page.goto(case)
    page.locator(f'a[href$="/steps/{action}/"]').click()
    if reason:
        page.get_by_label("理由").fill(reason)
    page.locator("#step-form .form-actions button").click()
    expect(page.locator("#done")).to_be_visible()


def send_code(page: Page, programme: Programme, mobile: str) -> str:
    """Have a code sent from the page of a step, and read it in the inbox."""
    to = mobile.removeprefix("0")  # an SMS goes to the number with its country's code
    before = messages(page, programme, to)
    page.get_by_role("button", name="コードを送る").click()
    expect(page.locator("#code-part [role=status]")).to_be_visible()
    found = re.search(r"確認コード (\d+)", newest_message(page, programme, to, after=before))
    assert found
    return found.group(1)


def submit(page: Page, programme: Programme, number: str, mobile: str, action: str = "submit") -> None:
    """Review, the oath item by item, the code, and the step that hands the application in."""
    page.goto(programme.case(number))
    with page.expect_navigation():
        page.locator(f'a[href$="/steps/{action}/"]').first.click()
    for each in page.locator('input[name="oath"]').all():
        each.check()
    page.locator("#code").fill(send_code(page, programme, mobile))
    page.locator("#step-form .form-actions button").click()
    expect(page.locator("#done-head")).to_have_text("提出が完了しました")


@dataclass(frozen=True, slots=True)
class Told:
    """What the banner of a submission says."""

    number: str
    at: str
    digest: str


def told(page: Page) -> Told:
    """Number, time and hash as they stand on the screen."""
    said = page.locator(".case-receipt dd")
    page.locator(".case-receipt summary").click()
    return Told(
        said.nth(0).inner_text().split()[0],
        said.nth(1).inner_text(),
        page.locator(".case-receipt details > code").inner_text(),
    )


def verified(page: Page, folder: Path) -> Mapping[str, Any]:
    """Save the JSON of the receipt, and have ``hojokin receipt verify`` check it; what the file says."""
    with page.expect_download() as saving:
        page.get_by_role("link", name="控え（JSON）を保存する").click()
    file = folder / saving.value.suggested_filename
    saving.value.save_as(file)
    answer = CliRunner().invoke(app, ["receipt", "verify", str(file)])
    assert answer.exit_code == 0, answer.output
    found: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return found
