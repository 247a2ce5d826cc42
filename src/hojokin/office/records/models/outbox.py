"""Outbox (送信箱): what the site has to tell people, written with the change itself and delivered afterwards."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class Channel(StrEnum):
    """How a message leaves (送信手段)."""

    MAIL = "mail"
    SMS = "sms"


class OutboxMessage(models.Model):
    """Outgoing message (送信待ちの連絡). Delivered at least once; ``key`` lets a receiver drop a second copy."""

    key = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=4)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    attempts = models.IntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(channel__in=[each.value for each in Channel]), name="outbox_channel_known"
            ),
        ]
        # The mail of an invitation is found by its address and moment.
        indexes: ClassVar = [models.Index(fields=["to", "written_at"], name="outbox_to")]

    def __str__(self) -> str:
        """Channel and key; never the text."""
        return f"{self.channel} {self.key[:8]}"


class Notice(models.Model):
    """Notice (お知らせ): the same event on a person's own page."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    filing = models.ForeignKey(
        Filing, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    event = models.CharField(max_length=80)
    data = models.JSONField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        indexes: ClassVar = [
            models.Index(fields=["person", "read_at", "at"], name="notice_unread"),
            # Every portal shows the newest ones.
            models.Index(fields=["person", "-at", "-id"], name="notice_newest"),
        ]

    def __str__(self) -> str:
        """Event."""
        return self.event
