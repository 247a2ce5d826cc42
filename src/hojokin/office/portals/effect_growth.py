"""Growth as a figure (効果の推移の図): promised and reported, year by year, with the table beneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from hojokin.flow.growth_report import Figures, GrowthYear
from hojokin.office.portals.plots.values import UNKNOWN, Figure, Plot, PlotTable, Series, Shape
from hojokin.office.portals.templatetags.words import yen
from hojokin.office.queries.effect_growth import Growth

TENTHS = 10

type Reading = Callable[[Figures], int | None]


def growth_figure(growth: Growth) -> Figure:
    """Productivity and total pay as two plots, and all of it as a table."""
    plots = [
        _plot("growth-hour", _("労働生産性（1時間当たりの付加価値額）"), growth, _an_hour),
        _plot("growth-pay", _("給与支給総額"), growth, lambda each: each.total_pay),
    ]
    title = _("計画と報告の推移")
    note = _("計画は申請のときの事業計画、報告は効果報告の数値です。成長率は基準年からの年平均です。")
    return Figure("growth", title, plots, _table(growth), note, is_titled_above=True)


def _plot(code: str, title: str, growth: Growth, reading: Reading) -> Plot:
    promised = [reading(growth.base), *(reading(each.promised) for each in growth.years)]
    reported = [reading(growth.base), *(reading(each.reported) for each in growth.years)]
    told = [
        _("%(year)s：計画 %(promised)s、報告 %(reported)s")
        % {"year": label, "promised": _said(plan), "reported": _said(now)}
        for label, plan, now in zip(_labels(growth), promised, reported, strict=True)
    ]
    return Plot(
        code,
        title,
        f"{title}{_('：')}{_('、').join(told)}",
        _labels(growth),
        [Series(_("計画"), promised, 2), Series(_("報告"), reported, 1)],
        yen,
        Shape.LINES,
    )


def _table(growth: Growth) -> PlotTable:
    heads = [
        _("年"),
        _("労働生産性（計画 / 報告）"),
        _("年平均成長率（計画 / 報告）"),
        _("給与支給総額（計画 / 報告）"),
    ]
    base = growth.base
    first = [_("基準年"), _said(_an_hour(base)), UNKNOWN, _said(base.total_pay)]
    rows = [
        first,
        *(_row(label, each) for label, each in zip(_labels(growth)[1:], growth.years, strict=True)),
    ]
    return PlotTable(heads, rows, frozenset(range(1, len(heads))))


def _row(label: str, year: GrowthYear) -> Sequence[str]:
    return [
        label,
        f"{_said(_an_hour(year.promised))} / {_said(_an_hour(year.reported))}",
        f"{_percent(year.promised_growth)} / {_percent(year.reported_growth)}",
        f"{_said(year.promised.total_pay)} / {_said(year.reported.total_pay)}",
    ]


def _labels(growth: Growth) -> list[str]:
    return [_("基準年"), *(_("%(n)s年目") % {"n": each.plan_year} for each in growth.years)]


def _an_hour(figures: Figures) -> int | None:
    return None if figures.productivity is None else int(figures.productivity)


def _said(value: int | None) -> str:
    return UNKNOWN if value is None else yen(value)


def _percent(tenths: int | None) -> str:
    if tenths is None:
        return UNKNOWN
    sign, size = ("-" if tenths < 0 else ""), abs(tenths)
    return f"{sign}{size // TENTHS}.{size % TENTHS}%"
