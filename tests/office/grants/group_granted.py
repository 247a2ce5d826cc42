"""A grant of a group with everybody around it, and its members' reports on their way, for tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hojokin.flow.form import Values
from hojokin.flow.questions import question_of
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.open_grant import open_grant
from hojokin.office.actions.open_report import open_missing_reports
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.performance_reports import OwedReport, reports_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, FilingEntry, Grant
from hojokin.rules.estimate import estimate
from tests.flow.application_samples import group
from tests.office.grants.granted import ACCOUNT, AT, LATER, Scene, write

MEMBERS = 10
GRANTED = 3_000_000  # asked for; the tiers of ten members would bring more
LIMIT = AT + timedelta(days=200)
MISSED = LIMIT + timedelta(days=1)
REASON = Evidence(reason="期限までに報告がなく、連絡も取れません。")


def entered(filing: Filing, values: Values, by: Actor) -> None:
    """What a filing says."""
    assert by.person is not None
    FilingEntry.objects.bulk_create(
        FilingEntry(
            filing=filing,
            name=name,
            typed=[],
            value=value,
            written_by=by.person,
            written_as="applicant",
            written_at=AT,
        )
        for name, value in values.items()
    )


def grant_of_group(here: Scene, **changed: Any) -> Grant:
    """Ten members with a tool of 400,000 yen each, and the office of the representative."""
    values = group(**changed)
    paper = Filing.objects.create(
        number=f"AP26-9{Filing.objects.count():05d}",
        kind="consortium_application",
        edition="fy2026",
        track="consortium",
        state="granted",
        owner=here.filing.owner,
        title="まちのキャッシュレス",
        opened_at=AT,
        state_since=AT,
        submitted_at=AT - timedelta(days=40),
    )
    entered(paper, values, here.applicant)
    made = estimate(question_of(values, {}, "fy2026", "consortium", date(2026, 5, 1)))
    filing = open_grant(
        paper, amount=made.amount_yen, eligible_cost=made.eligible_cost_yen, by=here.approver, at=AT
    )
    Filing.objects.filter(pk=filing.pk).update(due_at=LIMIT)
    Grant.objects.filter(filing=filing).update(report_limit=LIMIT.date())
    return again(filing)


def again(filing: Filing | Grant) -> Grant:
    """The grant as it stands now."""
    key = filing.filing_id if isinstance(filing, Grant) else filing.pk
    return Grant.objects.select_related("filing").get(filing=key)


def begun(here: Scene, grant: Grant) -> list[OwedReport]:
    """Every report is begun; in the order of form 1."""
    open_missing_reports(grant, by=here.applicant, at=LATER)
    return reports_of(again(grant))


def said_by(owed: OwedReport) -> Any:
    """What a report says, by field."""
    assert owed.filing is not None
    return dict(owed.filing.entries.values_list("name", "value"))


def sent(here: Scene, owed: OwedReport, at: datetime = LATER, **changed: Any) -> Filing:
    """The report is sent; what it proves is not the matter of these tests."""
    report = owed.filing
    assert report is not None
    account = ACCOUNT if owed.member is not None and owed.member.is_lead else {}
    items = [
        {
            **each,
            "ordered_on": "2026-09-01",
            "delivered_on": "2026-09-10",
            "invoiced_on": "2026-09-12",
            "paid_on": "2026-09-20",
            "invoiced_amount": 440_000,
            "paid_amount": 440_000,
        }
        for each in said_by(owed)["items"]
    ]
    said = {"small_at_completion": True, **account, **changed}
    report.entries.filter(name="items").update(value=said.pop("items", items))
    for name, value in said.items():
        write(report, name, value, here.applicant)
    Filing.objects.filter(pk=report.pk).update(state="submitted", submitted_at=at)
    return Filing.objects.get(pk=report.pk)


def accepted(here: Scene, owed: OwedReport, at: datetime = LATER, **changed: Any) -> None:
    """The report is sent and accepted."""
    report = sent(here, owed, at, **changed)
    declare_tie(report, has_tie=False, by=here.reviewer, at=at)
    take_step(report, "accept", by=here.reviewer, at=at)


def left_out(here: Scene, owed: OwedReport) -> Filing:
    """The limit passes, and an approver goes on without the member."""
    assert owed.filing is not None
    take_step(owed.filing, "lapse", by=SYSTEM, at=MISSED)
    declare_tie(owed.filing, has_tie=False, by=here.approver, at=MISSED)
    return take_step(owed.filing, "leave_out", by=here.approver, at=MISSED, evidence=REASON)
