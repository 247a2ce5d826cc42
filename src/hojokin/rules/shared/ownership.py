"""Deemed large enterprise (みなし大企業): six tests of shares, officers and income, as exact fractions.

A large company is any business that is not an SME by 別紙1; investment companies for small businesses
(中小企業投資育成株式会社) and investment partnerships (投資事業有限責任組合) never count as one.
"""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Years, Yen, all_of, any_of
from hojokin.rules.engine.facts import number, yen
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import rule

SHARES_HIGHEST = 10**15 - 1
INCOME_HIGHEST = 3 * SHARES_HIGHEST
_REGISTER = ("株主名簿", "Register of shareholders")
_OFFICERS = ("履歴事項全部証明書", "Certificate of registered matters")
_NOT_LARGE = (
    "中小企業投資育成株式会社と投資事業有限責任組合は大企業に数えません。",
    "Small business investment companies and investment partnerships are not large companies.",
)

total_shares = number(
    "発行済株式または出資の総数",
    "All shares",
    lowest=1,
    highest=SHARES_HIGHEST,
    default=1,
    document=_REGISTER,
    topic="ownership",
)
largest_large_holder_shares = number(
    "最も多く持つ大企業1社の持分",
    "Shares of the one large company that holds most",
    highest=SHARES_HIGHEST,
    default=0,
    help=_NOT_LARGE,
    document=_REGISTER,
    topic="ownership",
)
all_large_holders_shares = number(
    "大企業すべての持分の合計",
    "Shares of all large companies together",
    highest=SHARES_HIGHEST,
    default=0,
    help=_NOT_LARGE,
    document=_REGISTER,
    topic="ownership",
)
deemed_large_holders_shares = number(
    "みなし大企業の持分の合計",
    "Shares of deemed-large companies",
    highest=SHARES_HIGHEST,
    default=0,
    document=_REGISTER,
    topic="ownership",
)
officers = number("役員の総数", "Officers", default=0, document=_OFFICERS, topic="ownership")
officers_from_large = number(
    "大企業の役員・職員を兼ねる役員の数",
    "Officers who belong to large companies",
    default=0,
    document=_OFFICERS,
    topic="ownership",
)
officers_from_deemed_large = number(
    "みなし大企業の役員・職員である役員の数",
    "Officers who belong to deemed-large companies",
    default=0,
    document=_OFFICERS,
    topic="ownership",
)
taxable_income_sum = yen(
    "直近の課税所得の合計",
    "Taxable income of the latest years together",
    lowest=-INCOME_HIGHEST,
    highest=INCOME_HIGHEST,
    default=0,
    document=("法人税申告書 別表一", "Corporation tax return"),
    topic="ownership",
)
taxable_income_years = number(
    "課税所得を合計した年数", "Years in that sum", "years", highest=3, default=0, topic="ownership"
)


@rule(
    "大企業1社の持分が基準に達する",
    en="One large company holds the line or more",
    clause="交付規程 別紙1",
    facts="EXC-01 EXC-02 I-37 S-24 S-26 ARI-03",
    topic="ownership",
)
def held_by_one_large(
    largest_large_holder_shares: Count, total_shares: Count, deemed_large_shares: Rates
) -> Flag:
    line = deemed_large_shares.of_one
    return largest_large_holder_shares * line.denominator >= total_shares * line.numerator


@rule(
    "大企業すべての持分が基準に達する",
    en="Large companies together hold the line or more",
    clause="交付規程 別紙1",
    facts="EXC-01 EXC-02 I-37 S-24 S-26 ARI-03",
    topic="ownership",
)
def held_by_several_large(
    all_large_holders_shares: Count, total_shares: Count, deemed_large_shares: Rates
) -> Flag:
    line = deemed_large_shares.of_all
    return all_large_holders_shares * line.denominator >= total_shares * line.numerator


@rule(
    "大企業の役員・職員である役員が基準に達する",
    en="Officers from large companies reach the line",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-24 ARI-03",
    topic="ownership",
)
def led_by_large(officers_from_large: Count, officers: Count, deemed_large_shares: Rates) -> Flag:
    line = deemed_large_shares.of_officers
    enough = officers_from_large * line.denominator >= officers * line.numerator
    return all_of(officers_from_large > 0, enough)


@rule(
    "みなし大企業が株式等のすべてを持つ",
    en="Wholly held by deemed-large companies",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-24",
    topic="ownership",
)
def held_by_deemed_large(deemed_large_holders_shares: Count, total_shares: Count) -> Flag:
    return deemed_large_holders_shares >= total_shares


@rule(
    "みなし大企業の役員・職員が役員のすべてを占める",
    en="All officers belong to deemed-large companies",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-24",
    topic="ownership",
)
def led_by_deemed_large(officers_from_deemed_large: Count, officers: Count) -> Flag:
    return all_of(officers_from_deemed_large > 0, officers_from_deemed_large >= officers)


@rule(
    "課税所得の年平均が基準を超える",
    en="Mean taxable income above the line",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-25 ARI-04",
    topic="ownership",
)
def earns_like_large(
    taxable_income_sum: Yen, taxable_income_years: Years, deemed_large_income: Limits
) -> Flag:
    return deemed_large_income.yearly_mean.admits_share(taxable_income_sum, taxable_income_years, per=1)


@rule(
    "みなし大企業である",
    en="Deemed large",
    clause="交付規程 別紙1",
    facts="EXC-01 I-37 S-24 S-25",
    topic="ownership",
)
def deemed_large(
    held_by_one_large: Flag,
    held_by_several_large: Flag,
    led_by_large: Flag,
    held_by_deemed_large: Flag,
    led_by_deemed_large: Flag,
    earns_like_large: Flag,
) -> Flag:
    return any_of(
        held_by_one_large,
        held_by_several_large,
        led_by_large,
        held_by_deemed_large,
        led_by_deemed_large,
        earns_like_large,
    )
