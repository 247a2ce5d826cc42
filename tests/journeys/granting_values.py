"""What the grantees of the journeys report: papers for each way to pay, figures for each year, an account."""

from __future__ import annotations

from collections.abc import Mapping

from hojokin.flow.form import Value

FIRMS: Mapping[str, str] = {
    "normal": "naosu",
    "invoice": "yamada",
    "electronic_transaction": "ookawa",
    "security": "mamori",
    "consortium": "nihonbashi",
}
"""Who gets the grant of a track, by the code of a firm."""
METHODS: Mapping[str, str] = {
    "normal": "internet_banking",
    "invoice": "atm_transfer",
    "electronic_transaction": "card",
    "security": "direct_debit",
    "consortium": "counter_transfer",
}
"""How the grantee of a track pays: every accepted way is used once, each with papers of its own."""
ATTACHED = "attached"  # stands for a paper that the form does not ask of everybody
_PASSBOOK = ("passbook_cover", "passbook_page")
_PAPERS: Mapping[str, tuple[str, ...]] = {
    "internet_banking": (),
    "atm_transfer": _PASSBOOK,
    "counter_transfer": _PASSBOOK,
    "direct_debit": _PASSBOOK,
    "card": (),
}


def papers(method: str) -> tuple[str, ...]:
    """The papers of a performance report that are asked for by how it was paid and by what was bought."""
    return (*_PAPERS[method], "use_screens", "user_screens", "asset_register")


def report(method: str, holder: str, kana: str) -> dict[str, Value]:
    """A performance report with which nothing is wrong; the items are copied from the project."""
    return {
        "years_shown": True,
        "prices_equal": True,
        "payment_methods": [method],
        "holder_shown": True,
        "current_account": False,
        "all_in_use": True,
        "hardware_units": 0,
        "small_at_completion": False,
        "bank_code": "0001",
        "branch_code": "001",
        "account_type": "1",
        "account_number": "1234567",
        "account_holder": holder,
        "account_kana": kana,
        **dict.fromkeys(papers(method), ATTACHED),
    }


CLAIM: Mapping[str, Value] = {"amount_seen": True, "account_same": True}


def effect(year: int, month: str) -> dict[str, Value]:
    """An effect report of a year of the plan; ``month`` is the first day of the month before the report."""
    return {
        "in_use": True,
        "use_proofs": ATTACHED,
        "operating_profit": 8_000_000 + year * 3_000_000,
        "personnel_cost": 46_000_000 + year * 1_000_000,
        "depreciation": 2_000_000 + year * 10_000,
        "employees": 12,
        "total_hours": 22_800 + year * 10,
        "total_pay": 37_800_000 + year * 1_900_000,
        "paid_people": 10,
        "lowest_wage": 1_330 + year * 30,
        "lowest_wage_month": month,
        "security_state": "access_control",
        "incidents": 0,
        "statements": ATTACHED,
        "wage_ledger": ATTACHED,
    }
