"""Kept parts (値が同じなら同じ文) of pages: what depends on nothing but the values named is written once for each of them.

``{% kept each=line may_give=flag %}…{% endkept %}`` sees only ``each`` and ``may_give``: what is not named is not there, so that
nothing else can decide what is kept. The values must be hashable, equal only where they read alike. Most of a long list is the
same when it is opened again; writing its lines anew was most of what such a page took.
"""

from __future__ import annotations

from django.template import Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 4_000  # texts of one part; then all of them are forgotten. Ours: some 4 MB

register = Library()


@register.tag
def kept(parser: Parser, token: Token) -> Node:
    """A part of a template and the values that it is written from."""
    _name, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits or not values:
        raise TemplateSyntaxError("kept takes name=value, at least one")
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptPart(values, inside)


class KeptPart(Node):
    """A part with its texts as far as they were asked for."""

    child_nodelists = ("inside",)

    def __init__(self, values: dict[str, FilterExpression], inside: NodeList) -> None:
        self._values = values
        self.inside = inside
        self._told: dict[object, SafeString] = {}

    @property
    def kept(self) -> int:
        """How many texts are kept now."""
        return len(self._told)

    def render(self, context: Context) -> SafeString:
        """The text for these values in the language of the page."""
        values = {name: each.resolve(context) for name, each in self._values.items()}
        # A text that is marked as safe equals the same text that is not; 1 equals True.
        key = (get_language(), *((type(each), each) for each in values.values()))
        told = self._told.get(key)
        if told is None:
            told = self.inside.render(context.new(values))
            if len(self._told) >= MOST:
                self._told.clear()
            self._told[key] = told
        return told
