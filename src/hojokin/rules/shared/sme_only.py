"""Size in a track for SMEs only: an applicant that is not one, or is deemed large, is refused."""

from __future__ import annotations

from hojokin.rules.engine.exact import Choice, Count, Flag, Years, Yen, not_, where
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import criterion, rule
from hojokin.rules.shared.size import StatedSize

_NEXT = "電子取引類型は大企業も申請できます。"
_NEXT_EN = "The electronic transaction track is open to large firms."


@rule(
    "中小企業・小規模事業者等である",
    en="Small or medium enterprise",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-02 ELG-03",
    topic="size",
)
def is_sme(stated_size: Choice, sme_by_lines: Flag) -> Flag:
    return where(stated_size == StatedSize.NOT_STATED, sme_by_lines, stated_size != StatedSize.LARGE)


@rule(
    "小規模事業者である",
    en="Micro-enterprise",
    clause="交付規程 別紙1",
    facts="ELG-05 ELG-06 I-35 S-22",
    topic="size",
)
def is_small(stated_size: Choice, small_by_lines: Flag) -> Flag:
    return where(stated_size == StatedSize.NOT_STATED, small_by_lines, stated_size == StatedSize.SMALL)


@criterion(
    "申請者が中小企業・小規模事業者等である",
    en="The applicant is an SME",
    clause="交付規程 別紙1",
    facts="ELG-01 ELG-02 ELG-03 I-34 S-20",
    refusal=(
        "中小企業・小規模事業者等ではないため申請できません（{clause}）。"
        "業種・資本金・従業員数を確かめてください。" + _NEXT
    ),
    refusal_en=(
        "Only small and medium enterprises may apply ({clause}). Check trade, capital and staff. " + _NEXT_EN
    ),
    topic="size",
)
def applicant_is_sme(is_sme: Flag) -> Flag:
    return is_sme


@criterion(
    "大企業1社の持分が基準に満たない",
    en="No large company holds the line",
    clause="交付規程 別紙1",
    facts="EXC-01 EXC-02 I-37 S-24 S-26",
    refusal=(
        "大企業1社が株式等{total_shares:,}のうち{largest_large_holder_shares:,}を持ち、"
        "{deemed_large_shares.of_one}以上にあたるため、みなし大企業として対象外です（{clause}）。" + _NEXT
    ),
    refusal_en=(
        "One large company holds {largest_large_holder_shares:,} of {total_shares:,} shares, "
        "{deemed_large_shares.of_one} or more: deemed large, not eligible ({clause}). " + _NEXT_EN
    ),
    topic="ownership",
)
def not_held_by_one_large(
    held_by_one_large: Flag,
    largest_large_holder_shares: Count,
    total_shares: Count,
    deemed_large_shares: Rates,
) -> Flag:
    return not_(held_by_one_large)


@criterion(
    "大企業すべての持分が基準に満たない",
    en="Large companies together hold less than the line",
    clause="交付規程 別紙1",
    facts="EXC-01 EXC-02 I-37 S-24 S-26",
    refusal=(
        "大企業が合わせて株式等{total_shares:,}のうち{all_large_holders_shares:,}を持ち、"
        "{deemed_large_shares.of_all}以上にあたるため、みなし大企業として対象外です（{clause}）。" + _NEXT
    ),
    refusal_en=(
        "Large companies together hold {all_large_holders_shares:,} of {total_shares:,} shares, "
        "{deemed_large_shares.of_all} or more: deemed large, not eligible ({clause}). " + _NEXT_EN
    ),
    topic="ownership",
)
def not_held_by_several_large(
    held_by_several_large: Flag,
    all_large_holders_shares: Count,
    total_shares: Count,
    deemed_large_shares: Rates,
) -> Flag:
    return not_(held_by_several_large)


@criterion(
    "大企業の役員・職員である役員が基準に満たない",
    en="Officers from large companies are below the line",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-24",
    refusal=(
        "役員{officers:,}人のうち{officers_from_large:,}人が大企業の役員・職員で、"
        "{deemed_large_shares.of_officers}以上にあたるため、みなし大企業として対象外です（{clause}）。"
        + _NEXT
    ),
    refusal_en=(
        "{officers_from_large:,} of {officers:,} officers belong to large companies, "
        "{deemed_large_shares.of_officers} or more: deemed large, not eligible ({clause}). " + _NEXT_EN
    ),
    topic="ownership",
)
def not_led_by_large(
    led_by_large: Flag, officers_from_large: Count, officers: Count, deemed_large_shares: Rates
) -> Flag:
    return not_(led_by_large)


@criterion(
    "みなし大企業が株式等のすべてを持っていない",
    en="Not wholly held by deemed-large companies",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-24",
    refusal=(
        "株式等{total_shares:,}のすべてをみなし大企業が持つため、みなし大企業として対象外です（{clause}）。"
        "" + _NEXT
    ),
    refusal_en=(
        "Deemed-large companies hold all {total_shares:,} shares: deemed large, not eligible ({clause}). "
        + _NEXT_EN
    ),
    topic="ownership",
)
def not_held_by_deemed_large(held_by_deemed_large: Flag, total_shares: Count) -> Flag:
    return not_(held_by_deemed_large)


@criterion(
    "役員のすべてがみなし大企業の役員・職員ではない",
    en="Not all officers belong to deemed-large companies",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-24",
    refusal=(
        "役員{officers:,}人のすべてがみなし大企業の役員・職員のため、"
        "みなし大企業として対象外です（{clause}）。" + _NEXT
    ),
    refusal_en=(
        "All {officers:,} officers belong to deemed-large companies: deemed large, not eligible ({clause}). "
        + _NEXT_EN
    ),
    topic="ownership",
)
def not_led_by_deemed_large(led_by_deemed_large: Flag, officers: Count) -> Flag:
    return not_(led_by_deemed_large)


@criterion(
    "課税所得の年平均が基準以下である",
    en="Mean taxable income within the line",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-25 ARI-04",
    refusal=(
        "直近{taxable_income_years}年の課税所得の合計{taxable_income_sum:,}円は、"
        "年平均が{deemed_large_income.yearly_mean.above:,}円を超えるため、"
        "みなし大企業として対象外です（{clause}）。" + _NEXT
    ),
    refusal_en=(
        "Taxable income of {taxable_income_sum:,} yen over {taxable_income_years} years is above "
        "{deemed_large_income.yearly_mean.above:,} yen a year on average: deemed large, not eligible "
        "({clause}). " + _NEXT_EN
    ),
    topic="ownership",
)
def does_not_earn_like_large(
    earns_like_large: Flag,
    taxable_income_sum: Yen,
    taxable_income_years: Years,
    deemed_large_income: Limits,
) -> Flag:
    return not_(earns_like_large)
