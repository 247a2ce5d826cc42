"""Revision (改訂番号): one counter that every change of the public catalogue moves on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F


class Revision(models.Model):
    """The counter; one row a subject. Its row lock makes the numbers of committed changes grow in order."""

    subject = models.CharField(max_length=20, unique=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(number__gte=0), name="revision_not_negative")
        ]

    def __str__(self) -> str:
        """Subject and number."""
        return f"{self.subject} {self.number}"


CATALOGUE = "catalogue"


def next_revision() -> int:
    """Move the counter on and hold its row until the transaction ends. Call within a transaction.

    Whoever reads number n has seen the commit of every change up to n: a second writer waits for the first.
    """
    if not Revision.objects.filter(subject=CATALOGUE).update(number=F("number") + 1):
        Revision.objects.get_or_create(subject=CATALOGUE)
        Revision.objects.filter(subject=CATALOGUE).update(number=F("number") + 1)
    return Revision.objects.values_list("number", flat=True).get(subject=CATALOGUE)


def current_revision() -> int:
    """The number of the last committed change; 0 before the first."""
    return Revision.objects.filter(subject=CATALOGUE).values_list("number", flat=True).first() or 0
