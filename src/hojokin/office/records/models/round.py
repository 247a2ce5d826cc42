"""Round (締切回): when the office takes applications, decides them and wants the report; outages that lengthen it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Round(models.Model):
    """Round (締切回) of one edition and track. ``closes_at`` is the last second that is still in time.

    ``promised_at`` is the closing that people set, at ``promised_since``; outages noted after that may put
    ``closes_at`` later. ``opens_at`` None: reception
    goes on from the round before. ``budget_yen`` None: no limit. After ``is_last`` the year takes no more applications.
    """

    code = models.CharField(max_length=40, unique=True)
    edition = models.CharField(max_length=10)
    track = models.CharField(max_length=30)
    number = models.IntegerField()
    opens_at = models.DateTimeField(null=True, blank=True)
    promised_at = models.DateTimeField()
    promised_since = models.DateTimeField()
    closes_at = models.DateTimeField()
    decides_on = models.DateField(null=True, blank=True)
    report_by = models.DateTimeField(null=True, blank=True)
    budget_yen = models.BigIntegerField(null=True, blank=True)
    is_last = models.BooleanField(default=False)

    class Meta:
        app_label = "records"
        ordering: ClassVar = ["edition", "track", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "track", "number"], name="round_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="round_from_one"),
            models.CheckConstraint(
                condition=models.Q(budget_yen__isnull=True) | models.Q(budget_yen__gte=0),
                name="round_budget_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True) | models.Q(opens_at__lt=models.F("closes_at")),
                name="round_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        """Its code."""
        return self.code


class Downtime(models.Model):
    """Downtime (障害の記録): from when to when nobody could submit in a round, and what was down.

    ``is_watched``: the watcher found it; else somebody of the office noted it.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="downtimes")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    what = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    is_watched = models.BooleanField(default=False)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "started_at", "what"], name="downtime_once"),
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("started_at")), name="downtime_has_length"
            ),
        ]

    def __str__(self) -> str:
        """Round and beginning."""
        return f"{self.round_id} {self.started_at:%Y-%m-%d %H:%M}"
