"""Alert (警告): something that a person should look at, kept with what they found out."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from hojokin.flow.guards import Pattern
from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class AlertState(StrEnum):
    """Where an alert stands (警告の状態)."""

    OPEN = "open"
    EXPLAINED = "explained"  # there is an honest reason
    CONFIRMED = "confirmed"  # it is what it looks like


class Alert(models.Model):
    """Alert (警告). ``key`` is the same whenever the same thing is seen, so that it is asked once and not again.

    ``seen`` is what was seen in both languages; ``places`` say where: number, document and page. ``links`` are
    what two parties have in common: party, what, other party.
    """

    key = models.CharField(max_length=200, unique=True)
    pattern = models.CharField(max_length=24, db_index=True)
    seen = models.JSONField()
    places = models.JSONField()
    links = models.JSONField()
    filings = models.ManyToManyField(Filing, related_name="alerts")
    state = models.CharField(max_length=10, default=AlertState.OPEN.value)
    found_at = models.DateTimeField()
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2_000, blank=True)

    class Meta:
        app_label = "records"
        indexes: ClassVar = [models.Index(fields=["state", "pattern", "found_at"], name="alert_list")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in AlertState]), name="alert_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(pattern__in=[each.value for each in Pattern]), name="alert_pattern_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=AlertState.OPEN.value)
                | (models.Q(judged_by__isnull=False) & ~models.Q(reason="")),
                name="alert_judged_with_reason",
            ),
        ]

    def __str__(self) -> str:
        """Its key."""
        return self.key
