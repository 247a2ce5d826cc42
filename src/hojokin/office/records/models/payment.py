"""Payment (支払い): transfers in batches that one person makes and another approves."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hojokin.office.records.models.grant import Grant
from hojokin.office.records.models.person import Person


class BatchState(StrEnum):
    """Where a batch stands (振込のまとまりの状態)."""

    MADE = "made"
    APPROVED = "approved"
    SENT = "sent"
    DONE = "done"  # every transfer has its result


class PaymentState(StrEnum):
    """Where one transfer stands (振込の状態)."""

    PREPARED = "prepared"
    ORDERED = "ordered"
    PAID = "paid"
    FAILED = "failed"
    TAKEN_OUT = "taken_out"


LIVE = (PaymentState.PREPARED.value, PaymentState.ORDERED.value, PaymentState.PAID.value)


class PaymentBatch(models.Model):
    """Batch of transfers (振込のまとまり). Who made it cannot approve it; ``digest`` is that of the bank file."""

    number = models.CharField(max_length=20, unique=True)
    on = models.DateField()  # the bank is to transfer on this day
    state = models.CharField(max_length=10, default=BatchState.MADE.value)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in BatchState]), name="batch_state_known"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")), name="batch_two_persons"
            ),
        ]

    def __str__(self) -> str:
        """Its number."""
        return self.number


class Payment(models.Model):
    """Transfer (振込). Its primary key is the number that comes back from the bank; it is never used again.

    While one is prepared, ordered or paid there is no second for the same grant and purpose.
    """

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="payments")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="payments")
    purpose = models.CharField(max_length=20, default="grant")
    amount = models.BigIntegerField()
    account = models.JSONField()
    state = models.CharField(max_length=10, default=PaymentState.PREPARED.value)
    result = models.CharField(max_length=10, blank=True)
    result_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_not_empty"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PaymentState]), name="payment_state_known"
            ),
            models.UniqueConstraint(
                fields=["grant", "purpose"], condition=Q(state__in=LIVE), name="payment_never_twice"
            ),
        ]

    def __str__(self) -> str:
        """Grant, amount and state."""
        return f"{self.grant_id} {self.amount} {self.state}"
