"""Plots of the figures page (集計の図), and how its figures read in a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hojokin.flow.durations import Spread
from hojokin.flow.kinds import FilingKind
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office.portals.plots.values import Band, Plot, Series, Shape
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.figures import AGES, StateLine

MOST_MONTHS = 12
TENTHS = 10  # of a day
TEN_THOUSAND = 10_000


def by_age(lines: Sequence[StateLine]) -> Plot:
    """The cases that wait, by how long they have."""
    sides = [(_("事務局"), SECRETARIAT, 1), (_("申請者・事業者"), PARTIES, 2)]
    series = [
        Series(
            name,
            [
                sum(each.ages[place] for each in lines if each.state.turn in roles)
                for place in range(len(AGES) + 1)
            ],
            tone,
        )
        for name, roles, tone in sides
    ]
    return Plot(
        "plot-ages",
        _("いまの状態になってからの日数"),
        _("対応を待つ手続の件数を、待っている日数で分けた横棒。値は下の表にあります。"),
        ages(),
        series,
        "{:,}".format,
    )


def by_kind(lines: Sequence[StateLine]) -> Plot:
    """The cases that wait, by kind."""
    kinds = list(
        {each.kind.code: each.kind for each in lines if each.state.turn in SECRETARIAT | PARTIES}.values()
    )
    sides = [(_("事務局"), SECRETARIAT, 1), (_("申請者・事業者"), PARTIES, 2)]

    def counted(kind: FilingKind, roles: frozenset[Role]) -> int:
        return sum(each.count for each in lines if each.kind.code == kind.code and each.state.turn in roles)

    return Plot(
        "plot-kinds",
        _("対応を待つ手続"),
        _("対応を待つ手続の件数を、手続の種類ごとに示した横棒。値は下の表にあります。"),
        [told(each.label) for each in kinds],
        [Series(name, list(map(partial(counted, roles=roles), kinds)), tone) for name, roles, tone in sides],
        "{:,}".format,
    )


def by_month(months: Mapping[date, Spread]) -> Plot:
    """How long cases waited at the office, by the month in which they left it."""
    shown = sorted(months.items())[-MOST_MONTHS:]
    median = [each.median for _month, each in shown]
    return Plot(
        "plot-months",
        _("事務局での日数の推移"),
        _("事務局の対応にかかった日数の月ごとの中央値を折れ線で、90%が収まる範囲を帯で示します。"),
        [str(month.month) for month, _spread in shown],
        [Series(_("中央値"), median, 1)],
        day_words,
        Shape.LINES,
        _("月"),
        band=Band(_("90%がこれ以内"), median, [each.ninetieth for _month, each in shown]),
    )


def ages() -> list[str]:
    """The classes of age."""
    edges = [0, *AGES]
    classes = [
        _("%(first)s～%(last)s日") % {"first": before + 1 if before else 0, "last": last}
        for before, last in pairwise(edges)
    ]
    return [*classes, _("%(n)s日より前から") % {"n": AGES[-1]}]


def days(tenths: int) -> Decimal:
    """Tenths of a day as days to one decimal."""
    return Decimal(tenths) / 10


def day_words(number: int) -> str:
    """35 tenths → 3.5日, 30 → 3日; in English 3.5 days, and 1 day for exactly one."""
    whole, rest = divmod(number, TENTHS)
    words = ngettext("%(n)s日", "%(n)s日", 1 if number == TENTHS else 2)
    return words % {"n": f"{whole}.{rest}" if rest else f"{whole:,}"}


def short_yen(amount: int) -> str:
    """12,345,678 → 1,234万円: for a picture; the table has every yen."""
    if amount and amount % TEN_THOUSAND == amount:
        return _("%(n)s円") % {"n": f"{amount:,}"}
    return _("%(n)s万円") % {"n": f"{amount // TEN_THOUSAND:,}"}
