"""Reports that come due (報告の自動開始): each is opened in its time, and lapses where nobody sent it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hojokin.flow.duties import SOON, effect_reports_owed
from hojokin.flow.questions import CONSORTIUM
from hojokin.flow.roles import Role
from hojokin.flow.table import Refused
from hojokin.flow.tables.grant import RUNNING
from hojokin.office.actions.open_report import open_effect_report, open_missing_reports
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.grant_facts import facts_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Filing, Grant
from hojokin.rules.shared.effect_reports import DueReport

REPORTS = ("performance_report", "consortium_performance_report", "effect_report", "consortium_effect_report")
WAITING = "waiting"  # for its period, which has begun
REPORTING = ("paid", "effect_reports")


def file_due_reports(at: datetime) -> int:
    """Open what has come due and end what lapsed. May be repeated at any time. How many cases moved.

    Each case has a transaction of its own, so that a process that dies leaves no half-opened report.
    """
    today = timezone.localtime(at).date()
    moved = sum(_lapse(each, at) for each in list(_overdue(at)))
    moved += sum(open_missing_reports(each, by=SYSTEM, at=at) for each in list(_without_report(today)))
    paid = Grant.objects.select_related("filing").filter(filing__state__in=REPORTING)
    return moved + sum(_open_effects(each, today, at) for each in paid.order_by("pk"))


def _overdue(at: datetime) -> Iterator[Filing]:
    found = Filing.objects.filter(kind__in=REPORTS, due_at__lt=at.replace(microsecond=0)).order_by("pk")
    for filing in found.select_related("owner"):
        offered = kind_of(filing.kind).table.offered(filing.state, {Role.SYSTEM})
        if any(each.action == "lapse" for each in offered):
            yield filing


def _lapse(filing: Filing, at: datetime) -> int:
    try:
        take_step(filing, "lapse", by=SYSTEM, at=at)
    except Refused:  # it was sent meanwhile
        return 0
    return 1


def _without_report(today: date) -> Iterator[Grant]:
    """Grants whose limit is near and whose grantee, or some member of whose group, may not have begun to report."""
    found = Grant.objects.select_related("filing").filter(
        filing__state__in=RUNNING, report_limit__lte=today + SOON
    )
    yield from found.exclude(filing__children__kind__in=REPORTS).order_by("pk")
    begun = found.filter(filing__track=CONSORTIUM, filing__children__kind__in=REPORTS)
    yield from begun.distinct().order_by("pk")


def _open_effects(grant: Grant, today: date, at: datetime) -> int:
    open_now = [each for each in effect_reports_owed(facts_of(grant)) if _is_open(each, grant, today)]
    return sum(_open_effect(grant, each, at) for each in open_now)


def _is_open(report: DueReport, grant: Grant, today: date) -> bool:
    closes = report.window.closes
    ended = grant.reports_ended_on is not None and grant.reports_ended_on <= today
    return not ended and report.window.opens <= today and (closes is None or today <= closes)


@transaction.atomic
def _open_effect(grant: Grant, report: DueReport, at: datetime) -> int:
    filing = Filing.objects.get(pk=grant.filing_id)
    if filing.state == "paid":
        take_step(filing, "begin_reports", by=SYSTEM, at=at)
    opened = open_effect_report(grant, report, at=at)
    if opened.state != WAITING:
        return 0
    take_step(opened, "open", by=SYSTEM, at=at)
    return 1
