"""Numbering (採番): the next number of a kind of filing, without gaps between committed ones."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from hojokin.office.records.models import Revision

DIGITS = 6


def next_number(prefix: str, at: datetime) -> str:
    """Such as ``AP26-000123``: prefix, year in Japan, a counter. Call within a transaction; it holds the counter's row."""
    subject = f"{prefix}{timezone.localtime(at):%y}"
    counter = Revision.objects.filter(subject=subject)
    if not counter.update(number=F("number") + 1):
        Revision.objects.get_or_create(subject=subject)
        counter.update(number=F("number") + 1)
    return f"{subject}-{counter.values_list('number', flat=True).get():0{DIGITS}d}"
