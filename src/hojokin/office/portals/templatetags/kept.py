"""Kept parts (値が同じなら同じ文) of pages: what depends on nothing but the values named is written once for each of them.

``{% kept each=line may_give=flag %}…{% endkept %}`` sees only ``each`` and ``may_give``: what is not named is not there, so that
nothing else can decide what is kept. The values must be hashable, equal only where they read alike. Most of a long list is the
same when it is opened again; writing its lines anew was most of what such a page took.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, NoReturn
from weakref import WeakSet

from django.db import connection
from django.template import Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 4_000  # texts of one part; then all of them are forgotten. Ours: some 4 MB

MOST_WHOLE = 300  # texts of one part, the newest. Ours: 14 MB for the bodies of so many case pages

register = Library()
_PARTS: WeakSet[KeptPart | KeptWhole] = WeakSet()


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
        _PARTS.add(self)

    def forget(self) -> None:
        """As if nothing had been written yet."""
        self._told.clear()

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


@register.tag
def kept_while(parser: Parser, token: Token) -> Node:
    """``{% kept_while digest case=case %}…{% endkept_while %}``: written once for each digest of everything it tells of.

    For what follows from too much to be named value by value. It too sees only what is named; and while it is written,
    nothing can be asked of the database that the digest does not know of.
    """
    _name, digest, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits or not values:
        raise TemplateSyntaxError("kept_while takes a digest and name=value, at least one")
    inside = parser.parse(("endkept_while",))
    parser.delete_first_token()
    return KeptWhole(parser.compile_filter(digest), values, inside)


class KeptWhole(Node):
    """A part with its newest texts, by digest."""

    child_nodelists = ("inside",)

    def __init__(
        self, digest: FilterExpression, values: dict[str, FilterExpression], inside: NodeList
    ) -> None:
        self._digest, self._values = digest, values
        self.inside = inside
        self._told: dict[object, SafeString] = {}
        self._making_room = Lock()
        _PARTS.add(self)

    def forget(self) -> None:
        """As if nothing had been written yet."""
        with self._making_room:
            self._told.clear()

    def render(self, context: Context) -> SafeString:
        """The text for this digest in the language of the page. Raises RuntimeError when it asks the database."""
        digest = self._digest.resolve(context)
        key = (get_language(), tuple(digest) if isinstance(digest, list) else digest)
        told = self._told.get(key)
        if told is None:
            values = {name: each.resolve(context) for name, each in self._values.items()}
            with connection.execute_wrapper(_refused):
                told = self.inside.render(context.new(values))
            with self._making_room:
                while len(self._told) >= MOST_WHOLE:
                    del self._told[next(iter(self._told))]
                self._told[key] = told
        return told


def forget_parts() -> None:
    """As if no page had been written yet."""
    for each in _PARTS:
        each.forget()


def _refused(_execute: Callable[..., Any], sql: str, *_more: object) -> NoReturn:
    raise RuntimeError(f"a kept part asks the database for what its digest does not know: {sql}")
