"""Time that is left (残り時間), in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR = 3600
MINUTE = 60


def time_left(left: timedelta) -> str:
    """あと9日, within two days in hours, within an hour in minutes; always rounded down."""
    seconds = int(left.total_seconds())
    if left.days >= 2:
        return ngettext("あと%(n)s日", "あと%(n)s日", left.days) % {"n": left.days}
    if seconds >= HOUR:
        hours = seconds // HOUR
        return ngettext("あと%(n)s時間", "あと%(n)s時間", hours) % {"n": hours}
    minutes = seconds // MINUTE
    return ngettext("あと%(n)s分", "あと%(n)s分", minutes) % {"n": minutes} if minutes else _("まもなく締切")
