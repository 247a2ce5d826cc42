"""Words and figures (言葉と数字) as people read them, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

WEEKDAYS_JA = "月火水木金土日"


def in_english() -> bool:
    """Whether the page is read in English."""
    return (get_language() or "ja").startswith("en")


@register.filter
def yen(amount: int) -> str:
    """1350000 → 1,350,000円, in English ¥1,350,000; the sign of less than nothing comes first in both."""
    if not in_english():
        return f"{amount:,}円"
    return f"-¥{-amount:,}" if amount < 0 else f"¥{amount:,}"


@register.filter
def grouped(amount: int) -> str:
    """1350000 → 1,350,000."""
    return f"{amount:,}"


@register.filter
def big_yen(amount: int) -> SafeString:
    """The same, with 円 set smaller than the figure."""
    return format_html("¥{}" if in_english() else '{}<span class="unit">円</span>', f"{amount:,}")


@register.filter
def day(value: date) -> str:
    """2026年8月25日（火）, in English Tuesday 25 August 2026."""
    if in_english():
        return f"{value:%A} {value.day} {value:%B %Y}"
    return f"{value.year}年{value.month}月{value.day}日（{WEEKDAYS_JA[value.weekday()]}）"


@register.filter
def moment(value: datetime) -> str:
    """2026年8月25日（火）17:00 in Japanese time."""
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H:%M} JST" if in_english() else f"{day(local.date())}{local:%H:%M}"


@register.filter
def said(record: Mapping[str, Any], key: str) -> str:
    """The text under ``key``, or under ``key_en`` when the page is read in English and there is one."""
    english = record.get(f"{key}_en") if in_english() else None
    return str(english or record.get(key) or "")


@register.filter
def item(record: Mapping[str, Any], key: str) -> Any:
    """One entry of a mapping; an absent one is empty."""
    return record.get(key, "")


@register.filter
def paragraphs(text: str) -> SafeString:
    """Text with its line breaks."""
    return SafeString(linebreaksbr(text))


@register.filter
def month(value: date) -> str:
    """2026年4月, in English April 2026."""
    return f"{value:%B %Y}" if in_english() else f"{value.year}年{value.month}月"


@register.filter
def named(record: Any) -> str:
    """The name of a record that has one in each language."""
    return str(record.name_en if in_english() else record.name_ja)


@register.filter
def unit(code: str) -> str:
    """Unit of a field: 円, か月."""
    return {"yen": _("円"), "months": _("か月"), "hours": _("時間")}.get(code, code)
