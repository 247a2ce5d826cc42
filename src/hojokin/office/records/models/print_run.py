"""Printing of many papers (帳票の一括作成): what was asked for, and the parts that were made so far."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.decision import DecisionProposal
from hojokin.office.records.models.person import Person


class PrintRun(models.Model):
    """Print run (通知書の一括作成) of every notice of a decided proposal, made part by part by the worker.

    ``removed_at``: when its parts were taken away again; each notice can still be had alone.
    """

    proposal = models.OneToOneField(DecisionProposal, on_delete=models.PROTECT, related_name="print_run")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    total = models.IntegerField()
    finished_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"

    def __str__(self) -> str:
        """Proposal and size."""
        return f"{self.proposal_id} ({self.total})"


class PrintedPart(models.Model):
    """Part (作成済みの分割) of a run: a ZIP in the file store, with the notices up to ``last``."""

    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="parts")
    place = models.IntegerField()
    count = models.IntegerField()
    last = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "place"], name="printed_part_once"),
        ]

    def __str__(self) -> str:
        """Run and place."""
        return f"{self.run_id} {self.place}"
