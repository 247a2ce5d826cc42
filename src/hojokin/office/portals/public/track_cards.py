"""Track cards (申請枠の説明): a rulebook's numbers, conditions and changes in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hojokin.office.portals.public.choices import category_name, track_name
from hojokin.office.portals.public.outcomes import Told, mark_of
from hojokin.office.portals.templatetags.words import in_english
from hojokin.office.queries.tracks import ChangedNumber, TrackFacts
from hojokin.rules.answers import percent
from hojokin.rules.engine.exact import Limit
from hojokin.rules.engine.facts import UNITS
from hojokin.rules.engine.loading import Block, Value
from hojokin.rules.question import CostCategory, TrackCode


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number, or a few that stand together."""

    label: str
    values: Sequence[tuple[str, str]]
    clause: str
    mark: str

    @property
    def single(self) -> str:
        """The value, when there is only one."""
        return self.values[0][1] if len(self.values) == 1 else ""


@dataclass(frozen=True, slots=True)
class Change:
    """A number that changed since the year before."""

    label: str
    before: str
    after: str
    clause: str


@dataclass(frozen=True, slots=True)
class TrackCard:
    """A track as its card tells it."""

    track: TrackFacts

    @property
    def name(self) -> str:
        """Name of the track."""
        return track_name(self.track.code)

    @property
    def purpose(self) -> str:
        """What the track is for, in one sentence."""
        purposes = {
            TrackCode.NORMAL: _(
                "販売、会計、人事など、仕事を効率よくするソフトウェアを導入するときの枠です。"
            ),
            TrackCode.INVOICE: _(
                "インボイス制度に対応した会計・受発注・決済のソフトウェアと、そのためのパソコンやレジの枠です。"
            ),
            TrackCode.ELECTRONIC_TRANSACTION: _(
                "発注する側の会社が、取引先に無料で使ってもらう受発注ソフトウェアの枠です。"
            ),
            TrackCode.SECURITY: _(
                "登録された見守りサービス（サイバーセキュリティお助け隊サービス）の利用料の枠です。"
            ),
            TrackCode.CONSORTIUM: _("商店街など、複数の事業者がグループでまとめて導入するときの枠です。"),
        }
        return purposes[TrackCode(self.track.code)]

    @property
    def numbers(self) -> list[Number]:
        """The printed numbers."""
        return [
            Number(
                _either(block.label, block.label_en), list(_values(block)), block.clause, mark_of(standing)
            )
            for block, standing in self.track.numbers
        ]

    @property
    def conditions(self) -> list[Told]:
        """What must hold for an application."""
        return [
            Told(_either(rule.label.ja, rule.label.en), rule.clause, mark_of(rule.standing))
            for rule in self.track.conditions
        ]

    @property
    def changes(self) -> list[Change]:
        """Numbers that changed since the year before."""
        return [_change(each) for each in self.track.changes]


def word_for(key: str) -> str | None:
    """The word for one of the numbers that stand together; None for a key that has none yet."""
    if key in set(CostCategory):
        return category_name(key)
    return _words().get(key)


def _words() -> dict[str, str]:
    past = _("過去に交付決定があるとき")
    return {
        "narrow": _("プロセスの種類が少ないとき"),
        "wide": _("プロセスの種類が多いとき"),
        "core": _("仕事のプロセス（共通・業種固有）"),
        "standard": _("基本"),
        "near_minimum_wage": _("最低賃金近傍の事業者"),
        "small": _("小規模事業者"),
        "sme": _("中小企業・小規模事業者"),
        "others": _("そのほかの事業者"),
        "first_tier": _("はじめの部分"),
        "first_tier_small": _("はじめの部分（小規模事業者）"),
        "second_tier": _("それを超える部分"),
        "both_tiers": _("それを超える部分も含めて"),
        "hardware": _("ハードウェア"),
        "coordination_share": _("取りまとめの費用の割合"),
        "grant": _("グループ全体"),
        "tools": _("ITツールなど"),
        "analysis_per_member": _("分析（構成員ひとりあたり）"),
        "years": _("年数・年度"),
        "price_target": _("物価安定の目標"),
        "by_amount": _("申請額による上乗せ"),
        "by_earlier_grant": _("過去の交付決定による上乗せ"),
        "by_earlier_grant_others": _("過去の交付決定による上乗せ（中小企業にあたらない事業者）"),
        "total_pay": _("給与支給総額の伸び"),
        "margin": _("最低賃金との差"),
        "months": _("月数"),
        "first_year": _("1年後"),
        "over_plan": _("計画期間の年平均"),
        "first_year_repeat": f"{_('1年後')}{_('（')}{past}{_('）')}",
        "over_plan_repeat": f"{_('計画期間の年平均')}{_('（')}{past}{_('）')}",
    }


def _values(block: Block) -> Iterator[tuple[str, str]]:
    for key, value in block.values.items():
        yield word_for(key) or key.replace("_", " "), _value(key, value, block.unit)


def _value(key: str, value: Value, unit: str) -> str:
    if not value:
        return "—"
    if isinstance(value, tuple):
        return _("・").join(_value(key, each, unit) for each in value)
    if isinstance(value, Limit):
        japanese, english = _unit(unit)
        return value.english(english) if in_english() else value.japanese(japanese)
    return _whole(key, value, unit) if isinstance(value, int) else str(value)


def _whole(key: str, value: int, unit: str) -> str:
    if key == "years":
        return str(value) if in_english() else _("%(n)s年") % {"n": value}
    if unit == "basis_points":
        return f"{percent(value) or 0}%"
    japanese, english = _unit(unit)
    return f"{value:,} {english}".rstrip() if in_english() else f"{value:,}{japanese}"


def _unit(unit: str) -> tuple[str, str]:
    return next((pair for kind, pair in UNITS.items() if kind == unit), ("", unit))


def _change(each: ChangedNumber) -> Change:
    block = each.block
    label = _either(block.label, block.label_en)
    if len(block.values) > 1 and (word := word_for(each.key)):
        label = f"{label}{_('：')}{word}"
    before, after = (_value(each.key, value, block.unit) for value in (each.before, each.after))
    return Change(label, before, after, block.clause)


def _either(japanese: str, english: str) -> str:
    return english if in_english() else japanese
