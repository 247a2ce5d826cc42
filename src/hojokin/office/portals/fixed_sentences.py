"""Fixed sentences (決まった文) of templates: Django's ``i18n`` tags, where a sentence that never changes is looked up once a language.

A list of fifty lines asks for the same few words hundreds of times; the lookups were a good part of what such a page took.
"""

from __future__ import annotations

from django.template import Library, Node
from django.template.base import Parser, Token, Variable
from django.template.context import Context
from django.templatetags import i18n
from django.utils.translation import get_language

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class FixedSentence(Node):
    """A sentence with its translations as far as they were asked for."""

    child_nodelists = ()

    def __init__(self, asked: i18n.TranslateNode) -> None:
        self._asked = asked
        self._told: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """In the language of the page."""
        language = get_language()
        told = self._told.get(language)
        if told is None:
            told = self._told[language] = self._asked.render(context)
        return told


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """Django's tag, kept where it names a plain sentence."""
    node = i18n.do_translate(parser, token)
    return FixedSentence(node) if _is_fixed(node) else node


def _is_fixed(node: i18n.TranslateNode) -> bool:
    said = node.filter_expression
    has_more = said.filters or node.noop or node.asvar or node.message_context
    return not has_more and isinstance(said.var, Variable) and said.var.literal is not None
