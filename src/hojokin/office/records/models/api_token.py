"""API token (APIトークン): by which a vendor's own system speaks for the vendor; only its hash is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.party import Party
from hojokin.office.records.models.person import Person


class ApiToken(models.Model):
    """Token of a vendor (支援事業者のトークン). ``ended_at`` None: it counts."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        indexes: ClassVar = [models.Index(fields=["party", "ended_at"], name="api_token_of_party")]

    def __str__(self) -> str:
        """Its name; never the secret."""
        return self.name
