"""After the decision (決定の後): an application ends only by the decision of its round, and a granted one opens its grant."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.form import FormProblem
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.open_grant import open_grant
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, GrantDecision
from hojokin.rules.engine.facts import Text


def open_decided_grant(filing: Filing, by: Actor, at: datetime) -> None:
    """Open the grant with the amounts that were decided. Raises Unmet without a decision."""
    decision = _decision_of(filing)
    open_grant(
        filing,
        amount=decision.amount_yen,
        eligible_cost=decision.eligible_cost_yen,
        upheld=[each["rule"] for each in decision.upheld],
        by=by,
        at=at,
    )


def need_decision(filing: Filing, by: Actor, at: datetime) -> None:
    """Let nobody end an application beside the decision of its round. Raises Unmet."""
    del by, at  # an effect is told them; who decided stands in the decision
    _decision_of(filing)


def _decision_of(filing: Filing) -> GrantDecision:
    found = GrantDecision.objects.filter(filing=filing).first()
    if found is None:
        raise Unmet([FormProblem("", _BY_ROUND)])
    return found


_BY_ROUND = Text(
    "交付決定と不採択は、締切回の決定のページで、予算と順位を見ながら二人で行います。",
    "Grants and refusals are decided by two people on the page of the round, within its budget and ranking.",
)
