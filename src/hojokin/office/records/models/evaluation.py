"""Evaluation (自動判定の記録): what the rules last answered to an application, so that a corrected rule shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing


class Evaluation(models.Model):
    """Evaluation (自動判定の記録). ``amount_yen`` None: the question could not be answered yet.

    ``question`` is what was asked: asked again it must come out the same, unless a rule has changed.
    """

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="evaluation")
    question = models.JSONField()
    amount_yen = models.BigIntegerField(null=True)
    refusals = models.JSONField()  # names of the rules that say no, in order
    library = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount_yen__isnull=True) | models.Q(amount_yen__gte=0),
                name="evaluation_amount_not_negative",
            ),
        ]

    def __str__(self) -> str:
        """Filing and amount."""
        return f"{self.filing_id} {self.amount_yen}"
