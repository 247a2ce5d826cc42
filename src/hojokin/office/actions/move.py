"""Move (状態の遷移): the one place that changes where a filing stands: lock, guards, state, version, audit row, notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from hojokin.flow.durations import tenths
from hojokin.flow.roles import PARTIES
from hojokin.flow.table import Need, Table, Transition
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Attempt, Evidence, unmet
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.actions.lock import lock
from hojokin.office.actions.on_the_way import record_arrival, stands_as_it_arrived
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.queries.filings import stands_at
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.added import add
from hojokin.office.records.models import Filing, Stay
from hojokin.rules.engine.facts import Text

NOT_YOUR_FILING = Text("この手続の当事者ではありません。", "You are no party to this filing.")
NOTHING = Evidence()


CHANGED = ("state", "state_since", "round_code", "due_at", "sworn_revision", "submitted_at")


@dataclass(frozen=True, slots=True)
class Moved:
    """A filing that took a step (遷移の結果): as it stands now, what was tried with it, and its place in the audit chain."""

    filing: Filing
    attempt: Attempt
    sequence: int


def move(
    filing: Filing,
    action: str,
    *,
    by: Actor,
    at: datetime,
    evidence: Evidence = NOTHING,
    due_at: datetime | None = None,
) -> Filing:
    """Take one step of the filing's table. ``due_at`` is the day to answer by, for a step that asks for one.

    A refusal undoes the transaction it happens in: who goes on after one moves within an atomic block of its own.
    Raises Refused when the table has no such step, NotAllowed for strangers, Unmet with all that is missing.
    """
    tried = try_to_move(filing, action, by=by, at=at, evidence=evidence, due_at=due_at)
    if isinstance(tried, Unmet):
        raise tried
    return tried.filing


@transaction.atomic(savepoint=False)
def try_to_move(
    filing: Filing, action: str, *, by: Actor, at: datetime, evidence: Evidence, due_at: datetime | None
) -> Moved | Unmet:
    """The same, with all that was read and written for it.

    What is missing is the answer instead of an error, because one thing was written then: that a code was tried. Whoever
    raises it does so after the transaction, or codes could be guessed at for ever.
    """
    read, filing = filing, lock(filing)
    is_back = stands_as_it_arrived(filing, read, action, by=by, at=at)
    table = kind_of(filing.kind).table
    if not stands_at(filing, by):
        raise NotAllowed(NOT_YOUR_FILING)
    step = table.step(filing.state, action, by.role)
    attempt = Attempt(filing, step, by, at, evidence, due_at)
    if missing := unmet(attempt):
        return Unmet(missing)
    if is_back:
        record_arrival(filing, at=at)
    before = filing.state
    _keep_stay(filing, at)
    _set(filing, step, at, due_at)
    data = {"from": before, "to": step.end}
    if hands_in(table, before, step):
        filing.submitted_at = at
        data |= keep_version(filing, by=by, at=at, view=attempt.view)
    if Need.FINDINGS in step.needs:
        filing.findings.filter(sent_at__isnull=True).update(sent_at=at)
    filing.save(update_fields=CHANGED)
    row = record(by, f"{table.code}.{action}", filing.number, at=at, changes=data, reason=evidence.reason)
    tell(f"{table.code}.{action}", filing, step.tells, at=at, data={**data, "reason": evidence.reason})
    return Moved(filing, attempt, row.sequence)


def hands_in(table: Table, state: str, step: Transition) -> bool:
    """Whether a step hands the filing in: it must be complete, and the turn goes from the parties to the office."""
    return (
        Need.COMPLETE in step.needs
        and table.states[state].turn in PARTIES
        and table.states[step.end].turn not in PARTIES
    )


def _keep_stay(filing: Filing, at: datetime) -> None:
    month = localtime(at).date().replace(day=1)
    spent = tenths(at - filing.state_since)
    add([Stay(filing=filing, kind=filing.kind, state=filing.state, left_at=at, month=month, tenths=spent)])


def _set(filing: Filing, step: Transition, at: datetime, due_at: datetime | None) -> None:
    if Need.OATH in step.needs:
        filing.sworn_revision = filing.revision
    filing.state, filing.state_since = step.end, at
    if due_at is not None:
        filing.due_at = due_at
