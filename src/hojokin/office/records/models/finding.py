"""Finding (指摘): what the office wants corrected, tied to a field, with a day to answer by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class Finding(models.Model):
    """Finding (不備の指摘). ``before`` is the field's value when it was raised. ``sent_at`` is when the party was told.

    Open until closed; answered when the party said what it did.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="findings")
    field = models.CharField(max_length=60)
    text = models.TextField(max_length=2_000)
    source = models.CharField(max_length=60, blank=True)
    before = models.JSONField(null=True)
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2_000, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        indexes: ClassVar = [models.Index(fields=["filing", "closed_at"], name="finding_open")]

    def __str__(self) -> str:
        """Field and the first words."""
        return f"{self.field}: {self.text[:40]}"
