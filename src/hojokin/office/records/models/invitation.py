"""Invitation (招待): a link that works once, within its life, and makes somebody part of a filing or of the office."""

from __future__ import annotations

from django.db import models

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.party import Party
from hojokin.office.records.models.person import Person


class Invitation(models.Model):
    """Invitation (招待). Only the hash of its secret is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    role = models.CharField(max_length=16)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    filing = models.ForeignKey(
        Filing, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        app_label = "records"

    def __str__(self) -> str:
        """Its role and number; never the address."""
        return f"{self.role} {self.pk}"
