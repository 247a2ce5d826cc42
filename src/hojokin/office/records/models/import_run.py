"""Import run (取り込み): how far a file of tools has been taken over, so that it can go on where it stopped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ImportRun(models.Model):
    """One file of tools (by the hash of its bytes) and the rows of it that are written."""

    digest = models.CharField(max_length=64, unique=True)
    file_name = models.CharField(max_length=255)
    rows = models.IntegerField()
    done = models.IntegerField(default=0)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(done__gte=0) & models.Q(done__lte=models.F("rows")),
                name="import_done_in_range",
            )
        ]

    def __str__(self) -> str:
        """File and progress."""
        return f"{self.file_name} {self.done}/{self.rows}"
