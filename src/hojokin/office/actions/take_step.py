"""Taking a step (手続を進める): the move, and whatever else the step brings about, as one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.actions.effects import EFFECTS, EVALUATED
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.keep_evaluation import keep_evaluation
from hojokin.office.actions.move import NOTHING, Moved, try_to_move
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing


def take_step(
    filing: Filing,
    action: str,
    *,
    by: Actor,
    at: datetime,
    evidence: Evidence = NOTHING,
    due_at: datetime | None = None,
) -> Filing:
    """Take one step of a filing's table with its effects. Raises what ``move`` raises."""
    return taken_step(filing, action, by=by, at=at, evidence=evidence, due_at=due_at).filing


def taken_step(
    filing: Filing, action: str, *, by: Actor, at: datetime, evidence: Evidence, due_at: datetime | None
) -> Moved:
    """The same, with the place of the step in the audit chain. A code that was wrong is counted although nothing moved."""
    with transaction.atomic():
        tried = try_to_move(filing, action, by=by, at=at, evidence=evidence, due_at=due_at)
        if isinstance(tried, Moved):
            _bring_about(tried, action, by, at)
    if isinstance(tried, Unmet):
        raise tried
    return tried


def _bring_about(moved: Moved, action: str, by: Actor, at: datetime) -> None:
    step = (kind_of(moved.filing.kind).table.code, action)
    for effect in EFFECTS.get(step, ()):
        effect(moved.filing, by, at)
    if step in EVALUATED:
        keep_evaluation(moved.filing, at, moved.attempt.view.values)
