"""One grant of each track in a real browser: from the decision to the last effect report, through the years between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import granting_values as values
from tests.journeys.applying import PATIENCE_MS, Programme
from tests.journeys.grant_journey import CONSORTIUM, GrantJourney
from tests.journeys.granting import (
    Check,
    Somebody,
    books_hold,
    looked_at,
    record_project,
    record_step,
    travel,
)

# A record of the bank file that is a transfer, and where its amount stands (全銀協 総合振込).
TRANSFER, AMOUNT = b"2", slice(80, 90)
MEMBERS = 10  # of the group

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


def test_a_grant_of_the_normal_track_is_carried_out_paid_and_reported_for_three_years(
    somebody: Somebody, programme: Programme, accessible: Check, tmp_path: Path
) -> None:
    journey = GrantJourney(programme, somebody, accessible, tmp_path, "normal")
    carry_out(journey)
    report = paper(journey, "performance_report")
    journey.grantee.get_by_role("link", name="実績報告を開く").click()
    expect(journey.grantee).to_have_url(programme.case(report))
    looked_at(journey.grantee, accessible)
    journey.fill(report, "performance_report", values.report(journey.method, *journey.stands["applicant"]))
    journey.send(report)
    looked_at(journey.grantee, accessible)

    be_paid(journey, report, 500_000)
    for year in (0, 1, 2, 3):
        number = journey.reach(year)
        looked_at(journey.grantee, accessible)
        journey.fill(number, "effect_report", journey.figures(year))
        journey.send(number)
        journey.accept(number)
    journey.is_over((0, 1, 2, 3))
    books_hold(programme)


def carry_out(journey: GrantJourney) -> None:
    """The grantee reads the plan, is told of a day before the decision, and enters every step as it was done."""
    page, number, granted_on = journey.grantee, journey.number, journey.granted_on
    page.goto(f"{journey.programme.address}/my/projects/")
    looked_at(page, journey.accessible)
    page.get_by_role("link", name="発注・支払いの予定と記録").click()
    plan = page.locator("#item-0 .plan-steps")
    limit = date.fromisoformat(journey.stands["report_limit"])
    for day in (granted_on + timedelta(days=1), limit):
        expect(plan).to_contain_text(f"{day.year}年{day.month}月{day.day}日")
    looked_at(page, journey.accessible)

    travel(journey.programme, granted_on + timedelta(days=25))
    too_early = (granted_on - timedelta(days=1)).isoformat()
    record_step(page, journey.programme, number, "ordered_on", too_early)
    expect(page.get_by_role("alert")).to_contain_text("補助の対象になりません")
    expect(page.locator("#on-0")).to_have_value(too_early)
    looked_at(page, journey.accessible)
    record_project(page, journey.programme, number, journey.method)
    looked_at(page, journey.accessible)


@pytest.mark.long
@pytest.mark.parametrize(
    ("track", "amount", "years"),
    [
        ("invoice", 500_000, (0, 1, 3)),
        ("electronic_transaction", 400_000, (0, 1, 3)),
        ("security", 500_000, (0, 1, 3)),
        ("consortium", 3_000_000, (1, 2)),
    ],
    ids=["invoice", "electronic transactions", "security", "consortium"],
)
def test_a_grant_of_another_track_is_reported_paid_and_reported_again(
    somebody: Somebody,
    programme: Programme,
    accessible: Check,
    tmp_path: Path,
    track: str,
    amount: int,
    years: Sequence[int],
) -> None:
    journey = GrantJourney(programme, somebody, accessible, tmp_path, track)
    report = programme.do("written", number=journey.number, method=journey.method)
    journey.send(report)
    if track == CONSORTIUM:
        members_report(journey, report)

    be_paid(journey, report, amount)
    for year in years:
        number = journey.reach(year)
        programme.do("figures", number=journey.number, year=year)
        journey.send(number)
        journey.accept(number)
    journey.is_over(years)
    books_hold(programme)


def members_report(journey: GrantJourney, lead: str) -> None:
    """Each member of a group has a report of its own: one more is sent in the browser, and the grant waits for them all."""
    page, programme = journey.grantee, journey.programme
    reports = programme.do("reports", number=journey.number)
    assert (len(reports), reports[0]) == (MEMBERS, lead)
    second = reports[1]
    journey.send(second)
    page.goto(f"{programme.address}/my/projects/{journey.number}/")
    rows = page.locator("#report ~ .table-frame tbody tr")
    expect(rows).to_have_count(MEMBERS)
    expect(rows.nth(1)).to_contain_text("2番店")
    expect(rows.filter(has_text="提出済")).to_have_count(2)
    looked_at(page, journey.accessible)
    journey.reviewer.goto(f"{programme.address}/desk/inspection/{journey.number}/?member=2")
    expect(journey.reviewer.locator("#checks")).to_contain_text("2番店")
    looked_at(journey.reviewer, journey.accessible)
    journey.accept(second)
    programme.do("reported", number=journey.number, method=journey.method, but=lead)
    assert journey.stands["state"] == "granted"


def paper(journey: GrantJourney, kind: str) -> str:
    """The number of the only paper of a kind that belongs to the grant."""
    found = [each["number"] for each in journey.stands["papers"] if each["kind"].endswith(kind)]
    assert len(found) == 1
    return str(found[0])


def be_paid(journey: GrantJourney, report: str, amount: int) -> None:
    """From the accepted report to the money: every yen is the one expected, on paper and in the bank's file."""
    journey.accept(report)
    assert journey.settle() == amount
    journey.is_told(amount)
    transfers = [each for each in journey.be_paid().splitlines() if each.startswith(TRANSFER)]
    assert [int(each[AMOUNT]) for each in transfers] == [amount]
    assert journey.stands["paid"] == journey.stands["settled"] == amount
