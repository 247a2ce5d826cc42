"""Axes (軸): lines across with their figures at the left, and the labels beneath."""

from __future__ import annotations

from django.utils.safestring import SafeString

from hojokin.office.portals.plots.markup import element, joined, text
from hojokin.office.portals.plots.scales import height_of, share, ticks
from hojokin.office.portals.plots.values import Plot

HEIGHT, ABOVE, BELOW, AXIS = 180, 12, 22, 18  # pixels: the field, room above it, labels, name of the axis


def field_height(plot: Plot) -> int:
    """Height of the whole drawing."""
    return ABOVE + HEIGHT + BELOW + (AXIS if plot.axis else 0)


def top_of(plot: Plot) -> int:
    """The upper end of the scale: the highest tick."""
    return ticks(plot.top or plot.highest)[-1]


def level(plot: Plot, value: int) -> int:
    """Where a value stands, in pixels from the top of the drawing."""
    return ABOVE + HEIGHT - height_of(value, top_of(plot), HEIGHT)


def draw_axes(plot: Plot) -> SafeString:
    """Everything but the values."""
    lines = [_tick(plot, each) for each in ticks(plot.top or plot.highest)]
    labels = [
        text(each, middle(plot, place), ABOVE + HEIGHT + 16, text_anchor="middle", class_="plot-label")
        for place, each in enumerate(plot.labels)
    ]
    name = text(plot.axis, "50%", field_height(plot) - 4, text_anchor="middle", class_="plot-axis")
    return joined([*lines, *labels, *([name] if plot.axis else [])])


def middle(plot: Plot, place: int) -> str:
    """Where the middle of a label's share of the width is."""
    return share(2 * place + 1, 2 * len(plot.labels))


def _tick(plot: Plot, value: int) -> SafeString:
    y = level(plot, value)
    kind = "plot-grid" if value else "plot-base"
    line = element("line", x1=0, x2="100%", y1=y, y2=y, class_=kind)
    # The figures stand in the padding that the stylesheet gives the drawing.
    return joined([line, text(plot.say(value), -8, y + 4, text_anchor="end", class_="plot-axis")])
