"""Watch (稼働の監視): the watcher's last sign of life, and what it knows of each service that it asks."""

from __future__ import annotations

from django.db import models


class Watch(models.Model):
    """Watched service (監視の対象), or the watcher itself. Its times are real ones, also where the demo's clock was moved.

    One row a target, written in place: what remains of an outage is the downtime of its rounds.
    """

    target = models.CharField(max_length=20, unique=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    failures = models.IntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    answers = models.IntegerField(default=0)
    answering_since = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "records"

    def __str__(self) -> str:
        """Its target."""
        return self.target
