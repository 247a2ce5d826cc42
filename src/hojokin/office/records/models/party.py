"""Party (当事者): a firm or sole proprietor that files, sells or takes part; the secretariat has none."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models


class PartyKind(StrEnum):
    """Kind of party (法人・個人の別; GI-14)."""

    CORPORATION = "corporation"
    SOLE_PROPRIETOR = "sole_proprietor"


class Party(models.Model):
    """Party (当事者). ``prefecture`` is a two-digit code; a sole proprietor has no corporate number."""

    kind = models.CharField(max_length=16, default=PartyKind.CORPORATION.value)
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200, blank=True)
    corporate_number = models.CharField(max_length=13, blank=True, db_index=True)
    prefecture = models.CharField(max_length=2, blank=True)
    address = models.CharField(max_length=300, blank=True)
    representative = models.CharField(max_length=100, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in PartyKind]), name="party_kind_known"
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name
