"""Blocks of the figures page (集計の図表): each a sheet for a file, and the same with its plots for the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from hojokin.flow.kinds import FilingKind
from hojokin.flow.ledger import ACCOUNT_LABELS, Account
from hojokin.office.portals.plots.values import UNKNOWN, Figure, Plot, PlotTable, Series
from hojokin.office.portals.secretariat.figure_plots import (
    ages,
    by_age,
    by_kind,
    by_month,
    day_words,
    days,
    short_yen,
)
from hojokin.office.portals.secretariat.sheets import Cell, Sheet
from hojokin.office.portals.secretariat.templatetags.desk_words import role_name
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.figures import budget_figures, durations, reason_lines, state_lines
from hojokin.office.queries.vendor_quality import vendor_lines

MOST = 12  # lines that a page draws and shows; a file has them all
IN_BOOK = (Account.COMMITMENT, Account.SETTLEMENT, Account.PAYMENT, Account.RETURN)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the figures are asked for (集計の条件). ``since`` None: from the beginning."""

    at: datetime
    since: datetime | None
    kind: FilingKind


@dataclass(frozen=True, slots=True)
class Block:
    """One block (集計)."""

    sheet: Sheet
    plots: Sequence[Plot]
    note: str = ""

    def figure(self, code: str) -> Figure:
        """As the page shows it: the first lines of the sheet, and where there are more, a word about that."""
        rows = list(self.sheet.rows)
        note = self.note
        if len(rows) > MOST and code in SHORTENED:
            note = _("%(all)s行のうち、はじめの%(n)s行を示しています。すべてはファイルにあります。") % {
                "all": len(rows),
                "n": MOST,
            }
            rows = rows[:MOST]
        figures = frozenset(
            place for place in range(len(self.sheet.heads)) if any(_is_figure(row[place]) for row in rows)
        )
        table = PlotTable(self.sheet.heads, [[_words(each) for each in row] for row in rows], figures)
        return Figure(
            f"figure-{code}", self.sheet.title, self.plots, table, note, is_titled_above=True, is_folded=True
        )


def cases(asked: Asked) -> Block:
    """Cases by kind, state and age."""
    lines = state_lines(asked.at)
    heads = [_("手続"), _("状態"), _("対応する人"), _("件数"), *ages(), _("いちばん古い日数")]
    rows: list[list[Cell]] = [
        [
            told(each.kind.label),
            told(each.state.label),
            role_name(each.state.turn.value) if each.state.turn else "",
            each.count,
            *each.ages,
            (asked.at - each.oldest).days,
        ]
        for each in lines
    ]
    return Block(Sheet(_("手続ごと・状態ごとの件数"), heads, rows), [by_age(lines), by_kind(lines)])


def returns(asked: Asked) -> Block:
    """Findings by field."""
    lines = reason_lines(asked.since)
    heads = [_("項目"), _("手続"), _("指摘の数"), _("指摘を受けた手続の数")]
    rows: list[list[Cell]] = [
        [told(each.label), told(each.kind.label), each.findings, each.filings] for each in lines
    ]
    shown = lines[:MOST]
    plot = Plot(
        "plot-returns",
        _("指摘の多い項目"),
        _("指摘の数が多い順に並べた横棒。値は下の表にあります。"),
        [f"{told(each.label)}（{told(each.kind.label)}）" for each in shown],
        [Series(_("指摘の数"), [each.findings for each in shown], 1)],
        "{:,}".format,
    )
    return Block(Sheet(_("差戻しの理由"), heads, rows), [plot])


def times(asked: Asked) -> Block:
    """How long the cases of a kind stay in each state."""
    found = durations(asked.kind, asked.since)
    heads = [_("状態"), _("対応する人"), _("件数"), _("中央値（日）"), _("90%がこれ以内（日）")]
    rows: list[list[Cell]] = [
        [
            told(each.state.label),
            role_name(each.state.turn.value) if each.state.turn else "",
            each.spread.count,
            days(each.spread.median),
            days(each.spread.ninetieth),
        ]
        for each in found.lines
    ]
    plot = Plot(
        "plot-times",
        _("状態ごとの日数"),
        _(
            "状態ごとに、次へ進むまでの日数の中央値と、90%がそれ以内に収まる日数を横棒で示します。値は下の表にあります。"
        ),
        [told(each.state.label) for each in found.lines],
        [
            Series(_("中央値"), [each.spread.median for each in found.lines], 1),
            Series(_("90%がこれ以内"), [each.spread.ninetieth for each in found.lines], 2),
        ],
        day_words,
    )
    title = _("%(kind)sが各状態に留まった日数") % {"kind": told(asked.kind.label)}
    return Block(Sheet(title, heads, rows), [plot, by_month(found.months)])


def vendors(asked: Asked) -> Block:
    """What comes back from each vendor."""
    lines = vendor_lines(asked.since)
    heads = [
        _("事業者"),
        _("提出した手続"),
        _("差戻し"),
        _("100件あたりの差戻し"),
        _("不採択・不登録"),
        _("交付決定取消し"),
    ]
    rows: list[list[Cell]] = [
        [each.name, each.filings, each.returns, each.returns_per_hundred, each.rejections, each.cancellations]
        for each in lines
    ]
    shown = lines[:MOST]
    plot = Plot(
        "plot-vendors",
        _("提出100件あたりの差戻し"),
        _("差戻しの割合が高い事業者から順に並べた横棒。値は下の表にあります。"),
        [each.name for each in shown],
        [Series(_("100件あたりの差戻し"), [each.returns_per_hundred for each in shown], 1)],
        "{:,}".format,
    )
    return Block(Sheet(_("支援事業者ごとの不備"), heads, rows), [plot])


def budgets(_asked: Asked) -> Block:
    """Money by round."""
    lines = budget_figures()
    heads = [_("回"), _("予算（円）"), _("交付決定"), _("決定額（円）")]
    heads += [_("%(account)s（円）") % {"account": told(ACCOUNT_LABELS[each])} for each in IN_BOOK]
    rows: list[list[Cell]] = [
        [each.code, each.budget, each.grants, each.decided, *(each.balances.get(one, 0) for one in IN_BOOK)]
        for each in lines
    ]
    drawn = [each for each in lines if each.decided or each.budget]
    plot = Plot(
        "plot-budgets",
        _("予算と決定額"),
        _("締切回ごとの予算と、交付決定した額の横棒。値は下の表にあります。"),
        [each.code for each in drawn],
        [
            Series(_("予算"), [each.budget for each in drawn], 2),
            Series(_("決定額"), [each.decided for each in drawn], 1),
        ],
        short_yen,
    )
    return Block(Sheet(_("締切回ごとの予算と決定額"), heads, rows), [plot])


BLOCKS: Mapping[str, Callable[[Asked], Block]] = {
    "cases": cases,
    "times": times,
    "returns": returns,
    "vendors": vendors,
    "budgets": budgets,
}
SHORTENED = frozenset({"returns", "vendors"})


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal)


def _words(cell: Cell) -> str:
    if cell is None:
        return UNKNOWN
    if isinstance(cell, Decimal):
        return f"{cell:,.1f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
