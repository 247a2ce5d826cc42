"""Originator of transfers (振込依頼人): the programme's own account, as the settings name it.

``HOJOKIN_ORIGINATOR`` holds code, bank_code, branch_code, account_type, account_number and holder. Left out, transfers
come from an account that does not exist, so that no file of a trial could move money.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from hojokin.flow.bank_file import BankAccount

NOWHERE = {
    "code": "0000000000",
    "bank_code": "0000",
    "branch_code": "000",
    "account_type": 1,
    "account_number": "0000000",
    "holder": "ホジヨキン ジムキヨク",
}


@dataclass(frozen=True, slots=True)
class Originator:
    """The programme as a bank knows it: its account, and the code that the bank gave it."""

    code: str
    account: BankAccount


def originator() -> Originator:
    """Who orders the transfers."""
    named = {**NOWHERE, **getattr(settings, "HOJOKIN_ORIGINATOR", {})}
    code = str(named.pop("code"))
    return Originator(code, BankAccount(**named))
