"""Samples of what follows a grant (見本): a grant, and a performance report without any fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hojokin.flow.form import Attached, Attachments, Row, Value, Values
from hojokin.flow.kinds import Circumstances

TODAY = date(2026, 11, 2)
GRANTED_ITEMS: list[Row] = [
    {"name": "会計ソフト", "category": "1", "quantity": 3, "unit_price": 200_000},
    {"name": "導入研修", "category": "6", "quantity": 1, "unit_price": 100_000},
]
GRANT: Values = {
    "granted_on": "2026-06-18",
    "report_limit": "2026-12-25",
    "applicant_name": "株式会社山田商店",
    "applicant_kana": "カブシキガイシャ　ヤマダショウテン",
    "vendor_name": "株式会社クラウド",
    "items": GRANTED_ITEMS,
}
SOFTWARE: Mapping[str, str | int] = {
    "name": "会計ソフト",
    "category": "1",
    "quantity": 3,
    "unit_price": 200_000,
    "invoice_number": "A-1",
    "invoiced_amount": 660_000,
    "paid_amount": 660_000,
    "method": "internet_banking",
    "ordered_on": "2026-07-01",
    "delivered_on": "2026-08-01",
    "invoiced_on": "2026-08-10",
    "paid_on": "2026-08-31",
    "payer": "カ）ヤマダシヨウテン",
    "payee": "(株)クラウド",
}
TRAINING: Mapping[str, str | int] = {
    "name": "導入研修",
    "category": "6",
    "quantity": 0,
    "unit_price": 0,
    "invoiced_amount": 0,
    "paid_amount": 0,
    "method": "internet_banking",
}
REPORT: Values = {
    "items": [SOFTWARE, TRAINING],
    "years_shown": True,
    "prices_equal": True,
    "payment_methods": ["internet_banking"],
    "holder_shown": True,
    "current_account": False,
    "all_in_use": True,
    "bank_code": "0005",
    "branch_code": "123",
    "account_type": "1",
    "account_number": "7654321",
    "account_holder": "株式会社山田商店",
    "account_kana": "カ）ヤマダシヨウテン",
}
FIELDS = (
    "invoice_papers",
    "net_bank_papers",
    "use_screens",
    "user_screens",
    "account_cover",
    "account_inside",
    "service_notes",
)


def attached(
    field: str, number: int = 1, *, size: int = 1_000, media_type: str = "application/pdf"
) -> Attached:
    """One stored file."""
    return Attached(field, f"{field}-{number}.pdf", size, media_type, f"{field}-{number}")


def files(*fields: str) -> Attachments:
    """One file in each field."""
    return {field: (attached(field),) for field in fields}


def report(**changed: Value) -> Values:
    """The faultless report with some fields changed."""
    return {**REPORT, **changed}


def report_of(**changed: str | int) -> Values:
    """The faultless report with some columns of its first item changed."""
    return {**REPORT, "items": [{**SOFTWARE, **changed}, TRAINING]}


def circumstances(track: str = "normal", today: date = TODAY, grant: Values | None = None) -> Circumstances:
    """What the checks know of the grant."""
    return Circumstances(today, "fy2026", track, None, GRANT if grant is None else grant)
