"""Figures of the results page (採択結果の図): for each track its years beside each other, on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hojokin.office.portals.plots.values import UNKNOWN, Figure, Plot, PlotTable, Series, Shape, told
from hojokin.office.portals.public.choices import track_name
from hojokin.office.queries.results import Origin, ResultLine
from hojokin.rules.reference.reading import Confidence

APPLIED, GRANTED = 2, 1  # tones
WHOLE = 1_000  # tenths of a percent
type Year = tuple[int, Origin]


def figures_of(lines: Sequence[ResultLine]) -> list[tuple[str, Figure]]:
    """Code and figure of every track among the lines."""
    tracks = list(dict.fromkeys(each.track for each in lines))
    return [(track, _figure(track, [each for each in lines if each.track == track])) for track in tracks]


def rate_words(tenths: int) -> str:
    """507 → 50.7%."""
    return f"{tenths // 10}.{tenths % 10}%"


def source_words(line: ResultLine) -> str:
    """Where a line comes from, as people read it."""
    if line.origin is Origin.OFFICE:
        return _("この事務局の集計")
    return {
        Confidence.OFFICIAL.value: _("公式の発表"),
        Confidence.QUOTED.value: _("公式の発表の引用"),
        Confidence.SECONDARY.value: _("民間の記事"),
        Confidence.INFERRED.value: _("ほかの数からの計算"),
    }.get(line.confidence, line.confidence)


def _figure(track: str, lines: Sequence[ResultLine]) -> Figure:
    years = list(dict.fromkeys((each.year, each.origin) for each in lines))
    name = track_name(track)
    counts = [_counts(track, name, year, lines) for year in years]
    rates = [_rates(track, name, lines, years)]
    title = _("%(track)sの申請数・交付決定数・交付決定の割合") % {"track": name}
    note = (
        _("この事務局の件数の図は、目盛りがほかの年と異なります。")
        if len({each.origin for each in lines}) > 1
        else ""
    )
    return Figure(f"plot-{track}", title, [*counts, *rates], _table(lines), note, is_titled_above=True)


def _counts(track: str, name: str, year: Year, lines: Sequence[ResultLine]) -> Plot:
    own = {each.round_number: each for each in lines if (each.year, each.origin) == year}
    rounds = range(1, max(own) + 1)
    asked = {"track": name, "year": _year_words(year)}
    # One office's few applications beside those of the whole country would not be seen on their scale.
    beside = [each for each in lines if each.origin is year[1]]
    top = max([1, *(max(each.applications or 0, each.grants or 0) for each in beside)])
    return Plot(
        f"plot-{track}-{year[0]}-{year[1].value}",
        _("申請と交付決定の件数 %(year)s") % asked,
        _("%(track)s、%(year)sの、回ごとの申請数と交付決定数。値は下の表にあります。") % asked,
        [str(number) for number in rounds],
        [
            Series(_("申請"), [own[n].applications if n in own else None for n in rounds], APPLIED),
            Series(_("交付決定"), [own[n].grants if n in own else None for n in rounds], GRANTED),
        ],
        "{:,}".format,
        Shape.COLUMNS,
        _("回"),
        top,
    )


def _rates(track: str, name: str, lines: Sequence[ResultLine], years: Sequence[Year]) -> Plot:
    last = max(each.round_number for each in lines)
    known = {(each.year, each.origin, each.round_number): each.rate_tenths_percent for each in lines}
    series = [
        Series(
            _year_words(year),
            [known.get((*year, number)) for number in range(1, last + 1)],
            1 + place % 4,
        )
        for place, year in enumerate(years)
    ]
    return Plot(
        f"plot-{track}-rate",
        _("交付決定の割合"),
        _("%(track)sの、回ごとの交付決定の割合を年ごとの折れ線で示します。値は下の表にあります。")
        % {"track": name},
        [str(number) for number in range(1, last + 1)],
        series,
        lambda tenths: f"{tenths // 10}%",
        Shape.LINES,
        _("回"),
        WHOLE,
    )


def _table(lines: Sequence[ResultLine]) -> PlotTable:
    heads = [_("年と回"), _("申請"), _("交付決定"), _("割合"), _("出所")]
    rows = [
        [
            _("%(year)s年 第%(n)s回") % {"year": each.year, "n": each.round_number},
            told(each.applications, "{:,}".format),
            told(each.grants, "{:,}".format),
            UNKNOWN if each.rate_tenths_percent is None else rate_words(each.rate_tenths_percent),
            source_words(each),
        ]
        for each in lines
    ]
    return PlotTable(heads, rows, frozenset({1, 2, 3}))


def _year_words(year: Year) -> str:
    told_of = {"year": year[0]}
    return (
        _("%(year)s年") % told_of if year[1] is Origin.PUBLISHED else _("%(year)s年（この事務局）") % told_of
    )
