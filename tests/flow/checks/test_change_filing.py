"""Small filings: filed before a change, after an event, and with their papers."""

from __future__ import annotations

from datetime import date

import pytest

from hojokin.flow.form import Values
from hojokin.flow.grants import CLAIM_CHECKS, KINDS
from hojokin.flow.kinds import Circumstances
from tests.flow.after_grant_samples import GRANT, files

TODAY = date(2026, 11, 2)


def found(kind: str, values: Values, *papers: str) -> list[tuple[str, str]]:
    about = Circumstances(TODAY, "fy2026", "normal", None, GRANT)
    return [
        (each.field, each.severity.value)
        for check in KINDS[kind].checks
        for each in check(values, files(*papers), about)
    ]


@pytest.mark.parametrize(
    ("kind", "values", "problems"),
    [
        ("plan_change", {"planned_on": "2026-11-01"}, [("planned_on", "error")]),
        ("plan_change", {"planned_on": "2026-11-02"}, []),
        ("plan_change", {"planned_on": "2026-11-03"}, []),
        ("withdrawal", {"happened_on": "2026-11-03"}, [("happened_on", "error")]),
        ("withdrawal", {"happened_on": "2026-11-02"}, []),
        ("withdrawal", {"happened_on": "2026-11-01"}, []),
        ("accident_report", {"happened_on": "2026-11-03"}, [("happened_on", "error")]),
        ("succession", {"happened_on": "2026-11-03"}, [("happened_on", "error")]),
        ("delay_report", {"expected_on": "2026-12-24"}, [("expected_on", "caution")]),
        ("delay_report", {"expected_on": "2026-12-25"}, [("expected_on", "caution")]),
        ("delay_report", {"expected_on": "2026-12-26"}, []),
        ("property_disposal", {"unit_price": 499_999}, [("unit_price", "caution")]),
        ("property_disposal", {"unit_price": 500_000}, []),
        ("property_disposal", {"unit_price": 500_001}, []),
        ("registration_change", {"subject": ["contact"]}, []),
        ("registration_change", {"subject": ["address"]}, [("proofs", "error")]),
    ],
)
def test_each_filing_is_judged(kind: str, values: Values, problems: list[tuple[str, str]]) -> None:
    assert found(kind, values) == problems


def test_a_register_change_with_its_certificate_passes() -> None:
    assert found("registration_change", {"subject": ["address"]}, "proofs") == []


@pytest.mark.parametrize(
    ("stopped", "problems"),
    [("2026-06-30", [("stopped", "error")]), ("2026-07-01", []), ("2026-07-02", [])],
)
def test_no_tool_is_stopped_before_it_was_introduced(stopped: str, problems: list[tuple[str, str]]) -> None:
    tool = {"name": "会計ソフト", "introduced_on": "2026-07-01", "stopped_on": stopped}

    assert found("withdrawal", {"stopped": [tool]}) == problems


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"account_same": True}, []),
        ({"account_same": False, "bank_code": "1"}, ["bank_code"]),
        ({"account_same": False, "bank_code": "0001", "account_kana": "山田"}, ["account_kana"]),
    ],
)
def test_a_claim_to_another_account_is_checked(values: Values, problems: list[str]) -> None:
    about = Circumstances(TODAY, "fy2026", "normal", None, {**GRANT, "account_given": True})

    assert [each.field for check in CLAIM_CHECKS for each in check(values, {}, about)] == problems


@pytest.mark.parametrize(
    ("same", "problems"), [(True, ["account_same"]), (False, ["account_kana"]), (None, [])]
)
def test_an_account_that_nobody_gave_cannot_stay(same: bool | None, problems: list[str]) -> None:
    about = Circumstances(TODAY, "fy2026", "consortium", None, {**GRANT, "account_given": False})
    values: Values = {"account_same": same, "bank_code": "0001", "account_kana": "山田"}

    assert [each.field for check in CLAIM_CHECKS for each in check(values, {}, about)] == problems
