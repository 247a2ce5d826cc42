"""Code (確認コード): a short number sent by SMS that proves the telephone is at hand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.person import Person


class SmsCode(models.Model):
    """SMS code (確認コード; W-26). Only its keyed hash is kept; it works once, for one purpose."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=60)  # such as "submit:AP26-000123" or "phone:09012345678"
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        indexes: ClassVar = [models.Index(fields=["person", "purpose", "sent_at"], name="code_latest")]

    def __str__(self) -> str:
        """Purpose."""
        return self.purpose
