"""Open matters (残っていることの照会): what still keeps a grant's case from being closed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from hojokin.flow.finishing import OpenMatter, Standing, open_matters
from hojokin.flow.returning import WAGE_DUTY, ReturnCase, Verdict, worked_out
from hojokin.office.queries.erasure import papers_of
from hojokin.office.queries.grant_facts import facts_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.return_case import (
    assessments_of,
    return_case,
    said_of,
    whole_in,
)
from hojokin.office.records.models import Alert, Filing, Grant, ReturnAssessment, ReturnOrder
from hojokin.office.records.models.alert import AlertState

ACCEPTED = "accepted"
EFFECT = "effect_report"


def matters_of(grant: Grant, today: date) -> list[OpenMatter]:
    """Everything that is still open for a grant."""
    return open_matters(facts_of(grant), standing_of(grant), today)


def standing_of(grant: Grant) -> Standing:
    """How a grant's case stands."""
    children = list(grant.filing.children.exclude(kind__endswith=EFFECT).order_by("pk"))
    turns = [(kind_of(each.kind), each.state) for each in children]
    return Standing(
        reports=reports_by_year(grant),
        filings=[kind.label for kind, state in turns if kind.table.states[state].turn is not None],
        alerts=_alerts(grant, AlertState.OPEN),
        is_return_undecided=_is_undecided(grant),
    )


def reports_by_year(grant: Grant) -> dict[int, str]:
    """The state of each effect report by its plan year."""
    return {whole_in(values.get("plan_year")): filing.state for filing, values in said_of(grant).reports}


def _alerts(grant: Grant, state: AlertState) -> int:
    papers = papers_of(grant)
    return Alert.objects.filter(filings__in=papers, state=state.value).distinct().count()


def _is_undecided(grant: Grant) -> bool:
    """Whether the rules ask for a return, or cannot tell, and nobody has decided since the last report."""
    known = assessments_of(grant)
    kept, proposed = known.kept, known.proposed
    if proposed is not None and proposed.amount and _alerts(grant, AlertState.CONFIRMED):
        return True
    if kept is None or _reported_since(grant, kept):
        case = return_case(grant)
        return worked_out(case, WAGE_DUTY, {}).amount > 0 or is_unjudged(case)
    decided_on = timezone.localtime(kept.assessed_at).date()
    return (
        kept.amount > 0 and not ReturnOrder.objects.filter(grant=grant, ordered_on__gte=decided_on).exists()
    )


def _reported_since(grant: Grant, kept: ReturnAssessment) -> bool:
    accepted = Filing.objects.filter(parent=grant.filing_id, kind__endswith=EFFECT, state=ACCEPTED)
    return accepted.filter(state_since__gt=kept.assessed_at).exists()


def is_unjudged(case: ReturnCase) -> bool:
    """Whether a reported year cannot be judged, as the tables do not hold its regional minimum wage."""
    return case.minimum_wage_duty and any(
        each.lowest_wage is not None and each.verdict is Verdict.UNKNOWN for each in case.years
    )
