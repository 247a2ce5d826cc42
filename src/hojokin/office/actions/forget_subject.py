"""Forget a subject (記録の秘密値の消去): its personal values in the audit rows become unprovable; the chain still holds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.actions.record import record
from hojokin.office.queries.audit import FORGET
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, AuditSecret


@transaction.atomic
def forget_subject(subject: str, *, by: Actor, at: datetime) -> AuditRow:
    """Erase the subject's secret and the reasons in words. Whoever erases its entries and files calls this last."""
    AuditSecret.objects.filter(subject=subject).delete()
    AuditRow.objects.filter(subject=subject).exclude(reason="").update(reason="")
    return record(by, FORGET, subject, at=at)
