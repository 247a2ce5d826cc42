"""Words of the desk (事務局の言葉) in the language of the page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hojokin.flow.roles import ROLE_LABELS, Role
from hojokin.office.catalogue.codes import TRACK_LABELS, VendorState
from hojokin.office.portals.secretariat.desk import DeskPage, desk_pages
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.portals.templatetags.words import day, in_english
from hojokin.office.queries.watching import label_of
from hojokin.office.records.actor import Actor
from hojokin.rules.engine.facts import Text

register = template.Library()


@register.filter
def say(text: Text | None) -> str:
    """A text of the programme; nothing where there is none."""
    return told(text) if text is not None else ""


@register.filter
def role_name(code: str) -> str:
    """審査担当 for ``reviewer``; nothing at the end of a filing."""
    return told(ROLE_LABELS[Role(code)]) if code else ""


@register.filter
def track_name(code: str) -> str:
    """通常枠 for ``normal``."""
    return told(TRACK_LABELS[code]) if code in TRACK_LABELS else code


@register.filter
def moment_to_second(at: datetime) -> str:
    """2026年8月25日（火）17:00:00 in Japanese time, for what is judged to the second."""
    local = timezone.localtime(at)
    return (
        f"{day(local.date())}, {local:%H:%M:%S} JST"
        if in_english()
        else f"{day(local.date())}{local:%H:%M:%S}"
    )


@register.filter
def vendor_state(code: str) -> str:
    """Where a vendor's registration stands, in words."""
    return {
        VendorState.DRAFT.value: _("審査前"),
        VendorState.PROVISIONAL.value: _("仮登録"),
        VendorState.RETURNED.value: _("差戻し中"),
        VendorState.REJECTED.value: _("不登録"),
        VendorState.REGISTERED.value: _("登録済み"),
        VendorState.DEREGISTERED.value: _("登録取消し"),
    }.get(code, code)


@register.filter
def what_was_down(what: str) -> str:
    """What was down in an outage, as it was noted."""
    return told(label_of(what))


@register.filter
def left_words(days: int) -> str:
    """あと3日, 今日まで, 2日超過."""
    if days == 0:
        return _("今日まで")
    if days < 0:
        return ngettext("%(n)s日超過", "%(n)s日超過", -days) % {"n": -days}
    return ngettext("あと%(n)s日", "あと%(n)s日", days) % {"n": days}


@register.filter
def is_given_to_another(assigned_to: str | None, me: str) -> bool:
    """Whether somebody else is in charge."""
    return bool(assigned_to) and assigned_to != me


@register.filter
def age_words(days: int) -> str:
    """3日, or 今日 on the first day."""
    return ngettext("%(n)s日", "%(n)s日", days) % {"n": days} if days > 0 else _("今日")


@register.simple_tag(takes_context=True)
def desk_navigation(context: dict[str, Any]) -> tuple[DeskPage, ...]:
    """The pages of the seat that is taken."""
    actor: Actor = context["request"].actor
    return desk_pages(actor.role, context["request"].path)
