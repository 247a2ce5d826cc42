"""Fixing the amount (額の確定): a second person decides what the inspection proposed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.actions.take_step import take_step
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant


@transaction.atomic
def fix_amount(filing: Filing, *, by: Actor, at: datetime) -> Grant:
    """Fix the amount of a claimed grant. Raises Refused, NotAllowed and Unmet, such as for who inspected it."""
    moved = take_step(filing, "fix_amount", by=by, at=at)
    return Grant.objects.get(filing=moved)
