"""Lying bars (横棒): each label above its bars, so that long names stay readable on a narrow screen."""

from __future__ import annotations

from django.utils.safestring import SafeString

from hojokin.office.portals.plots.markup import element, joined, text
from hojokin.office.portals.plots.scales import share
from hojokin.office.portals.plots.values import Plot, Series, told

LABEL, BAR, GAP, AFTER = 20, 16, 3, 12  # pixels
LONGEST = "70%"  # of a bar; the rest is for the figure behind it


def bars_height(plot: Plot) -> int:
    """Height of the drawing."""
    return len(plot.labels) * _row(plot)


def draw_bars(plot: Plot) -> SafeString:
    """The rows from the top."""
    return joined([_label(plot, place) for place in range(len(plot.labels))])


def _row(plot: Plot) -> int:
    return LABEL + len(plot.series) * (BAR + GAP) + AFTER


def _label(plot: Plot, place: int) -> SafeString:
    y = place * _row(plot)
    name = text(plot.labels[place], 0, y + LABEL - 6, class_="plot-label")
    bars = [_bar(plot, each, place, y + LABEL + n * (BAR + GAP)) for n, each in enumerate(plot.series)]
    return joined(
        [name, element("svg", *bars, x=0, y=0, width=LONGEST, height=bars_height(plot), overflow="visible")]
    )


def _bar(plot: Plot, series: Series, place: int, y: int) -> SafeString:
    value = series.values[place]
    wide = share(value or 0, plot.top or plot.highest)
    label = told(value, plot.say)
    hint = element("title", f"{plot.labels[place]} {series.label} {label}")
    bar = element("rect", hint, x=0, y=y, width=wide, height=BAR, rx=2, class_=f"plot-{series.tone}")
    return joined([bar, text(label, wide, y + BAR - 3, dx=6, class_="plot-figure")])
