"""Report of a tool's state (ツールの利用状況の届出): what a vendor's system says of one granted tool."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from hojokin.office.records.models.api_token import ApiToken
from hojokin.office.records.models.grant import Grant
from hojokin.office.records.models.person import Person
from hojokin.rules.engine.facts import Text


class UseState(StrEnum):
    """Whether a granted tool is in use (利用状況)."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


STATE_LABELS = {
    UseState.ACTIVE: Text("利用中", "in use"),
    UseState.SUSPENDED: Text("停止中", "suspended"),
    UseState.CANCELLED: Text("解約", "cancelled"),
}


class ToolReport(models.Model):
    """Report (利用状況の届出) of the granted item at ``place``. The same one sent twice is one row.

    ``answer`` is what the grantee says to it.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="tool_reports")
    place = models.IntegerField()
    state = models.CharField(max_length=10)
    on = models.DateField()
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(max_length=2_000, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grant", "place", "state", "on"], name="tool_reported_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in UseState]), name="tool_use_known"
            ),
        ]

    def __str__(self) -> str:
        """Grant, item, state and day."""
        return f"{self.grant_id} {self.place} {self.state} {self.on}"
