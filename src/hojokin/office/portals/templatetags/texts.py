"""Texts (二言語の文): a text that carries both languages, in the language of the page."""

from __future__ import annotations

from django import template

from hojokin.office.portals.templatetags.words import in_english
from hojokin.rules.engine.facts import Text

register = template.Library()


@register.filter
def told(text: Text) -> str:
    """The text in the language of the page."""
    return text.in_language("en" if in_english() else "ja")
