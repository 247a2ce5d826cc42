"""The grantee's pages: the plan, a warning before the mistake, the calendar and the bank lookup."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hojokin.office.portals.applicant.duty_feed import token_of
from hojokin.office.records.models import ProjectDay
from tests.office.grants.granted import AT, another, browser, do_project, granted, to_fixed

pytestmark = pytest.mark.django_db
SESSION = 3  # the person, the seats, the account


def entry(**typed: Any) -> dict[str, Any]:
    """One day as it is typed."""
    return {"place": "0", "step": "ordered_on", "on": "2026-08-27"} | typed


@pytest.mark.parametrize("prefix", ["/my", "/en/my"])
@pytest.mark.parametrize(
    "path", ["projects/", "projects/{number}/", "projects/{number}/duties/", "banks/{number}/"]
)
def test_the_grantee_reads_every_page_and_nobody_else(prefix: str, path: str) -> None:
    here = granted()
    address = f"{prefix}/{path.format(number=here.filing.number)}"

    assert browser(here.applicant).get(address).status_code == 200
    assert browser(here.reviewer).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    if "{number}" in path:
        assert browser(here.stranger).get(address).status_code == 404


def test_a_day_in_order_is_kept_at_once() -> None:
    here = granted()

    page = browser(here.applicant).post(f"/my/projects/{here.filing.number}/", entry())

    assert page.status_code == 302
    assert [str(each.on) for each in ProjectDay.objects.all()] == ["2026-08-27"]


@pytest.mark.parametrize(("on", "status"), [("2026-08-24", 422), ("2026-08-25", 422), ("2026-08-26", 302)])
def test_an_order_before_or_on_the_day_of_the_decision_is_warned_of_first(on: str, status: int) -> None:
    here = granted()

    page = browser(here.applicant).post(f"/my/projects/{here.filing.number}/", entry(on=on))

    assert page.status_code == status
    assert ProjectDay.objects.count() == (1 if status == 302 else 0)


def test_what_has_happened_can_be_kept_once_the_warning_was_read() -> None:
    here = granted()
    site, address = browser(here.applicant), f"/my/projects/{here.filing.number}/"

    assert "記録する前に確かめてください" in site.post(address, entry(on="2026-08-24")).content.decode()
    assert site.post(address, entry(on="2026-08-24", confirmed="yes")).status_code == 302
    assert ProjectDay.objects.count() == 1


def test_a_cash_payment_is_caught_before_it_is_kept() -> None:
    here = granted()

    page = browser(here.applicant).post(
        f"/my/projects/{here.filing.number}/", entry(step="paid_on", on="2026-09-10", method="cash")
    )

    assert "現金" in page.content.decode()
    assert ProjectDay.objects.count() == 0


def test_what_cannot_be_read_is_told_and_not_lost() -> None:
    here = granted()

    page = browser(here.applicant).post(
        f"/my/projects/{here.filing.number}/", entry(on="きのう", amount="百万円", number="S-9")
    )

    assert page.status_code == 422
    assert 'value="S-9"' in page.content.decode()
    assert "事実のとおりなので記録する" not in page.content.decode()


def opened(page: str) -> list[str]:
    """The places of the items that lie open."""
    folds = page.split('<li class="plan-item">')[1:]
    return [re.search(r'id="item-(\d+)"', each)[1] for each in folds if each.startswith("<details open>")]  # type: ignore[index]


def test_of_many_items_the_first_with_something_to_enter_lies_open() -> None:
    here = granted(tools=3)
    site, address = browser(here.applicant), f"/my/projects/{here.filing.number}/"

    first = site.get(address).content.decode()
    for step in ("ordered_on", "delivered_on", "invoiced_on", "paid_on"):
        typed = entry(step=step, method="internet_banking" if step == "paid_on" else "", confirmed="yes")
        assert site.post(address, typed).status_code == 302
    later = site.get(address).content.decode()

    assert (opened(first), opened(later)) == (["0"], ["1"])
    assert "全3件のうち、支払いまで記録したのは1件です" in later
    assert "すべて記録済み" in later


def test_the_item_that_was_edited_or_typed_wrongly_lies_open() -> None:
    here = granted(tools=3)
    site, address = browser(here.applicant), f"/my/projects/{here.filing.number}/"

    kept = site.post(address, entry(place="1"))
    refused = site.post(address, entry(place="2", on="2026-08-24"))

    assert kept["Location"] == f"{address}?item=1#item-1"
    assert opened(site.get(kept["Location"]).content.decode()) == ["1"]
    assert opened(refused.content.decode()) == ["2"]
    assert "<strong>そらもり会計2</strong>" in refused.content.decode()
    for unknown in ("9", "x", ""):
        assert opened(site.get(address, {"item": unknown}).content.decode()) == ["0"]


def test_what_would_be_wrong_today_is_read_without_opening_the_item() -> None:
    here = granted(tools=2)
    site, address = browser(here.applicant), f"/my/projects/{here.filing.number}/"
    site.post(address, entry(place="1"))
    today = timezone.localdate().isoformat()
    site.post(address, entry(place="1", step="invoiced_on", on=today, number="S-1", confirmed="yes"))

    page = site.get(address).content.decode()

    told = f"請求と支払いが同じ日（{today}）です"
    rows = page.split('<li class="plan-item">')[1:]
    assert [told in each.partition("</summary>")[0] for each in rows] == [False, True]
    assert opened(page) == ["0"]


def test_the_report_opens_by_itself_with_everything_filled_in() -> None:
    here = granted(tools=2)

    report = do_project(here, places=2)

    rows = report.entries.get(name="items").value or []
    assert [row["name"] for row in rows] == ["そらもり会計0", "そらもり会計1"]
    assert rows[0] == {
        "name": "そらもり会計0",
        "category": "1",
        "quantity": 2,
        "unit_price": 500_000,
        "invoice_number": "S-1",
        "invoiced_amount": 1_100_000,
        "paid_amount": 1_100_000,
        "method": "internet_banking",
        "ordered_on": "2026-08-30",
        "delivered_on": "2026-09-14",
        "invoiced_on": "2026-09-19",
        "paid_on": "2026-09-24",
        "payer": "株式会社青空",
        "payee": "",
    } | {"payee": rows[0]["payee"]}
    assert report.due_at == here.filing.due_at
    assert here.filing.children.count() == 1


def test_after_the_report_has_begun_days_are_corrected_in_it() -> None:
    here = granted()
    site = browser(here.applicant)

    assert site.post(f"/my/projects/{here.filing.number}/report/").status_code == 302
    page = site.post(f"/my/projects/{here.filing.number}/", entry())

    assert page.status_code == 422
    assert ProjectDay.objects.count() == 0


def test_the_notice_comes_once_the_amount_is_fixed() -> None:
    here = granted()
    site, address = browser(here.applicant), f"/my/projects/{here.filing.number}/amount.pdf"

    assert site.get(address).status_code == 404
    to_fixed(here)
    assert site.get(address).content == site.get(address).content
    assert site.get(address).content[:5] == b"%PDF-"


def test_the_feed_needs_its_address_alone_and_a_renewed_one_stops() -> None:
    here = granted()
    site, address = browser(here.applicant), f"/my/projects/{here.filing.number}/duties/"

    old = f"/my/calendar/{token_of(here.grant)}.ics"
    feed = Client().get(old)

    assert feed.status_code == 200
    assert feed.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert max(len(line) for line in feed.content.split(b"\r\n")) <= 75
    assert site.post(f"{address}renew/").status_code == 302
    assert Client().get(old).status_code == 404
    assert Client().get("/my/calendar/GR26-000001.0.abc.ics").status_code == 404
    assert Client().get("/my/calendar/x.ics").status_code == 404
    assert browser(here.stranger).post(f"{address}renew/").status_code == 404


def test_bank_and_branch_are_found_and_written_into_the_report() -> None:
    here = granted()
    do_project(here)
    site, address = browser(here.applicant), f"/my/banks/{here.report.number}/"

    assert "0001" in site.get(address, {"text": "みずほ"}).content.decode()
    assert "001" in site.get(address, {"bank": "0001", "branch": "東京"}).content.decode()
    assert site.post(f"{address}choose/", {"bank": "0001", "branch": "001"}).status_code == 302
    assert dict(here.report.entries.filter(name__endswith="_code").values_list("name", "value")) == {
        "bank_code": "0001",
        "branch_code": "001",
    }
    assert site.post(f"{address}choose/", {"bank": "0001", "branch": "xyz"}).status_code == 404


def test_kana_are_shown_as_banks_write_them_and_wrong_ones_told() -> None:
    here = granted()
    site, address = browser(here.applicant), f"/my/banks/{here.filing.number}/"

    assert "ｶ)ｱｵｿﾞﾗ" in site.get(address, {"kana": "カ）アオゾラ"}).content.decode()
    assert "使えません" in site.get(address, {"kana": "青空"}).content.decode()


@pytest.mark.parametrize(
    ("path", "queries"), [("projects/", 1), ("projects/{number}/", 4), ("projects/{number}/duties/", 4)]
)
@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_however_much_there_is(
    path: str, queries: int, count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    here = granted(tools=count)
    for _ in range(count - 1):
        another(here)
    site = browser(here.applicant)
    with django_assert_num_queries(SESSION + queries):
        assert site.get(f"/my/{path.format(number=here.filing.number)}").status_code == 200


def test_the_plan_begins_on_the_day_of_the_decision() -> None:
    here = granted()

    assert here.grant.granted_on == AT.date()
