"""Taking a step (手続を進める): the move, and whatever else the step brings about, as one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.actions.effects import EFFECTS
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.move import NOTHING, move
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing


@transaction.atomic
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
    moved = move(filing, action, by=by, at=at, evidence=evidence, due_at=due_at)
    for effect in EFFECTS.get((kind_of(moved.kind).table.code, action), ()):
        effect(moved, by, at)
    return moved
