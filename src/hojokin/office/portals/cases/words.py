"""Words (言葉): texts of the programme in the language of the page, and time that is left."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hojokin.flow.roles import ROLE_LABELS, SECRETARIAT, Role
from hojokin.office.portals.templatetags.texts import told
from hojokin.rules.engine.facts import Text

HOUR, MINUTE = 3600, 60


def say(text: Text | None) -> str:
    """The text in the language of the page; nothing where there is none."""
    return told(text) if text is not None else ""


def role_words(code: str) -> str:
    """The name of a role. The office is named before its own roles."""
    role = Role(code)
    label = say(ROLE_LABELS[role])
    return _("事務局（%(role)s）") % {"role": label} if role in SECRETARIAT else label


def days_left(due: datetime | None, at: datetime) -> str:
    """あと9日, within two days in hours; what is over says so. Nothing where there is no day."""
    if due is None:
        return ""
    left = due - at
    if left < timedelta(0):
        return _("期限を過ぎています")
    if left.days >= 2:
        return ngettext("あと%(n)s日", "あと%(n)s日", left.days) % {"n": left.days}
    seconds = int(left.total_seconds())
    if seconds >= HOUR:
        return ngettext("あと%(n)s時間", "あと%(n)s時間", seconds // HOUR) % {"n": seconds // HOUR}
    minutes = max(1, seconds // MINUTE)
    return ngettext("あと%(n)s分", "あと%(n)s分", minutes) % {"n": minutes}
