"""Standing columns (縦棒): the series of a label beside each other."""

from __future__ import annotations

from django.utils.safestring import SafeString

from hojokin.office.portals.plots.axes import ABOVE, HEIGHT, draw_axes, level, middle
from hojokin.office.portals.plots.markup import element, joined, text
from hojokin.office.portals.plots.scales import share
from hojokin.office.portals.plots.values import UNKNOWN, Plot, Series, told

PARTS, EMPTY = 12, 1  # a label's share of the width in parts; those left empty on either side
FEW = 4  # below as many labels, columns keep the width that they have among these: one alone would be a block


def draw_columns(plot: Plot) -> SafeString:
    """Axes and columns."""
    labels = [_label(plot, place) for place in range(len(plot.labels))]
    return joined([draw_axes(plot), *labels])


def _label(plot: Plot, place: int) -> SafeString:
    """The columns of a label; one sign where none of them is known."""
    if all(each.values[place] is None for each in plot.series):
        return _unknown(middle(plot, place))
    return joined([_column(plot, each, n, place) for n, each in enumerate(plot.series)])


def _column(plot: Plot, series: Series, n: int, place: int) -> SafeString:
    value, count = series.values[place], len(plot.series)
    shares, labels = max(len(plot.labels), FEW), len(plot.labels)
    whole, wide = 2 * labels * PARTS * count * shares, 2 * (PARTS - 2 * EMPTY) * labels
    left = whole // labels * place + (whole // labels - count * wide) // 2 + n * wide
    if value is None:
        return _unknown(share(2 * left + wide, 2 * whole))
    y = level(plot, value)
    hint = element("title", f"{plot.labels[place]} {series.label} {told(value, plot.say)}")
    return element(
        "rect",
        hint,
        x=share(left, whole),
        y=y,
        width=share(wide, whole),
        height=ABOVE + HEIGHT - y,
        class_=f"plot-{series.tone}",
    )


def _unknown(x: str) -> SafeString:
    return text(UNKNOWN, x, ABOVE + HEIGHT - 6, text_anchor="middle", class_="plot-axis")
