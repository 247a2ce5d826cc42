"""Assessing a return (返還額の算定): one person works it out by the rules and keeps it, for another to order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.returning import SAID_BY_OFFICE, ReturnCase, ReturnLine, WorkedOut, causes_of, worked_out
from hojokin.flow.roles import Role
from hojokin.flow.tables.grant import TABLE
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.queries.return_case import return_case
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, Person, ReturnAssessment, Tie
from hojokin.rules.engine.facts import Text

NOT_REVIEWER = Text("返還額を算定できるのは審査担当だけです。", "Only a reviewer may work a return out.")
NOT_NOW = Text(
    "いまの状態では返還を命令できません。支払いの後の案件だけが対象です。",
    "Nothing can be ordered back in this state: only what was paid can be returned.",
)
NO_CAUSE = Text("返還の理由を選んでください。", "Choose why the money goes back.")
TIED = Text(
    "利害関係がないと申告してから算定してください。",
    "Declare first that you have no tie to the parties.",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the office says itself (事務局の認定): the cause, facts over the reports, minimum wages not in the tables yet."""

    cause: str
    facts: Mapping[str, bool] = field(default_factory=dict)
    regional: Mapping[int, int] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def assess_return(filing: Filing, stated: Stated, *, by: Actor, at: datetime) -> ReturnAssessment:
    """Keep what the rules ask back. Raises NotAllowed, and Unmet with all that is wrong."""
    filing = lock(filing)
    if by.role is not Role.REVIEWER or by.person is None:
        raise NotAllowed(NOT_REVIEWER)
    grant = (
        Grant.objects.select_related("filing").select_for_update(of=("self",), no_key=True).get(filing=filing)
    )
    if not Tie.objects.filter(filing=filing, person=by.person, has_tie=False).exists():
        raise Unmet([FormProblem("tie", TIED)])
    made = assessed(grant, stated, return_case(grant, stated.regional))
    kept = keep_assessment(
        grant,
        stated.cause,
        made,
        facts=stated.facts,
        regional=stated.regional,
        note=stated.note.strip(),
        by=by.person,
        at=at,
    )
    # Named after the grant's table: the two-person rule of the order then sees who worked it out.
    said = {"amount": made.amount, "kind": made.kind.name.lower(), "item": stated.cause}
    record(by, f"{TABLE.code}.assess_return", filing.number, at=at, changes=said, reason=kept.note)
    return kept


def keep_assessment(
    grant: Grant,
    cause: str,
    made: WorkedOut,
    *,
    facts: Mapping[str, bool],
    by: Person | None,
    at: datetime,
    regional: Mapping[int, int] = MappingProxyType({}),
    note: str = "",
) -> ReturnAssessment:
    """Keep a calculation as it is; without a person it is a proposal of the system."""
    return ReturnAssessment.objects.create(
        grant=grant,
        cause=cause,
        kind=int(made.kind),
        amount=made.amount,
        clause=made.clause,
        stated={"facts": dict(facts), "regional": {str(k): v for k, v in regional.items()}},
        lines=[kept_line(each) for each in made.lines],
        sums=[[label.ja, label.en, amount] for label, amount in made.sums],
        note=note,
        assessed_by=by,
        assessed_at=at,
    )


def assessed(grant: Grant, stated: Stated, case: ReturnCase) -> WorkedOut:
    """What the rules ask back, without keeping it. Raises Unmet."""
    wrong = []
    if not any(
        each.action == "order_return" and grant.filing.state in each.start for each in TABLE.transitions
    ):
        wrong.append(FormProblem("", NOT_NOW, "W-124"))
    if stated.cause not in causes_of(case):
        wrong.append(FormProblem("cause", NO_CAUSE, "W-124"))
    if wrong:
        raise Unmet(wrong)
    facts = {name: value for name, value in stated.facts.items() if name in SAID_BY_OFFICE}
    return worked_out(case, stated.cause, facts)


def kept_line(line: ReturnLine) -> dict[str, object]:
    """A line of the calculation as it is stored."""
    return {
        "label": [line.label.ja, line.label.en],
        "value": [line.value.ja, line.value.en],
        "clause": line.clause,
        "facts": list(line.facts),
    }
