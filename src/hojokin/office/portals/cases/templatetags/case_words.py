"""Words of a filing (手続の言葉) in the language of the page."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from hojokin.office.portals.cases.words import role_words, say
from hojokin.rules.engine.facts import Text

register = template.Library()


@register.filter(name="say")
def said(text: Text | None) -> str:
    """A text of the programme; nothing where there is none."""
    return say(text)


@register.filter
def role_name(code: str) -> str:
    """申請者 for ``applicant``."""
    return role_words(code)


@register.filter
def clock(at: datetime) -> str:
    """14:03 in Japanese time."""
    return f"{timezone.localtime(at):%H:%M}"


@register.filter
def megabytes(size: int) -> str:
    """1.2 MB; below a tenth of it in kB."""
    tenths = size * 10 // 1_000_000
    return f"{tenths // 10}.{tenths % 10} MB" if tenths else f"{max(1, size // 1000)} kB"
