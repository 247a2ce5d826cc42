"""Addresses (ページのアドレス): those of the site's pages, each found once, for Python and for ``{% url %}`` in templates.

A page names some fifty of them, and Django goes through all patterns for each.
"""

from __future__ import annotations

from functools import lru_cache
from typing import override

from django.template import Library
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

MOST = 16_384  # the newest. Ours: 5 MB

register = Library()


def address(name: str, /, *arguments: object, **named: object) -> str:
    """The address of a page in the language of this one, by its arguments or by their names. Raises NoReverseMatch."""
    return _found(get_language(), get_script_prefix(), name, *arguments, **named)


@lru_cache(maxsize=MOST, typed=True)
def _found(_language: str | None, _prefix: str, name: str, /, *arguments: object, **named: object) -> str:
    return reverse(name, args=arguments, kwargs=named)


class KeptAddress(URLNode):
    """``{% url name … %}`` with nothing but places in it (アドレスのタグ)."""

    @override
    def render(self, context: Context) -> str:
        """The address."""
        found = address(self.view_name.resolve(context), *(each.resolve(context) for each in self.args))
        return conditional_escape(found) if context.autoescape else found


@register.tag("url")
def url(parser: Parser, token: Token) -> URLNode:
    """Django's tag, kept where it has no names and fills no variable: what is not there must then be told."""
    node = django_url(parser, token)
    if node.kwargs or node.asvar:
        return node
    return KeptAddress(node.view_name, node.args, node.kwargs, node.asvar)
