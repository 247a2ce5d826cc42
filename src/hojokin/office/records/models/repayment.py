"""Repayment (返還): what was worked out, the order to give money back, its instalments, and what came in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hojokin.office.records.models.grant import Grant
from hojokin.office.records.models.person import Person


class ReturnAssessment(models.Model):
    """Assessment (返還額の算定): what one person worked out by the rules, for another to order. The last one counts.

    Without a person it is a proposal of the system, such as after a tool was cancelled: nothing is ordered by it.
    ``stated`` is what the office said itself beside the reports; ``lines`` and ``sums`` are the calculation as it was.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="return_assessments")
    cause = models.CharField(max_length=40)
    kind = models.IntegerField()
    amount = models.BigIntegerField()
    clause = models.CharField(max_length=60)
    stated = models.JSONField()
    lines = models.JSONField()
    sums = models.JSONField()
    note = models.TextField(max_length=2_000, blank=True)
    assessed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="assessment_not_negative"),
        ]

    def __str__(self) -> str:
        """Grant, cause and amount."""
        return f"{self.grant_id} {self.cause} {self.amount}"


class ReturnOrder(models.Model):
    """Order to return (返還命令). ``amount`` is grant money; surcharge and late interest are worked out by the day.

    ``kind`` is the code of the interest rules. ``breakdown`` is what the paper lists, pairs of a label and an amount.
    ``addressee`` is to whom it was sent. ``withdrawn_at`` marks an order that was taken back.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="return_orders")
    number = models.CharField(max_length=20, unique=True)
    kind = models.IntegerField()
    amount = models.BigIntegerField()
    reason = models.TextField(max_length=2_000)
    breakdown = models.JSONField()
    ordered_on = models.DateField()
    due_on = models.DateField()
    addressee = models.JSONField(default=dict)
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="return_not_empty"),
            models.UniqueConstraint(
                fields=["grant"],
                condition=Q(withdrawn_at__isnull=True, amount__gt=0),
                name="return_ordered_once",
            ),
        ]

    def __str__(self) -> str:
        """Its number."""
        return self.number


class Instalment(models.Model):
    """Instalment (分割納付): a part of the amount with its own day."""

    order = models.ForeignKey(ReturnOrder, on_delete=models.PROTECT, related_name="instalments")
    due_on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "due_on"], name="instalment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_not_empty"),
        ]

    def __str__(self) -> str:
        """Day and amount."""
        return f"{self.due_on} {self.amount}"


class ReturnReceipt(models.Model):
    """Money that came back (返還の受領): of the grant, and of surcharge and late interest."""

    order = models.ForeignKey(ReturnOrder, on_delete=models.PROTECT, related_name="receipts")
    on = models.DateField()
    amount = models.BigIntegerField()
    interest = models.BigIntegerField(default=0)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(amount__gte=0, interest__gte=0) & (Q(amount__gt=0) | Q(interest__gt=0)),
                name="receipt_not_empty",
            ),
        ]

    def __str__(self) -> str:
        """Day and amount."""
        return f"{self.on} {self.amount}"
