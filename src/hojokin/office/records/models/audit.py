"""Audit row (監査記録): who did what, when, why and from where; each row's hash covers the row before it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AuditRow(models.Model):
    """Audit row (監査記録). ``person`` and ``subject`` are written as they were, so that a row outlives what it names."""

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    person = models.CharField(max_length=20)  # number of the person, or "system"
    role = models.CharField(max_length=16)
    origin = models.CharField(max_length=64, blank=True)  # keyed hash of the address, never the address
    device = models.CharField(max_length=64, blank=True)  # keyed hash of the browser's own mark
    what = models.CharField(max_length=80)
    subject = models.CharField(max_length=60, db_index=True)
    changes = models.JSONField()
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "records"
        ordering: ClassVar = ["sequence"]

    def __str__(self) -> str:
        """Sequence and event."""
        return f"{self.sequence} {self.what} {self.subject}"


class ChainHead(models.Model):
    """Head of the chain (連鎖の先端): one row; its lock puts the writers in line."""

    name = models.CharField(max_length=20, unique=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        app_label = "records"

    def __str__(self) -> str:
        """Name and sequence."""
        return f"{self.name} {self.sequence}"
