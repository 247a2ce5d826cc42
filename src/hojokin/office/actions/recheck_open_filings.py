"""Rechecking (規則訂正後の再判定): every open application is asked again what it was asked; a changed answer is told.

The question that was kept is asked, not the form of now: what a person has changed since is no news to that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.keep_evaluation import keep_evaluation
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.queries.entries import values_of
from hojokin.office.queries.evaluations import difference, kept_outcome, open_applications, outcome_of
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Evaluation, Filing

EVENT = "evaluation.change"
SIDES = (Role.APPLICANT, Role.VENDOR)


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What came of it (再判定の結果): how many were asked, and the numbers of those whose answer is another now."""

    checked: int
    changed: tuple[str, ...]


def recheck_open_filings(*, at: datetime) -> Rechecked:
    """Recheck each in a transaction of its own, so that a run that was broken off goes on where it stopped."""
    keys = list(open_applications().order_by("pk").values_list("pk", flat=True))
    changed = [number for key in keys if (number := _recheck(key, at))]
    return Rechecked(len(keys), tuple(changed))


@transaction.atomic
def _recheck(key: int, at: datetime) -> str:
    """The number of the application when its outcome is another than the one kept; else empty."""
    filing = lock(Filing(pk=key))
    if not open_applications().filter(pk=key).exists():
        return ""
    kept = Evaluation.objects.filter(filing=filing).first()
    told = kept is not None and _tell(filing, kept, at)
    keep_evaluation(filing, at, values_of(filing))
    return filing.number if told else ""


def _tell(filing: Filing, kept: Evaluation, at: datetime) -> bool:
    before, after = kept_outcome(kept), outcome_of(kept.question)
    if before == after:
        return False
    said = difference(before, after)
    record(SYSTEM, EVENT, filing.number, at=at, reason=said.ja)
    tell(EVENT, filing, SIDES, at=at, data={"reason": [said.ja, said.en]})
    return True
