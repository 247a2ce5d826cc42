"""Tie (利害関係): what a member of the office declares before acting on a filing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class Tie(models.Model):
    """Declaration of a tie (利害関係の申告): whether this person has one to the parties of this filing."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="ties")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    has_tie = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "person"], name="tie_declared_once")
        ]

    def __str__(self) -> str:
        """Filing, person and what was declared."""
        return f"{self.filing_id} {self.person_id} {self.has_tie}"
