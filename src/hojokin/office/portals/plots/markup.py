"""Markup (SVGの記述): elements with escaped texts and attributes; nothing of a value ever reaches the page raw."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def element(name: str, *inside: SafeString | str, **attributes: str | int) -> SafeString:
    """An element; ``text_anchor`` becomes text-anchor and ``class_`` class."""
    named = [(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value != ""]
    told = format_html_join("", ' {}="{}"', named)
    return format_html("<{}{}>{}</{}>", SafeString(name), told, joined(inside), SafeString(name))


def joined(pieces: tuple[SafeString | str, ...] | list[SafeString]) -> SafeString:
    """Pieces in a row; plain texts among them are escaped."""
    return format_html_join("", "{}", ((each,) for each in pieces))


def text(content: str, x: str | int, y: int, **attributes: str | int) -> SafeString:
    """A line of text."""
    return element("text", content, x=x, y=y, **attributes)
