"""Contest (自動判定への異議): how the office ruled on what an applicant contests."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class ContestRuling(models.Model):
    """Ruling (異議の裁定) on one refusal that the applicant contests; it holds for the version it was made on alone.

    ``version`` is the sequence of that version, ``rule`` the refusing rule. A later ruling takes its place; the audit
    record keeps both.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="contest_rulings")
    version = models.PositiveIntegerField()
    rule = models.CharField(max_length=100)
    is_upheld = models.BooleanField()
    reason = models.TextField(max_length=1_000)
    ruled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "version", "rule"], name="contest_ruled_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="contest_ruling_has_reason"),
        ]

    def __str__(self) -> str:
        """Filing, rule and how it was ruled."""
        return f"{self.filing_id} {self.rule} {self.is_upheld}"
