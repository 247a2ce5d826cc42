"""Drawing (作図): a plot as one SVG picture with its title and its text alternative."""

from __future__ import annotations

from django.utils.safestring import SafeString

from hojokin.office.portals.plots.axes import field_height
from hojokin.office.portals.plots.bars import bars_height, draw_bars
from hojokin.office.portals.plots.columns import draw_columns
from hojokin.office.portals.plots.lines import draw_lines
from hojokin.office.portals.plots.markup import element
from hojokin.office.portals.plots.values import Plot, Shape

DRAWN = {
    Shape.BARS: (draw_bars, bars_height),
    Shape.COLUMNS: (draw_columns, field_height),
    Shape.LINES: (draw_lines, field_height),
}


def svg_of(plot: Plot) -> SafeString:
    """The picture. It is as wide as its place; texts keep their size, so that it is readable on any screen."""
    draw, height = DRAWN[plot.shape]
    named = f"{plot.code}-title", f"{plot.code}-said"
    return element(
        "svg",
        element("title", plot.title, id=named[0]),
        element("desc", plot.said, id=named[1]),
        draw(plot),
        class_=f"plot plot-{plot.shape.value}",
        role="img",
        width="100%",
        height=height(plot),
        aria_labelledby=" ".join(named),
    )
