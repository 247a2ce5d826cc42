"""Turns and days (だれの番か・残り日数) of a worklist, in the language of the page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hojokin.flow.roles import ROLE_LABELS, SECRETARIAT, Role
from hojokin.office.portals.cases.rail import main_way
from hojokin.office.portals.said import page_language
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.own_applications import track_name
from hojokin.office.queries.worklists import Line

register = template.Library()


@register.filter
def whose(role: Role | None) -> str:
    """A role as a party reads it: the office is one."""
    if role is None:
        return ""
    return _("事務局") if role in SECRETARIAT else told(ROLE_LABELS[role])


@register.filter
def left(line: Line) -> str:
    """How many days are left, or since when it is late."""
    days = line.days_left
    if days is None or line.state.turn is None:
        return ""
    if days < 0:
        return ngettext("%(n)s日過ぎています", "%(n)s日過ぎています", -days) % {"n": -days}
    if days == 0:
        return _("今日まで")
    return ngettext("あと%(n)s日", "あと%(n)s日", days) % {"n": days}


@register.filter
def track_label(code: str) -> str:
    """The name of a track; nothing for a filing of none."""
    return track_name(code, page_language())


@register.filter
def how_urgent(line: Line) -> str:
    """Class of the chip that says the days: bad when late or today, unsure within a week."""
    if line.days_left is None or not line.is_mine:
        return ""
    return "bad" if line.days_left <= 0 else "unsure" if line.days_left <= SOON else ""


@register.filter
def ended_well(line: Line) -> bool:
    """Whether a filing has reached the end of its main way; a refusal or a withdrawal ends beside it."""
    return line.state.turn is None and line.state.code in main_way(line.kind.table)


SOON = 7  # days; our own
