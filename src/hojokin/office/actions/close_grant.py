"""Closing a grant (交付決定後の手続の終了): by itself, once the last effect report is accepted and nothing is open (ST-16).

The books and the limits on disposal last beyond it and stay in the grantee's calendar.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hojokin.flow.duties import GrantFacts
from hojokin.flow.finishing import MISSING, Left, unreported
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.end_papers import end_papers
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.move import move
from hojokin.office.queries.grant_facts import facts_of
from hojokin.office.queries.open_matters import matters_of, reports_by_year
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Grant

CLOSE, REPORTING = "close", "effect_reports"
EFFECT = "effect_report"


def close_finished(at: datetime) -> int:
    """Close every grant whose last matter is done, such as by a day that passed. May be repeated. How many closed.

    Only grants with a report are looked at, each in a transaction of its own.
    """
    reporting = Filing.objects.filter(kind="grant", state=REPORTING, children__kind__endswith=EFFECT)
    return sum(close_if_finished(each, at) for each in reporting.distinct().order_by("pk"))


@transaction.atomic
def close_if_finished(filing: Filing, at: datetime) -> bool:
    """Close one grant if nothing is open; whether it was."""
    filing = lock(filing)
    grant = Grant.objects.select_related("filing").get(filing=filing)
    if filing.state != REPORTING or matters_of(grant, timezone.localtime(at).date()):
        return False
    _release_reports(move(filing, CLOSE, by=SYSTEM, at=at), at)
    return True


def finish_after_report(report: Filing, by: Actor, at: datetime) -> None:
    """The report was accepted (an effect of the step): if it was the last, the grant is finished."""
    del by  # the reviewer has acted on the report; what follows by itself is the system's
    if report.parent is not None:
        close_if_finished(report.parent, at)


def finish_by_hand(filing: Filing, by: Actor, at: datetime) -> None:
    """A reviewer closes it (an effect of the step): reports may be lacking, but nothing else may be open."""
    grant = Grant.objects.select_related("filing").get(filing=filing)
    left = matters_of(grant, timezone.localtime(at).date())
    forgiven = {Left.REPORT, Left.USE} if by.role is Role.REVIEWER else set()
    if wrong := [FormProblem("", each.text, each.source) for each in left if each.kind not in forgiven]:
        raise Unmet(wrong)
    _release_reports(filing, at)


def _release_reports(filing: Filing, at: datetime) -> None:
    """What was never reported is owed no more; a report that is missing stays on record as such."""
    grant = (
        Grant.objects.select_for_update(of=("self",), no_key=True).select_related("filing").get(filing=filing)
    )
    today = timezone.localtime(at).date()
    facts: GrantFacts = facts_of(grant)
    if not unreported(facts, reports_by_year(grant), today):
        return
    grant.reports_ended_on = today
    grant.save(update_fields=["reports_ended_on"])
    end_papers(filing, at, only=EFFECT, but=(MISSING,))
