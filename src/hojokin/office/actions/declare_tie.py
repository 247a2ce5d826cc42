"""Declaring a tie (利害関係の申告): before a member of the office acts on a filing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.lock import lock
from hojokin.office.actions.raise_finding import ACTING, NOT_OFFICE
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, GrantDecision, Person, ScoreSheet, Tie


@transaction.atomic
def declare_tie(filing: Filing, *, has_tie: bool, note: str = "", by: Actor, at: datetime) -> Tie:
    """Say whether one has a tie to the parties of a filing. Raises NotAllowed for people outside the office."""
    if by.role not in ACTING or by.person is None:
        raise NotAllowed(NOT_OFFICE)
    filing = lock(filing)
    tie, _made = Tie.objects.update_or_create(
        filing=filing,
        person=by.person,
        defaults={"has_tie": has_tie, "note": note.strip()[:500], "declared_at": at},
    )
    if has_tie and filing.assigned_to_id == by.person.pk:
        filing.assigned_to = None
        filing.save(update_fields=["assigned_to"])
    record(by, "tie.declare", filing.number, at=at, changes={"has_tie": has_tie})
    if has_tie:
        _void_sheet(filing, by.person, by=by, at=at)
    return tie


def _void_sheet(filing: Filing, reviewer: Person, *, by: Actor, at: datetime) -> None:
    """Take the sheet of a reviewer with a tie out of a decision still to come (採点の無効); another one scores instead."""
    sheet = ScoreSheet.objects.filter(filing=filing, reviewer=reviewer).first()
    if sheet is None or GrantDecision.objects.filter(filing=filing).exists():
        return
    points = sheet.scores.aggregate(sum=Sum("points"))["sum"] or 0
    sheet.delete()
    record(by, "score.void", filing.number, at=at, changes={"score": points})
