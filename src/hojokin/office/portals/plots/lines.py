"""Lines (折れ線): points joined where neighbours are known, and a band around them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString

from hojokin.office.portals.plots.axes import ABOVE, HEIGHT, draw_axes, level, middle
from hojokin.office.portals.plots.markup import element, joined
from hojokin.office.portals.plots.values import Band, Plot, Series, told

ACROSS = 1_000  # the band's own width; it is stretched to that of the drawing
DOT = 4


def draw_lines(plot: Plot) -> SafeString:
    """Axes, band, lines and points."""
    band = [_band(plot, plot.band)] if plot.band else []
    return joined([draw_axes(plot), *band, *(_line(plot, each) for each in plot.series)])


def _line(plot: Plot, series: Series) -> SafeString:
    joins = [_join(plot, series, place) for place in range(1, len(plot.labels))]
    dots = [_dot(plot, series, place) for place in range(len(plot.labels))]
    return element("g", *(each for each in [*joins, *dots] if each), class_=f"plot-line-{series.tone}")


def _join(plot: Plot, series: Series, place: int) -> SafeString | None:
    one, other = series.values[place - 1], series.values[place]
    if one is None or other is None:
        return None
    return element(
        "line",
        x1=middle(plot, place - 1),
        y1=level(plot, one),
        x2=middle(plot, place),
        y2=level(plot, other),
    )


def _dot(plot: Plot, series: Series, place: int) -> SafeString | None:
    value = series.values[place]
    if value is None:
        return None
    hint = element("title", f"{plot.labels[place]} {series.label} {told(value, plot.say)}")
    return element("circle", hint, cx=middle(plot, place), cy=level(plot, value), r=DOT)


def _band(plot: Plot, band: Band) -> SafeString:
    """Polygons know no percentages: they are drawn a thousand wide and stretched."""
    polygons = [
        element("polygon", points=" ".join([*upper, *reversed(lower)]), class_="plot-band")
        for upper, lower in _runs(plot, band)
    ]
    box = f"0 0 {ACROSS} {ABOVE + HEIGHT}"
    return element(
        "svg", *polygons, width="100%", height=ABOVE + HEIGHT, viewBox=box, preserveAspectRatio="none"
    )


def _runs(plot: Plot, band: Band) -> Iterator[tuple[list[str], list[str]]]:
    """Stretches of labels whose both ends are known, as points of the upper and of the lower edge."""
    upper: list[str] = []
    lower: list[str] = []
    for place, (low, high) in enumerate(zip(band.lower, band.upper, strict=True)):
        if low is None or high is None:
            if upper:
                yield upper, lower
            upper, lower = [], []
            continue
        x = ACROSS * (2 * place + 1) // (2 * len(plot.labels))
        upper.append(f"{x},{level(plot, high)}")
        lower.append(f"{x},{level(plot, low)}")
    if upper:
        yield upper, lower
