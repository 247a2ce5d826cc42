"""Filings of change (届出の種類): which of them a grantee may begin, by where the grant stands (W-70 to W-77)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hojokin.flow.grants import (
    ACCIDENT_REPORT,
    DELAY_REPORT,
    PLAN_CHANGE,
    PROPERTY_DISPOSAL,
    REGISTRATION_CHANGE,
    SUCCESSION,
    WITHDRAWAL,
    kind_for,
)
from hojokin.flow.kinds import FilingKind
from hojokin.flow.tables.grant import AFTER_PAYMENT, BEFORE_PAYMENT, RUNNING

ALONE = "consortium_"
_LIVING = (*BEFORE_PAYMENT, "payment_prepared", "payment_ordered", *AFTER_PAYMENT)
STATES: Mapping[str, Sequence[str]] = {
    PLAN_CHANGE.code: RUNNING,
    DELAY_REPORT.code: RUNNING,
    ACCIDENT_REPORT.code: RUNNING,
    REGISTRATION_CHANGE.code: (*_LIVING, "return_ordered", "returned"),
    SUCCESSION.code: (*_LIVING, "return_ordered"),
    PROPERTY_DISPOSAL.code: (*AFTER_PAYMENT, "closed"),  # the limit may outlast the reports
    WITHDRAWAL.code: (*BEFORE_PAYMENT, *AFTER_PAYMENT),
}
"""The states of the grant in which each may be begun. In the middle of a transfer nobody withdraws."""


def may_begin(code: str, state: str) -> bool:
    """Whether a filing of this kind may be begun. An unknown kind may not."""
    return state in STATES.get(code, ())


def changes_for(track: str, state: str) -> list[tuple[str, FilingKind]]:
    """What a grantee may file now, by code, as its track files it."""
    return [(code, kind_for(code, track)) for code in STATES if may_begin(code, state)]


def plain_code(kind: str) -> str:
    """The code of a kind, whether it is filed with a vendor or without one."""
    return kind.removeprefix(ALONE)
