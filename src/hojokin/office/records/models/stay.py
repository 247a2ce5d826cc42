"""Stay (滞在): how long a filing was in a state that it has left, for the figures of the office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing


class Stay(models.Model):
    """Stay (滞在), in whole tenths of a day. ``month`` is the first day of the one in which it ended, in Japan.

    Only the action ``move`` writes it. The index holds all that the figures read, in the order of their groups.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="stays")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    left_at = models.DateTimeField()
    month = models.DateField()
    tenths = models.IntegerField()

    class Meta:
        app_label = "records"
        indexes: ClassVar = [
            models.Index(fields=["kind", "state", "month", "tenths", "left_at"], name="stay_figures"),
        ]

    def __str__(self) -> str:
        """Filing, state and tenths of a day."""
        return f"{self.filing_id} {self.state} {self.tenths}"
