"""News item (お知らせ): what the secretariat tells everyone, in both languages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

LONGEST_SLUG = 50
LONGEST_TITLE = 200


class NewsItem(models.Model):
    """News item (お知らせ). Public from ``published_at`` until ``withdrawn_at``; bodies are plain text in paragraphs."""

    slug = models.CharField(max_length=LONGEST_SLUG, unique=True)
    title_ja = models.CharField(max_length=LONGEST_TITLE)
    title_en = models.CharField(max_length=LONGEST_TITLE)
    body_ja = models.TextField()
    body_en = models.TextField()
    published_at = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("published_at")),
                name="news_withdrawn_after_published",
            )
        ]

    def __str__(self) -> str:
        """Slug and title."""
        return f"{self.slug} {self.title_ja}"
