"""Seats in words (担当の名前)."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hojokin.flow.identity import masked
from hojokin.flow.roles import ROLE_LABELS, Role
from hojokin.office.records.models import Seat

register = template.Library()


@register.filter
def role_name(role: str) -> str:
    """The role in the language of the page."""
    return ROLE_LABELS[Role(role)].in_language(get_language() or "ja")


@register.filter
def place(seat: Seat) -> str:
    """The party of a seat, or the office."""
    return seat.party.name if seat.party else _("事務局")


@register.filter
def masked_number(number: str) -> str:
    """A telephone number of which only the end can be read."""
    return masked(number)
