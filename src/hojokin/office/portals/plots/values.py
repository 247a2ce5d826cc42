"""Values of a plot (図の値): what is drawn and what stands in the table beneath; whole numbers, None where unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

type Say = Callable[[int], str]
UNKNOWN = "–"


class Shape(StrEnum):
    """How values are drawn (図の形)."""

    BARS = "bars"  # lying, with the label above: for names
    COLUMNS = "columns"  # standing: for rounds and years
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """One series (系列), a value for each label. ``tone`` chooses its colour, 1 to 4, the same in all plots of a page."""

    label: str
    values: Sequence[int | None]
    tone: int


@dataclass(frozen=True, slots=True)
class Band:
    """Band around a line (幅): from and to, for each label."""

    label: str
    lower: Sequence[int | None]
    upper: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class PlotTable:
    """The figures as a table (図の表). The first cell of a row is its head; ``figures`` are the columns set to the right."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot (図). ``code`` begins the ids in the page; ``said`` is its text alternative, ``axis`` what the labels are.

    ``top`` fixes the upper end of the scale, so that plots beside each other can be compared.
    """

    code: str
    title: str
    said: str
    labels: Sequence[str]
    series: Sequence[Series]
    say: Say
    shape: Shape = Shape.BARS
    axis: str = ""
    top: int | None = None
    band: Band | None = None

    @property
    def highest(self) -> int:
        """The largest value, at least one."""
        rows = [*(each.values for each in self.series), *((self.band.upper,) if self.band else ())]
        return max((value for row in rows for value in row if value is not None), default=1) or 1

    @property
    def key(self) -> Sequence[Series]:
        """The series as the key names them; a single one needs none."""
        return self.series if len(self.series) > 1 or self.band else []

    @property
    def is_of_lines(self) -> bool:
        """Whether the key shows lines."""
        return self.shape is Shape.LINES

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no value, or only zeros."""
        return not any(value for each in self.series for value in each.values)


@dataclass(frozen=True, slots=True)
class Figure:
    """Figure (図表): one or several plots beside each other, and one table beneath."""

    code: str
    title: str
    plots: Sequence[Plot]
    table: PlotTable
    note: str = ""
    is_titled_above: bool = False  # a heading of the page says the title already
    is_folded: bool = False  # the table opens on demand

    @property
    def drawn(self) -> Sequence[Plot]:
        """The plots that show anything."""
        return [each for each in self.plots if not each.is_empty]


def one(plot: Plot, head: str, note: str = "") -> Figure:
    """A figure of one plot with a table of exactly its values; ``head`` names the labels."""
    return Figure(plot.code, plot.title, [plot], table_of(plot, head), note)


def table_of(plot: Plot, head: str) -> PlotTable:
    """The values of a plot as a table: a row for each label, a column for each series and for the band's ends."""
    columns = [(each.label, each.values) for each in plot.series]
    if plot.band is not None:
        columns += [(f"{plot.band.label} ↓", plot.band.lower), (f"{plot.band.label} ↑", plot.band.upper)]
    rows = [
        [label, *(told(values[place], plot.say) for _name, values in columns)]
        for place, label in enumerate(plot.labels)
    ]
    return PlotTable([head, *(name for name, _ in columns)], rows, frozenset(range(1, len(columns) + 1)))


def told(value: int | None, say: Say) -> str:
    """A value in words, or the sign for an unknown one."""
    return UNKNOWN if value is None else say(value)
