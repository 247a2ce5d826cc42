"""Inspecting a report (確定検査): what is accepted as spent, settled by the rules, and the visit, if there was one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.granted_part import GrantedPart, SettledLine
from hojokin.flow.group_members import is_part_of
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.grant_facts import parts_of
from hojokin.office.queries.performance_reports import (
    OwedReport,
    completion_of,
    reports_of,
    settled_lines,
)
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, Inspection
from hojokin.rules.engine.facts import Text

NOT_REVIEWER = Text("確定検査ができるのは審査担当だけです。", "Only a reviewer may inspect.")
NOT_NOW = Text(
    "実績報告を受理してから検査を保存してください。",
    "Accept the performance report first, then keep the inspection.",
)
NO_NEGATIVE = Text("対象経費は0円以上で入力してください。", "The accepted cost is zero or more.")
NOTHING_REPORTED = Text(
    "実績報告のない構成員の経費は認められません。0円にしてください。",
    "No cost counts for a member without a report. Enter 0.",
)
PAST = Text("請求の期日は、今日より後の日にしてください。", "The day to claim by must be later than today.")


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the inspector accepts (検査の結果): cost without tax by part of the grant, notes, and the on-site visit."""

    spent: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    visited_on: date | None = None
    visit_note: str = ""


@transaction.atomic
def inspect_report(
    filing: Filing, inspected: Inspected, *, claim_by: datetime, by: Actor, at: datetime
) -> Inspection:
    """Keep the inspection and ask the grantee to claim by a day. Raises NotAllowed, Refused and Unmet."""
    filing = lock(filing)
    if by.role is not Role.REVIEWER or by.person is None:
        raise NotAllowed(NOT_REVIEWER)
    grant = Grant.objects.select_for_update(no_key=True).get(filing=filing)
    grant.filing = filing
    reports = reports_of(grant)
    report = _last_sent(reports)
    if filing.state != "report_accepted" or report is None or any(each.holds_up for each in reports):
        raise NotAllowed(NOT_NOW)
    if wrong := [*_wrong(inspected, claim_by, at), *_of_left_out(inspected, parts_of(grant), reports)]:
        raise Unmet(wrong)
    lines = settled_lines(grant, completion_of(reports), inspected.spent)
    made = Inspection.objects.create(
        grant=grant,
        report=report,
        spent=sum(each.spent for each in lines),
        amount=sum(each.amount for each in lines),
        lines=[_kept(each) for each in lines],
        note=inspected.note.strip(),
        visited_on=inspected.visited_on,
        visit_note=inspected.visit_note.strip(),
        inspected_by=by.person,
        inspected_at=at,
    )
    record(by, "inspection.keep", filing.number, at=at, changes={"amount": made.amount})
    take_step(filing, "record_inspection", by=by, at=at, evidence=Evidence(), due_at=claim_by)
    return made


def _last_sent(reports: Sequence[OwedReport]) -> Filing | None:
    """The accepted report that was sent last; the others of a group stand beside it."""
    found = [each.filing for each in reports if each.filing is not None and each.is_accepted]
    return max(found, key=lambda each: (each.submitted_at or each.opened_at, each.pk), default=None)


def _of_left_out(
    inspected: Inspected, parts: Sequence[GrantedPart], reports: Sequence[OwedReport]
) -> list[FormProblem]:
    """Nothing counts for a member of a group whose report the office went on without."""
    out = [each.member for each in reports if each.member is not None and each.is_left_out]
    return [
        FormProblem(f"spent-{part.code}", NOTHING_REPORTED, "RET-16 F-64")
        for part in parts
        if inspected.spent.get(part.code) and any(is_part_of(part, member) for member in out)
    ]


def _wrong(inspected: Inspected, claim_by: datetime, at: datetime) -> list[FormProblem]:
    found = [
        FormProblem(f"spent-{code}", NO_NEGATIVE, "W-122")
        for code, cost in inspected.spent.items()
        if cost < 0
    ]
    return found + ([FormProblem("claim_by", PAST, "W-121")] if claim_by <= at else [])


def _kept(line: SettledLine) -> dict[str, Any]:
    return {
        "code": line.part.code,
        "label": [line.part.label.ja, line.part.label.en],
        "granted": line.part.granted,
        "spent": line.spent,
        "counted": line.counted,
        "share": line.share,
        "rate": line.rate,
        "amount": line.amount,
        "said": [[each.ja, each.en] for each in line.said],
    }
