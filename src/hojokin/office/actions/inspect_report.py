"""Inspecting a report (確定検査): what is accepted as spent, settled by the rules, and the visit, if there was one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction

from hojokin.flow.form import FormProblem, Values
from hojokin.flow.grants import kind_for
from hojokin.flow.roles import Role
from hojokin.flow.settling import SettledLine, settled
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.grant_facts import parts_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, Inspection
from hojokin.rules.engine.facts import Text

NOT_REVIEWER = Text("確定検査ができるのは審査担当だけです。", "Only a reviewer may inspect.")
NOT_NOW = Text(
    "実績報告を受理してから検査を保存してください。",
    "Accept the performance report first, then keep the inspection.",
)
NO_NEGATIVE = Text("対象経費は0円以上で入力してください。", "The accepted cost is zero or more.")
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
    grant, report = Grant.objects.select_for_update().get(filing=filing), accepted_report(filing)
    if filing.state != "report_accepted" or report is None:
        raise NotAllowed(NOT_NOW)
    if wrong := _wrong(inspected, claim_by, at):
        raise Unmet(wrong)
    lines = proposal(grant, report, inspected.spent)
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


def proposal(grant: Grant, report: Filing, spent: Mapping[str, int]) -> tuple[SettledLine, ...]:
    """What the rules make of the accepted cost: nothing is stored."""
    values = cast("Values", dict(report.entries.values_list("name", "value")))
    small_now = values.get("small_at_completion") is True
    return settled(parts_of(grant), spent, report.edition, small_now=small_now)


def accepted_report(filing: Filing) -> Filing | None:
    """The performance report that was accepted for a grant."""
    code = kind_for("performance_report", filing.track).code
    return filing.children.filter(kind=code, state="accepted").order_by("-state_since").first()


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
