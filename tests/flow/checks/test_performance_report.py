"""Performance report: what the checks tell before it is sent, below, at and above each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hojokin.flow import checking
from hojokin.flow.checks.performance_report import CHECKS, categories_given
from hojokin.flow.evidence import payment_methods
from hojokin.flow.form import Attachments, FieldKind, Row, Values
from hojokin.flow.grants import PERFORMANCE_REPORT
from tests.flow.after_grant_samples import (
    FIELDS,
    GRANT,
    REPORT,
    SOFTWARE,
    TRAINING,
    attached,
    circumstances,
    files,
    report,
    report_of,
)

SETS = {
    "categories": {str(number) for number in range(1, 11)},
    "payment_methods": {each.code for each in payment_methods()},
}
PAPERS = files(*FIELDS)


def found(
    values: Values, papers: Attachments = PAPERS, track: str = "normal", today: date = date(2026, 11, 2)
) -> list[tuple[str, str, str]]:
    about = circumstances(track, today)
    form = PERFORMANCE_REPORT.form("fy2026", track)
    documents = {each.name for each in form.fields() if each.kind is FieldKind.DOCUMENT}
    missing = [each for each in checking.problems_of(form, values, papers, SETS) if each.field in documents]
    judged = [each for check in CHECKS for each in check(values, papers, about)]
    return [(each.field, each.column, each.severity.value) for each in (*missing, *judged)]


def test_a_faultless_report_passes_the_form_and_every_check() -> None:
    form = PERFORMANCE_REPORT.form("fy2026", "normal")

    assert checking.problems_of(form, REPORT, PAPERS, SETS) == ()
    assert found(REPORT) == []


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"ordered_on": "2026-06-17"}, [("items", "ordered_on", "error")]),
        ({"ordered_on": "2026-06-18"}, [("items", "ordered_on", "caution")]),
        ({"ordered_on": "2026-06-19"}, []),
        ({"invoiced_on": "2026-09-01"}, [("items", "paid_on", "error")]),
        ({"invoiced_on": "2026-08-31"}, [("items", "paid_on", "caution")]),
        ({"invoiced_on": "2026-08-30"}, []),
        ({"paid_on": ""}, [("items", "paid_on", "error")]),
        ({"paid_amount": 660_001}, [("items", "paid_amount", "error")]),
        ({"paid_amount": 659_999}, [("items", "paid_amount", "caution")]),
        ({"invoiced_amount": 600_000, "paid_amount": 600_000}, []),
        ({"invoiced_amount": 599_999, "paid_amount": 599_999}, [("items", "invoiced_amount", "caution")]),
        ({"unit_price": 200_001}, [("items", "unit_price", "error")]),
        ({"method": "cash"}, [("items", "method", "error")]),
        ({"method": "private_account"}, [("items", "method", "error")]),
        ({"method": "card"}, [("payment_methods", "", "error")]),
        ({"category": ""}, [("items", "category", "error")]),
        ({"payer": "ヤマダ タロウ"}, [("items", "payer", "caution")]),
        ({"payer": "株式会社 山田商店"}, []),
        ({"payee": "別の会社"}, [("items", "payee", "caution")]),
    ],
)
def test_each_entry_of_an_item_is_judged(
    changed: dict[str, str | int], problems: list[tuple[str, str, str]]
) -> None:
    assert found(report_of(**changed)) == problems


def test_a_cash_payment_is_caught_with_what_to_do() -> None:
    messages = [
        each.message.ja
        for check in CHECKS
        for each in check(report_of(method="cash"), PAPERS, circumstances())
    ]

    assert messages == [
        "現金での支払いは、窓口やATMでの現金振込も含めて補助の対象になりません。口座からの振込か、カードの1回払いにしてください。"
    ]


def test_what_was_granted_without_a_category_is_reported_without_one() -> None:
    coordination: Row = {"name": "事務局の人件費", "category": "", "quantity": 1, "unit_price": 100_000}
    rows: list[Row] = [{**SOFTWARE, **coordination}, {**SOFTWARE, "category": ""}]
    parent: Values = {**GRANT, "items": [coordination]}
    about = replace(circumstances("consortium"), parent=parent)
    reported = report(items=rows)

    assert [each.row for each in categories_given(reported, PAPERS, about)] == [1]


def test_a_granted_item_without_a_row_is_missed() -> None:
    assert found(report(items=[SOFTWARE])) == [("items", "", "error")]


def test_one_invoice_counted_twice_is_asked_about() -> None:
    assert found(
        report(items=[SOFTWARE, SOFTWARE, TRAINING]),
        {**PAPERS, "use_screens": (attached("use_screens"), attached("use_screens", 2))},
    ) == [
        ("items", "invoice_number", "caution"),
        ("items", "invoice_number", "caution"),
    ]


@pytest.mark.parametrize("field", FIELDS)
def test_every_paper_that_is_needed_is_missed_when_it_is_not_there(field: str) -> None:
    papers = {each: PAPERS[each] for each in FIELDS if each != field}

    assert found(REPORT, papers) == [(field, "", "error")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"years_shown": False}, "breakdown_sheet"),
        ({"prices_equal": False}, "breakdown_sheet"),
        ({"holder_shown": False}, "passbook_cover"),
        ({"current_account": True}, "ledger_papers"),
        ({"payment_methods": ["internet_banking", "card"]}, "card_papers"),
    ],
)
def test_an_answer_brings_its_paper(changed: dict[str, bool | list[str]], field: str) -> None:
    values = report(**changed)

    assert found(values) == [(field, "", "error")]
    assert found(values, {**PAPERS, **files(field)}) == []


@pytest.mark.parametrize(
    ("price", "problems"),
    [
        (499_999, []),
        (500_000, [("asset_register", "", "error")]),
        (500_001, [("asset_register", "", "error")]),
    ],
)
def test_the_asset_register_is_needed_from_its_price_on(
    price: int, problems: list[tuple[str, str, str]]
) -> None:
    dear = {**SOFTWARE, "unit_price": price, "invoiced_amount": 2_000_000, "paid_amount": 2_000_000}
    papers = {**PAPERS, **files("breakdown_sheet")}

    assert found(report(items=[dear, TRAINING], prices_equal=False), papers) == problems


@pytest.mark.parametrize(("photos", "problems"), [(1, [("hardware_photos", "", "error")]), (2, []), (3, [])])
def test_every_unit_of_hardware_has_its_photo(photos: int, problems: list[tuple[str, str, str]]) -> None:
    tablet = {**SOFTWARE, "name": "タブレット", "category": "8"}
    papers = {
        **PAPERS,
        **files("delivery_notes"),
        "hardware_photos": tuple(attached("hardware_photos", each) for each in range(photos)),
    }

    values = report(items=[SOFTWARE, tablet, TRAINING], hardware_units=2, small_at_completion=False)

    assert found(values, papers, "invoice") == problems


@pytest.mark.parametrize(
    ("size", "problems"),
    [
        (10_485_759, []),
        (10_485_760, [("invoice_papers", "", "error")]),
        (10_485_761, [("invoice_papers", "", "error")]),
    ],
)
def test_a_file_is_below_ten_megabytes(size: int, problems: list[tuple[str, str, str]]) -> None:
    papers = {**PAPERS, "invoice_papers": (attached("invoice_papers", size=size),)}

    assert found(REPORT, papers) == problems


def test_excel_is_taken_only_for_the_description_of_services() -> None:
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    service = {**PAPERS, "service_notes": (attached("service_notes", media_type=excel),)}
    invoice = {**PAPERS, "invoice_papers": (attached("invoice_papers", media_type=excel),)}

    assert found(REPORT, service) == []
    assert found(REPORT, invoice) == [("invoice_papers", "", "error")]


def test_one_file_attached_twice_is_asked_about() -> None:
    papers = {**PAPERS, "user_screens": PAPERS["use_screens"]}

    assert found(REPORT, papers) == [("user_screens", "", "caution")]


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"bank_code": "005"}, [("bank_code", "", "error")]),
        ({"branch_code": "12"}, [("branch_code", "", "error")]),
        ({"account_number": "12345678"}, [("account_number", "", "error")]),
        ({"account_number": "1"}, []),
        ({"account_kana": "山田商店"}, [("account_kana", "", "error")]),
        ({"account_kana": "ヤマダ タロウ"}, [("account_kana", "", "caution")]),
        ({"account_kana": "カブシキガイシャヤマダショウテン"}, []),
    ],
)
def test_an_account_that_could_not_be_paid_is_caught(
    changed: dict[str, str], problems: list[tuple[str, str, str]]
) -> None:
    assert found(report(**changed)) == problems


def test_the_employee_list_of_a_small_firm_holds_only_those_employed() -> None:
    staff = [{"name": "山田花子", "hired_on": "2026-11-02"}, {"name": "佐藤次郎", "hired_on": "2026-11-03"}]
    values = report(small_at_completion=True, staff=staff)

    assert found(values, {**PAPERS, **files("staff_list")}, "invoice") == [("staff", "hired_on", "error")]


def test_without_a_decision_no_item_counts() -> None:
    about = circumstances(grant={**GRANT, "granted_on": None})

    days = [each.column for check in CHECKS for each in check(REPORT, PAPERS, about)]

    assert days == ["ordered_on", "delivered_on", "invoiced_on", "paid_on"]
