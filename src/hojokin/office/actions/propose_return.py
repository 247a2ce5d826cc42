"""Proposing a return (返還額の案の作成): what follows from a reported cancellation or a missed wage; people decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hojokin.flow.returning import WAGE_DUTY, WorkedOut, worked_out
from hojokin.flow.stopped_tools import Proposal
from hojokin.flow.tables.grant import TABLE
from hojokin.office.actions.assess_return import keep_assessment, kept_line
from hojokin.office.actions.record import record
from hojokin.office.queries.open_matters import is_unjudged
from hojokin.office.queries.return_case import newest_proposal, return_case
from hojokin.office.queries.stopped_tools import proposal_for, tool_uses
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Grant

OVER = frozenset({"return_ordered", "returned"}) | {
    code for code, state in TABLE.states.items() if state.turn is None
}


@transaction.atomic
def propose_return(grant: Grant, *, at: datetime) -> Proposal | None:
    """Keep what the rules ask back for the tools as they are reported now; None where the return is over or ordered."""
    if grant.filing.state in OVER:
        return None
    found = proposal_for(grant, tool_uses(grant), return_case(grant), timezone.localtime(at).date())
    _keep(grant, found.cause, found.made, found.stated, at)
    return found


def propose_after_report(report: Filing, by: Actor, at: datetime) -> None:
    """An effect report was accepted (an effect of the step): a missed wage, or one nobody can judge yet, waits for people."""
    del by  # the reviewer has acted on the report; what follows by itself is the system's
    grant = Grant.objects.select_related("filing").get(filing=report.parent_id)
    if grant.filing.state in OVER:
        return
    case = return_case(grant)
    made = worked_out(case, WAGE_DUTY, {})
    if made.amount or is_unjudged(case):
        _keep(grant, WAGE_DUTY, made, {}, at)


def _keep(grant: Grant, cause: str, made: WorkedOut, stated: Mapping[str, bool], at: datetime) -> None:
    """Keep a proposal, unless the newest says the same."""
    known = newest_proposal(grant)
    lines = [kept_line(each) for each in made.lines]
    if known is not None and (known.cause, known.amount, known.lines) == (cause, made.amount, lines):
        return
    keep_assessment(grant, cause, made, facts=stated, by=None, at=at)
    said = {"amount": made.amount, "kind": made.kind.name.lower(), "item": cause}
    record(SYSTEM, f"{TABLE.code}.propose_return", grant.filing.number, at=at, changes=said)
