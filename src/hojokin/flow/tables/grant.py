"""Grant (交付決定の後): from the decision to the money, the years of effect reports, and what goes back (ST-08 to ST-16)."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.table import Table
from hojokin.flow.tables import grant_endings, grant_payment, grant_project, grant_reports
from hojokin.flow.tables.grant_phases import AFTER_PAYMENT, BEFORE_PAYMENT, RUNNING

__all__ = ["AFTER_PAYMENT", "BEFORE_PAYMENT", "RUNNING", "TABLE"]

_PHASES = (grant_project, grant_payment, grant_reports, grant_endings)

TABLE = Table(
    code="grant",
    first="granted",
    states={each.code: each for phase in _PHASES for each in phase.STATES},
    transitions=tuple(each for phase in _PHASES for each in phase.TRANSITIONS),
    editable={"inspected": frozenset({Role.APPLICANT}), "payment_failed": frozenset({Role.APPLICANT})},
)
