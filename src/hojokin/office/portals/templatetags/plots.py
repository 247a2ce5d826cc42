"""Plots (図) in templates: ``{% plot figure %}`` sets the pictures, their key and the table beneath."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from hojokin.office.portals.plots.drawing import svg_of
from hojokin.office.portals.plots.values import Figure, Plot

register = template.Library()


@register.inclusion_tag("partials/plot.html")
def plot(figure: Figure) -> dict[str, Any]:
    """A figure; without anything to draw, its table alone."""
    columns = list(enumerate(figure.table.heads))
    rows = [
        [
            (head, place in figure.table.figures, cell)
            for (place, head), cell in zip(columns, row, strict=True)
        ]
        for row in figure.table.rows
    ]
    heads = [(head, place in figure.table.figures) for place, head in columns]
    return {"figure": figure, "heads": heads, "rows": rows}


@register.filter
def picture(drawn: Plot) -> SafeString:
    """The SVG of one plot."""
    return svg_of(drawn)
