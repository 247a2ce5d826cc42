"""Words of grants and payments (交付決定後の言葉) in the language of the page."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.translation import gettext as _

from hojokin.flow.tables.grant import TABLE
from hojokin.office.portals.templatetags.texts import told

register = template.Library()


@register.filter
def grant_state(code: str) -> str:
    """Where a grant stands."""
    return told(TABLE.states[code].label)


@register.filter
def batch_state(code: str) -> str:
    """Where a batch of transfers stands."""
    return {
        "made": _("承認待ち"),
        "approved": _("承認済（送信前）"),
        "sent": _("結果待ち"),
        "done": _("完了"),
    }[code]


@register.filter
def payment_state(code: str) -> str:
    """Where one transfer stands."""
    return {
        "prepared": _("準備中"),
        "ordered": _("結果待ち"),
        "paid": _("振込済"),
        "failed": _("振込不能"),
        "taken_out": _("まとまりから外した"),
    }[code]


@register.inclusion_tag("desk/_pages.html", takes_context=True)
def pages_of(context: dict[str, Any], page: Page[Any], name: str = "page", at: str = "") -> dict[str, Any]:
    """The steps to the pages before and after, keeping what else the address says; ``at`` is the list's own address."""

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query[name] = str(number)
        return f"{at}?{query.urlencode()}"

    return {
        "page": page,
        "before": address(page.number - 1) if page.has_previous() else "",
        "after": address(page.number + 1) if page.has_next() else "",
    }
