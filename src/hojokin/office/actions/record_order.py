"""Recording a day of the project (契約・納品・請求・支払の記録): checked at the moment it is entered, kept as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hojokin.flow.evidence import payment_method
from hojokin.flow.form import FormProblem, Severity
from hojokin.flow.group_members import GroupMember, places_of
from hojokin.flow.orders import ProjectPeriod, Step, problems_of_entry
from hojokin.flow.roles import Role
from hojokin.flow.tables.grant import RUNNING
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.open_report import open_performance_report
from hojokin.office.actions.record import record
from hojokin.office.queries.filings import stands_at
from hojokin.office.queries.grant_facts import granted_items, members_of
from hojokin.office.queries.performance_reports import report_of
from hojokin.office.queries.project import days_of, is_done
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, ProjectDay
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference import UnknownCodeError

NOT_YOURS = Text(
    "事業の記録ができるのは、交付決定を受けた申請者だけです。", "Only the grantee may record the project."
)
NOT_RUNNING = Text(
    "実績報告を提出したか、事業が終わっているため、記録を変更できません。",
    "The project has been reported or has ended; the record cannot be changed.",
)
REPORT_OPEN = Text(
    "実績報告の作成が始まっています。日付は実績報告の中で直してください。",
    "The performance report has been opened. Correct the day in the report itself.",
)
NO_SUCH_ITEM = Text("交付決定にない品目です。画面を開き直してください。", "No such item. Reload the page.")


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """What happened to one item (記録の内容). Number and amount belong to an invoice or a payment."""

    place: int
    step: Step
    on: date
    number: str = ""
    amount: int | None = None
    method: str = ""


@transaction.atomic
def record_order(
    filing: Filing, entry: ProjectEntry, *, by: Actor, at: datetime, is_confirmed: bool = False
) -> ProjectDay:
    """Keep one day of the project. What would break a rule is told first, and kept only once it is confirmed.

    Raises NotAllowed, and Unmet with every warning. When the last item is delivered and paid the report opens, in a group
    that of the member whose last item it is.
    """
    filing = lock(filing)
    grant = _open_to(filing, entry, by)
    warned = warnings(grant, entry, at)
    if warned and not is_confirmed:
        raise Unmet(warned)
    day, _made = ProjectDay.objects.update_or_create(
        grant=grant, place=entry.place, step=entry.step.value, defaults=_kept(entry, by, at)
    )
    changes = {"place": entry.place, "step": entry.step.value, "on": entry.on.isoformat()}
    record(by, "project.record", filing.number, at=at, changes={**changes, "count": len(warned)})
    member = _member(grant, entry.place)
    if is_done(grant, member):
        open_performance_report(grant, member, by=by, at=at)
    return day


def warnings(grant: Grant, entry: ProjectEntry, at: datetime) -> Sequence[FormProblem]:
    """What an entry would break, errors and cautions; nothing is stored."""
    days = days_of(grant).get(entry.place, {})
    known: Mapping[Step, date] = {step: each.on for step, each in days.items()}
    period = ProjectPeriod(grant.granted_on, grant.report_limit)
    found = problems_of_entry(entry.step, entry.on, known, period, timezone.localtime(at).date())
    return [*found, *_of_method(entry)]


def _of_method(entry: ProjectEntry) -> Sequence[FormProblem]:
    if entry.step is not Step.PAID or not entry.method:
        return []
    try:
        method = payment_method(entry.method)
    except UnknownCodeError as unknown:
        return [FormProblem("method", Text(str(unknown), str(unknown)), "W-85")]
    if method.why is None:
        return []
    return [FormProblem("method", method.why, " ".join(method.facts), Severity.ERROR)]


def _open_to(filing: Filing, entry: ProjectEntry, by: Actor) -> Grant:
    if by.role is not Role.APPLICANT or not stands_at(filing, by):
        raise NotAllowed(NOT_YOURS)
    if filing.state not in RUNNING:
        raise NotAllowed(NOT_RUNNING)
    grant = Grant.objects.get(filing=filing)
    grant.filing = filing
    if not 0 <= entry.place < len(grant.items):
        raise NotAllowed(NO_SUCH_ITEM)
    if report_of(grant, _member(grant, entry.place)) is not None:
        raise NotAllowed(REPORT_OPEN)
    return grant


def _member(grant: Grant, place: int) -> GroupMember | None:
    """In a group, whose item it is."""
    items = granted_items(grant)
    return next((each for each in members_of(grant) if place in places_of(each, items)), None)


def _kept(entry: ProjectEntry, by: Actor, at: datetime) -> Mapping[str, object]:
    return {
        "on": entry.on,
        "number": entry.number,
        "amount": entry.amount,
        "method": entry.method,
        "entered_by": by.person,
        "entered_at": at,
    }
