"""Audit secret (監査記録の秘密値): what turns a personal value into a digest in the audit rows of one subject."""

from __future__ import annotations

from django.db import models


class AuditSecret(models.Model):
    """Audit secret (監査記録の秘密値). Erased together with the subject's data; the chain holds without it."""

    subject = models.CharField(max_length=60, unique=True)
    secret = models.CharField(max_length=64)

    class Meta:
        app_label = "records"

    def __str__(self) -> str:
        """Its subject; never the secret."""
        return self.subject
