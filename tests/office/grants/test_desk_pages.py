"""Pages of the desk after the decision: who may open them, what they do, and a fixed number of queries."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hojokin.office.records.models import Grant, PaymentBatch
from hojokin.rules.reference.banking_days import next_banking_day
from tests.office.grants.granted import (
    LATER,
    PAY_ON,
    Scene,
    accept_report,
    another,
    batch,
    browser,
    claim,
    granted,
    to_fixed,
)

pytestmark = pytest.mark.django_db
SESSION = 3  # the person, the seats, the account


def grown(here: Scene, count: int, then: Callable[[Scene], Any]) -> None:
    """So many grants, each taken as far as told."""
    then(here)
    for _ in range(count - 1):
        then(replace(here, filing=another(here)))


@pytest.mark.parametrize("path", ["inspection/", "payments/", "ledger/", "silent/"])
@pytest.mark.parametrize("prefix", ["/desk/", "/en/desk/"])
def test_the_office_reads_every_page_and_strangers_none(prefix: str, path: str) -> None:
    here = to_fixed(granted())

    assert browser(here.auditor).get(prefix + path).status_code == 200
    assert browser(here.applicant).get(prefix + path).status_code == 403
    assert Client().get(prefix + path).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_inspections_asks_the_same_however_long(
    count: int, django_assert_num_queries: Any
) -> None:
    here = granted()
    grown(here, count, accept_report)
    site = browser(here.reviewer)
    with django_assert_num_queries(SESSION + 3):
        page = site.get("/desk/inspection/").content.decode()

    assert page.count('scope="row"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_payments_ask_the_same_however_many(count: int, django_assert_num_queries: Any) -> None:
    here = granted()
    grown(here, count, to_fixed)
    site = browser(here.payer)
    with django_assert_num_queries(SESSION + 3):
        page = site.get("/desk/payments/").content.decode()

    assert page.count('name="case"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_ledger_asks_the_same_however_many(count: int, django_assert_num_queries: Any) -> None:
    here = granted()
    grown(here, count, lambda _one: None)
    site = browser(here.payer)
    with django_assert_num_queries(SESSION + 5):
        page = site.get("/desk/ledger/").content.decode()

    assert page.count(".commit") == count


def test_an_inspector_calculates_keeps_and_a_second_person_fixes() -> None:
    here = granted()
    accept_report(here, at=timezone.now())
    site, address = browser(here.reviewer), f"/desk/inspection/{here.filing.number}/"
    code = here.grant.parts[0]["code"]

    assert site.get(address).status_code == 200
    assert "400,000円" in site.post(address, {f"spent-{code}": "800,000", "do": "try"}).content.decode()
    assert site.post(address, {f"spent-{code}": "たくさん", "do": "keep"}).status_code == 422
    assert site.post(f"{address}tie/", {"tie": "no"}).status_code == 302
    kept = site.post(address, {f"spent-{code}": "800000", "do": "keep", "claim_by": "2099-01-08"})
    assert (kept.status_code, here.state) == (302, "inspected")
    claim(here)
    second = browser(here.approver)
    second.post(f"{address}tie/", {"tie": "no"})
    second.post(f"{address}fix/")
    assert (here.state, here.grant.settled) == ("amount_fixed", 400_000)
    assert second.get(f"{address}notice.pdf").content[:5] == b"%PDF-"
    assert site.post(f"{address}fix/").status_code == 403


def test_a_day_that_has_passed_is_told_and_nothing_typed_is_lost() -> None:
    here = granted()
    accept_report(here)
    site, address = browser(here.reviewer), f"/desk/inspection/{here.filing.number}/"
    code = here.grant.parts[0]["code"]

    page = site.post(
        address, {f"spent-{code}": "1", "do": "keep", "claim_by": "2020-01-01", "note": "覚え書き"}
    )

    assert page.status_code == 422
    assert "覚え書き" in page.content.decode()
    assert here.state == "report_accepted"


def test_a_batch_is_made_approved_by_another_sent_and_read_back_in_the_browser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    here = to_fixed(granted())
    first, second = browser(here.payer), browser(here.second)

    first.post("/desk/payments/make/", {"case": [here.filing.number], "on": PAY_ON.isoformat()})
    made = PaymentBatch.objects.get()
    address = f"/desk/payments/{made.number}/"
    first.post(f"{address}approve/", {"no_tie": "yes"})
    assert here.state == "payment_prepared"
    second.post(f"{address}approve/", {"no_tie": "yes"})
    assert here.state == "payment_ordered"
    file = first.post(f"{address}file/")
    assert len(file.content) == 4 * 122
    answer = SimpleUploadedFile("results.csv", f"number,result\n{made.payments.get().pk},0\n".encode())
    first.post(f"{address}results/", {"results": answer})
    assert here.state == "paid"
    assert first.get(address).status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-12-26", "土曜日のため銀行の休日です。次の営業日の2026-12-28にしてください"),
        ("2026-12-31", "年末のため銀行の休日です。次の営業日の2027-01-04にしてください"),
        ("2028-01-08", "土曜日のため銀行の休日です。次の営業日の2028-01-10にしてください"),
        ("2026-12-22", "振込の日は今日以降"),
        ("", "振込の日を入力してください"),
    ],
)
def test_a_day_on_which_no_bank_transfers_is_refused_and_nothing_typed_is_lost(
    monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATER)  # the 23rd of December
    here = to_fixed(granted())

    answer = browser(here.payer).post("/desk/payments/make/", {"case": [here.filing.number], "on": typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'id="on" value="{typed or "2026-12-24"}"' in page
    assert f'value="{here.filing.number}" checked' in page
    assert here.state == "amount_fixed"


@pytest.mark.parametrize(
    ("today", "proposed"), [(date(2026, 12, 24), "2026-12-25"), (date(2026, 12, 30), "2027-01-04")]
)
def test_the_next_banking_day_is_proposed(
    monkeypatch: pytest.MonkeyPatch, today: date, proposed: str
) -> None:
    here = to_fixed(granted())
    monkeypatch.setattr(timezone, "now", lambda: datetime(today.year, today.month, today.day, 3, tzinfo=UTC))

    page = browser(here.payer).get("/desk/payments/").content.decode()

    assert f'id="on" value="{proposed}"' in page


@pytest.mark.parametrize(("today", "is_doubtful"), [(date(2027, 12, 29), False), (date(2027, 12, 30), True)])
def test_a_day_in_a_year_whose_holidays_are_not_listed_is_proposed_with_its_doubt(
    monkeypatch: pytest.MonkeyPatch, today: date, is_doubtful: bool
) -> None:
    here = to_fixed(granted())
    monkeypatch.setattr(timezone, "now", lambda: datetime(today.year, today.month, today.day, 3, tzinfo=UTC))

    client = browser(here.payer)
    waiting = client.get("/desk/payments/").content.decode()
    day = next_banking_day(today + timedelta(days=1)).isoformat()
    client.post("/desk/payments/make/", {"case": [here.filing.number], "on": day})
    made = client.get(f"/desk/payments/{PaymentBatch.objects.get().number}/").content.decode()

    said = "2028年の祝日はまだ登録されていません"
    assert [said in waiting, said in made] == [is_doubtful] * 2


def test_only_payers_touch_a_batch() -> None:
    here = to_fixed(granted())
    made = batch(here)

    for who in (here.reviewer, here.approver, here.auditor, here.applicant):
        assert (
            browser(who).post(f"/desk/payments/{made.number}/approve/", {"no_tie": "yes"}).status_code == 403
        )
    assert here.state == "payment_prepared"


def test_a_payer_takes_one_out_with_a_reason() -> None:
    here = to_fixed(granted())
    made = batch(here)
    address = f"/desk/payments/{made.number}/{made.payments.get().pk}/out/"
    site = browser(here.second)

    site.post(address, {"reason": ""})
    assert here.state == "payment_prepared"
    site.post(address, {"reason": "口座を確かめる"})
    assert here.state == "amount_fixed"
    assert site.get(f"/desk/payments/{made.number}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_silent_ask_the_same_however_many(count: int, django_assert_num_queries: Any) -> None:
    here = granted()

    grown(here, count, lambda _one: None)
    Grant.objects.update(report_limit=PAY_ON)
    site = browser(here.reviewer)
    with django_assert_num_queries(SESSION + 3):
        page = site.get("/desk/silent/?on=2026-12-26").content.decode()

    assert page.count("実績報告を提出する") == count
    assert "実績報告を提出する" not in site.get("/desk/silent/?on=2026-12-25").content.decode()


def test_what_the_checks_found_stands_on_the_page() -> None:
    here = granted()
    accept_report(here)
    other = replace(here, filing=another(here))
    accept_report(other)

    page = browser(here.auditor).get(f"/desk/inspection/{other.filing.number}/").content.decode()

    assert "請求書番号「S-1」が、同じ支援事業者の別の案件にもあります。" in page
    assert "問題なし" not in page
    assert "単価が交付申請の登録額と同じで" in page
