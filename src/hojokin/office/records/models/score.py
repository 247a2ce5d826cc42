"""Score sheet (採点票): what one reviewer gave an application, item by item."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class ScoreSheet(models.Model):
    """Sheet (採点票) of one reviewer. ``finished_at`` None: still being written, and nobody else sees it."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="score_sheets")
    reviewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "reviewer"], name="score_sheet_once")
        ]

    def __str__(self) -> str:
        """Filing and reviewer."""
        return f"{self.filing_id} {self.reviewer_id}"


class Score(models.Model):
    """Score (点) of one item on a sheet, and why; without points a remark that waits for them."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    item = models.CharField(max_length=60)
    points = models.IntegerField(null=True, blank=True)
    note = models.TextField(max_length=1_000, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "item"], name="score_once"),
            models.CheckConstraint(condition=models.Q(points__gte=0), name="score_not_negative"),
        ]

    def __str__(self) -> str:
        """Item and points."""
        return f"{self.item} {self.points}"
