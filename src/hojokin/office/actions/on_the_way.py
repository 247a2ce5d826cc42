"""On the way (締切に間に合った手続): a step that arrived in time counts for its round, though its turn came after the deadline.

In the last second many wait for their turn. Who arrived before the deadline has kept it, whatever was done to the
application meanwhile because the deadline had passed.
"""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.canonical import moment
from hojokin.flow.table import Need, Refused
from hojokin.flow.tables.coming_back import LAPSED
from hojokin.office.actions.record import record
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing

AIMED = "round.aimed"


def stands_as_it_arrived(filing: Filing, read: Filing, action: str, *, by: Actor, at: datetime) -> bool:
    """Whether the filing left its round after the step had arrived; then it stands as it was read, not saved yet."""
    if read.due_at is None or at.replace(microsecond=0) > read.due_at:
        return False
    if not _has_moved_on(filing, read, read.due_at) and not _has_lapsed(filing, read):
        return False
    if not _is_bound_by_deadline(read, action, by):
        return False
    filing.state, filing.state_since = read.state, read.state_since
    filing.round_code, filing.due_at = read.round_code, read.due_at
    return True


def record_arrival(filing: Filing, *, at: datetime) -> None:
    """Say in the record that it is in its round again."""
    due = moment(filing.due_at) if filing.due_at else None
    record(SYSTEM, AIMED, filing.number, at=at, changes={"to": filing.round_code, "due_at": due})


def _has_moved_on(filing: Filing, read: Filing, due_at: datetime) -> bool:
    is_later = filing.due_at is not None and filing.due_at > due_at
    return is_later and filing.round_code != read.round_code and filing.state == read.state


def _has_lapsed(filing: Filing, read: Filing) -> bool:
    return filing.state == LAPSED and filing.round_code == read.round_code


def _is_bound_by_deadline(read: Filing, action: str, by: Actor) -> bool:
    try:
        step = kind_of(read.kind).table.step(read.state, action, by.role)
    except Refused:
        return False
    return Need.IN_TIME in step.needs
