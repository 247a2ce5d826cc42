"""Pages of the desk after the decision: nobody is offered what their seat may not do, and the numbers agree."""

import re
from dataclasses import replace

import pytest
from django.utils import timezone

from hojokin.office.actions.edit_round import seed_rounds
from hojokin.office.actions.make_payment_batch import make_payment_batch, take_out
from hojokin.office.queries import paging
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import LedgerEntry, Round
from tests.office.grants.granted import (
    LATER,
    PAY_ON,
    Scene,
    accept_report,
    another,
    browser,
    claim,
    granted,
    inspect,
    to_fixed,
)

pytestmark = pytest.mark.django_db
KEEP, FIX = "検査を終え、請求を依頼する", "で額を確定する"


@pytest.mark.parametrize("who", ["approver", "payer", "auditor"])
def test_the_form_of_an_inspection_is_offered_to_reviewers_alone(who: str) -> None:
    here = granted()
    accept_report(here, at=timezone.now())
    address = f"/desk/inspection/{here.filing.number}/"

    own = browser(here.reviewer).get(address).text
    other = browser(getattr(here, who)).get(address).text

    assert (KEEP in own, "inspect-form" in own) == (True, True)
    assert (KEEP in other, "inspect-form" in other, "/tie/" in other) == (False, False, False)
    assert "検査は審査担当が行います。" in other


@pytest.mark.parametrize("who", ["reviewer", "payer", "auditor"])
def test_fixing_the_amount_is_offered_to_approvers_alone(who: str) -> None:
    here = granted()
    accept_report(here)
    inspect(here)
    claim(here)
    address = f"/desk/inspection/{here.filing.number}/"

    own = browser(here.approver).get(address).text
    other = browser(getattr(here, who)).get(address).text

    assert (FIX in own, FIX in other) == (True, False)
    assert "検査した人とは別の決裁者が確定します。" in other


def two_fixed() -> tuple[Scene, Scene]:
    """Two grants that wait for their payment."""
    first = to_fixed(granted())
    return first, to_fixed(replace(first, filing=another(first)))


def test_a_batch_counts_the_transfers_that_its_total_holds() -> None:
    first, second = two_fixed()
    made = make_payment_batch([first.filing, second.filing], on=PAY_ON, by=first.payer, at=LATER)
    take_out(made.payments.get(grant=second.grant), reason="口座を確かめる", by=first.payer, at=LATER)
    site = browser(first.payer)

    listed = site.get("/desk/payments/").text
    own = site.get(f"/desk/payments/{made.number}/").text

    assert '<td class="figure" data-label="件数"><span>1</span>' in listed
    assert "<strong>1</strong>件数" in own


def test_a_refused_day_leaves_the_payer_on_the_same_page_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = two_fixed()
    monkeypatch.setattr(paging, "PER_PAGE", 1)
    site = browser(first.payer)
    page = site.get("/desk/payments/?waiting=2").text
    action = re.search(r'action="([^"]*/payments/make/[^"]*)"', page)
    assert action is not None

    refused = site.post(action[1], {"case": second.filing.number, "on": "2026-12-26"})

    assert refused.status_code == 422
    assert f'value="{second.filing.number}" checked' in refused.text
    steps = re.findall(r'class="pager-step"[^>]*href="([^"]*)"', refused.text)
    assert [site.get(each.replace("&amp;", "&")).status_code for each in steps] == [200]


def test_nothing_is_typed_into_an_inspection_before_the_tie_is_declared_which_would_lose_it() -> None:
    here = granted()
    accept_report(here, at=timezone.now())
    site, address = browser(here.reviewer), f"/desk/inspection/{here.filing.number}/"

    before = site.get(address).text
    site.post(f"{address}tie/", {"tie": "no"})
    after = site.get(address).text

    said = "利害関係がないと申告すると、入力できます。"
    assert [(said in each, "<fieldset disabled>" in each) for each in (before, after)] == [
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize(("budget", "is_told"), [(None, True), (9_000_000, False)])
def test_the_ledger_does_not_call_a_round_without_a_cap_used_up(budget: int | None, *, is_told: bool) -> None:
    here = granted()
    seed_rounds("fy2026", by=SYSTEM, at=LATER)
    Round.objects.update(budget_yen=budget)
    LedgerEntry.objects.update(budget="normal-2026-R1")

    page = browser(here.auditor).get("/desk/ledger/").text

    assert ("上限なし（交付を決めた額だけを計上します）" in page) == is_told
