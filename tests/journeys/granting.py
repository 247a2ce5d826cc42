"""Steps after the decision in a browser (交付決定後の手順): the project, the report, inspection, payment, effect reports.

``programme.do("granted", firm=…, track=…)`` answers with the number of a grant that was just decided. These bring it further
by the office's own actions. Each does first what those above it do, as far as it is not done, and moves the clock on as
far as it needs:

- ``recorded(number=, method=)``: order, delivery, invoice and payment of every item; the number of the report;
- ``written(number=, method=, kana=)``: the report complete in the grantee's hands; its number. In a group each member has
  one: all of them, and the representative's number; ``reports(number=)`` has every number;
- ``reported(number=, but=, …)``: the report sent and accepted; its number. In a group every one, ``but`` the one named;
- ``fixed(number=, …)``: inspected, claimed, and the amount fixed; the yen;
- ``paid(number=, code=, …)``: transferred, or refused by the bank with another ``code`` than 0; the yen;
- ``figures(number=, year=)``: the effect report of a year complete in the grantee's hands; its number;
- ``effect_reported(number=, year=)``: that report sent and accepted;
- ``travel(to=)``: the office's clock moved on to noon of a day, never back;
- ``grant(number=)``: where it stands; ``versions(number=)``: what was handed in of a filing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.journeys.applying import ROOT, Programme, environment, sign_in, take
from tests.office.site import Demo

REVIEWER, APPROVER = "reviewer1@demo.example", "approver@demo.example"
PAYER, PAYER_2 = "payer@demo.example", "payer2@demo.example"
WORKER_WITHIN_SECONDS = 60
STEPS = {"ordered_on": 3, "delivered_on": 10, "invoiced_on": 12, "paid_on": 20}
"""How many days after the decision each step of a project is done."""

type Somebody = Callable[[str], Page]
type Check = Callable[[Page], None]


@contextmanager
def programme_in(folder: Path, like: Path, *, is_new: bool = False) -> Iterator[Programme]:
    """A running demo that begins as ``like``; a new one is given a vendor, tools and open rounds."""
    with Demo(folder, like) as demo:
        prepared = Programme(demo.address.removesuffix("/"), demo.data)
        try:
            if is_new:
                prepared.do("prepare")
            yield prepared
        finally:
            prepared.end()


@contextmanager
def everybody(browser: Browser, programme: Programme) -> Iterator[Somebody]:
    """A browser of one's own for each person who signs in."""
    with ExitStack() as open_ones:

        def enter(email: str) -> Page:
            context = browser.new_context(locale="ja", viewport={"width": 1280, "height": 900})
            open_ones.callback(context.close)
            return sign_in(context, programme, email)

        yield enter


def looked_at(page: Page, accessible: Check) -> None:
    """The page is as good on a wide screen as on a phone."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        accessible(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def record_step(page: Page, programme: Programme, case: str, step: str, on: str, **told: str) -> None:
    """Enter one day of the first item on the page of the project; ``told`` are number, amount and method."""
    page.goto(f"{programme.address}/my/projects/{case}/")
    form = page.locator("#item-0 form.plan-form")
    form.locator('[name="step"]').select_option(step)
    form.locator('[name="on"]').fill(on)
    for name in ("number", "amount"):
        form.locator(f'[name="{name}"]').fill(told.get(name, ""))
    form.locator('[name="method"]').select_option(told.get("method", ""))
    form.get_by_role("button", name="確かめて記録する").click()


def record_project(page: Page, programme: Programme, number: str, method: str) -> None:
    """Enter order, delivery, invoice and payment of the only item, each accepted as it is entered."""
    stands = programme.do("grant", number=number)
    granted_on, item = date.fromisoformat(stands["granted_on"]), stands["items"][0]
    with_tax = str(item["unit_price"] * item["quantity"] * 11 // 10)
    more: Mapping[str, Mapping[str, str]] = {
        "invoiced_on": {"number": "S-1", "amount": with_tax},
        "paid_on": {"amount": with_tax, "method": method},
    }
    for done, (step, after) in enumerate(STEPS.items(), start=1):
        on = (granted_on + timedelta(days=after)).isoformat()
        record_step(page, programme, number, step, on, **more.get(step, {}))
        expect(page.locator("#item-0 .plan-steps li.done")).to_have_count(done)


def declare_no_tie(page: Page, address: str) -> None:
    """Declare on a page of the desk that one has no tie to anybody in the case."""
    page.goto(address)
    page.locator('form[action$="/tie/"] input[name="tie"][value="no"]').check()
    page.get_by_role("button", name="申告する").click()
    expect(page.locator(".chip.good").first).to_be_visible()


def accept(reviewer: Page, programme: Programme, number: str) -> None:
    """A reviewer without a tie reads what was sent and accepts it."""
    declare_no_tie(reviewer, f"{programme.address}/desk/{number}/")
    take(reviewer, programme.case(number), "accept")


def inspect(reviewer: Page, programme: Programme, number: str, accessible: Check) -> int:
    """Finish the inspection with the cost as reported, to be claimed in two weeks; the yen that it proposes."""
    address = f"{programme.address}/desk/inspection/{number}/"
    declare_no_tie(reviewer, address)
    looked_at(reviewer, accessible)
    until = date.fromisoformat(programme.do("grant", number=number)["today"]) + timedelta(days=14)
    reviewer.locator("#claim_by").fill(until.isoformat())
    reviewer.get_by_role("button", name="額を計算し直す").click()
    proposed = _yen(reviewer.locator(".inspect-total strong").inner_text())
    reviewer.get_by_role("button", name="検査を終え、請求を依頼する").click()
    expect(reviewer.get_by_text("申請者に請求を依頼しました")).to_be_visible()
    return proposed


def fix(approver: Page, programme: Programme, number: str) -> int:
    """Another person fixes the amount; the yen on the notice, which the page offers as PDF."""
    address = f"{programme.address}/desk/inspection/{number}/"
    declare_no_tie(approver, address)
    approver.get_by_role("button", name="で額を確定する").click()
    expect(approver.get_by_text("確定通知書を発行しました")).to_be_visible()
    href = approver.get_by_role("link", name="確定通知書（PDF）").get_attribute("href")
    return programme.do("grant", number=number)["settled"] if href else 0


def pdf_text(page: Page, address: str) -> str:
    """What a PDF says that whoever is signed in may read."""
    answer = page.request.get(address)
    assert answer.ok, address
    with pypdfium2.PdfDocument(answer.body()) as paper:
        return "".join(each.get_textpage().get_text_range() for each in paper)


def pay(
    one: Page, other: Page, programme: Programme, number: str, accessible: Check, code: str = "0"
) -> bytes:
    """One payer makes a batch of this grant, another approves; the bank answers with a code. The file for the bank."""
    batch = make_batch(one, programme, number, accessible)
    other.goto(batch)
    other.locator('input[name="no_tie"]').check()
    looked_at(other, accessible)
    other.get_by_role("button", name="の振込を承認する").click()
    expect(other.get_by_text("承認しました。")).to_be_visible()
    one.goto(batch)
    with one.expect_download() as saving:
        one.get_by_role("button", name="振込ファイル（全銀形式）を作る").click()
    sent = Path(saving.value.path()).read_bytes()
    one.goto(batch)
    transfer = one.locator("#list ~ * tbody th").inner_text()
    answer: FilePayload = {
        "name": "results.csv",
        "mimeType": "text/csv",
        "buffer": f"number,result\n{transfer},{code}\n".encode(),
    }
    one.locator("#results").set_input_files(answer)
    one.get_by_role("button", name="結果を取り込む").click()
    expect(one.get_by_text("結果を取り込みました。")).to_be_visible()
    looked_at(one, accessible)
    return sent


def make_batch(payer: Page, programme: Programme, number: str, accessible: Check) -> str:
    """A payer puts this grant alone into a batch for the day that the page proposes; the address of the batch."""
    payer.goto(f"{programme.address}/desk/payments/")
    for each in payer.locator('input[name="case"]').all():
        each.set_checked(each.get_attribute("value") == number)
    looked_at(payer, accessible)
    payer.get_by_role("button", name="選んだ案件でまとまりを作る").click()
    expect(payer.get_by_text("別の支払担当が承認します").first).to_be_visible()
    return payer.url


def travel(programme: Programme, to: date) -> date:
    """Move the office's clock on to a day, if it has not come yet; the day that it is then."""
    return date.fromisoformat(programme.do("travel", to=to.isoformat()))


def effect_report(programme: Programme, number: str, year: int) -> str:
    """The number of the effect report of a year, once the worker of the demo has opened it."""
    give_up = time.monotonic() + WORKER_WITHIN_SECONDS
    while time.monotonic() < give_up:
        papers = programme.do("grant", number=number)["papers"]
        found = [each["number"] for each in papers if each["year"] == year and each["state"] != "waiting"]
        if found:
            return str(found[0])
        time.sleep(0.5)
    raise AssertionError(f"the report of year {year} was not opened: {papers}")


def command(programme: Programme, *words: str) -> Mapping[str, Any]:
    """What ``hojokin`` answers on the data of the demo, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from hojokin.cli import app; app()", *words],
        cwd=ROOT,
        env=environment(programme.data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def books_hold(programme: Programme) -> None:
    """The chain of records and the ledger of the demo hold."""
    assert command(programme, "audit", "--json", "verify")["unbroken"] is True
    assert command(programme, "ledger", "--json", "check")["balanced"] is True


def _yen(text: str) -> int:
    return int("".join(each for each in text if each.isdecimal()))
