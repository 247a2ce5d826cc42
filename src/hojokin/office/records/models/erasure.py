"""Erasure of a submitted paper (提出書類の消去): who asked for it and who decided, and the signed record that stays."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class ErasureState(StrEnum):
    """Where it stands (消去の状態)."""

    ASKED = "asked"
    DROPPED = "dropped"
    ERASED = "erased"


class PaperErasure(models.Model):
    """Erasure of the bytes of one hash (書類の消去), wherever they are attached; asked for in one filing.

    ``ground`` is a code of ``flow.erasing``; ``reason`` the circumstances in words.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="erasures")
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    ground = models.CharField(max_length=40)
    reason = models.TextField(max_length=1_000, blank=True)
    state = models.CharField(max_length=10, default=ErasureState.ASKED.value)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ErasureState]), name="erasure_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.ERASED.value)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="erasure_two_persons",
            ),
            models.UniqueConstraint(
                fields=["sha256"], condition=~Q(state=ErasureState.DROPPED.value), name="erasure_once"
            ),
        ]

    def __str__(self) -> str:
        """Hash and state."""
        return f"{self.sha256[:12]} {self.state}"


class Tombstone(models.Model):
    """Tombstone (消去の記録) of one attached paper: what its receipts name, and that its bytes were erased."""

    erasure = models.ForeignKey(PaperErasure, on_delete=models.PROTECT, related_name="tombstones")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="tombstones")
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    erased_at = models.DateTimeField()
    ground = models.CharField(max_length=40)
    asked_by = models.CharField(max_length=40)
    approved_by = models.CharField(max_length=40)
    replaced_by = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=128)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "field", "name", "sha256"], name="tombstone_once"),
        ]

    def __str__(self) -> str:
        """Filing and file."""
        return f"{self.filing_id} {self.name}"
