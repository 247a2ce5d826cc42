"""Electronic transaction track (電子取引類型): the fee by the share of SME accounts, its rate, and the wage duty."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Count, Flag, Rate, Yen, all_of, least, where
from hojokin.rules.engine.loading import Limits, Numbers, Rates
from hojokin.rules.engine.rulebook import caution, obligation, rule


@rule("補助対象経費", en="Eligible cost", clause="交付規程 別表", facts="D-06 D-07")
def eligible_cost(software_cost: Yen, accounts_for_sme: Count, accounts_contracted: Count) -> Yen:
    return Rate(1, 1).of(software_cost, part=accounts_for_sme, whole=accounts_contracted)


@rule("補助率", en="Rate", clause="交付規程 別表", facts="D-05 D-18 ELG-10")
def subsidy_rate(is_sme: Flag, subsidy_rates: Rates) -> Rate:
    return where(is_sme, subsidy_rates.sme, subsidy_rates.others)


@rule("補助上限額", en="Ceiling", clause="交付規程 別表", facts="D-04")
def ceiling(grant_range: Limits) -> Yen:
    return grant_range.amount.highest


@rule(
    "利用料にアカウントの割合と補助率を乗じた額",
    en="Fee times share of accounts times rate",
    clause="交付規程 別表",
    facts="D-05 D-06",
)
def share_of_cost(
    software_cost: Yen, accounts_for_sme: Count, accounts_contracted: Count, subsidy_rate: Rate
) -> Yen:
    return subsidy_rate.of(software_cost, part=accounts_for_sme, whole=accounts_contracted)


@rule("交付できる最大額", en="Most that can be granted", clause="交付規程 別表", facts="D-04 D-05 D-06")
def most_grantable(share_of_cost: Yen, ceiling: Yen) -> Yen:
    return least(share_of_cost, ceiling)


@rule(
    "補助対象経費を先に1円単位にした場合の額",
    en="Amount when the eligible cost is cut to whole yen first",
    clause="公募要領 2-3",
    facts="D-08",
)
def most_after_an_early_cut(eligible_cost: Yen, subsidy_rate: Rate, ceiling: Yen) -> Yen:
    return least(subsidy_rate.of(eligible_cost), ceiling)


@caution(
    "端数を切り捨てる順番による差",
    en="The order of cutting fractions makes a difference",
    clause="公募要領 2-3",
    facts="D-08",
    message="端数は最後に1回だけ切り捨てて{most_grantable:,}円としました。"
    "補助対象経費を先に1円単位にすると{most_after_an_early_cut:,}円です（{clause}。順番は公式資料で未確認）"
    "。",
    message_en="Fractions were cut once, at the end: {most_grantable:,} yen. Cutting the eligible cost to "
    "whole yen first gives {most_after_an_early_cut:,} yen ({clause}; the order is not confirmed "
    "officially).",
)
def order_of_cuts_matters(most_grantable: Yen, most_after_an_early_cut: Yen) -> Flag:
    return most_grantable != most_after_an_early_cut


@rule("申請額", en="Amount applied for", clause="交付規程 14条", facts="D-04")
def applied_amount(most_grantable: Yen, requested_amount: Yen) -> Yen:
    return least(most_grantable, requested_amount)


@rule("補助金の額", en="Subsidy", clause="交付規程 別表", facts="D-01 D-02 D-04")
def grant_amount(
    applied_amount: Yen, tool_may_be_applied_for: Flag, accounts_may_be_applied_for: Flag
) -> Yen:
    return where(all_of(tool_may_be_applied_for, accounts_may_be_applied_for), applied_amount, 0)


@caution(
    "対象外の経費",
    en="Costs that are not supported",
    clause="公募要領 2-2(2)",
    facts="D-10",
    message="{ineligible_cost:,}円はクラウド利用料ではないため対象外で、全額が自己負担です（{clause}）。",
    message_en="{ineligible_cost:,} yen is no cloud fee and not supported; you bear all of it ({clause}).",
)
def has_ineligible_cost(ineligible_cost: Yen) -> Flag:
    return ineligible_cost > 0


@rule(
    "1人当たり給与支給総額の年平均成長率の目標",
    en="Target growth of pay per head a year",
    clause="交付規程 9条2項",
    facts="D-15 D-16 WAGE-14b WAGE-14c WAGE-15 EW.C-15 EW.C-16 REF-02",
    since="fy2026",
    topic="wages",
)
def wage_growth_target(wage_duty_by_earlier_grant: Flag, is_sme: Flag, wage_growth: Numbers) -> BasisPoints:
    above = where(is_sme, wage_growth.by_earlier_grant, wage_growth.by_earlier_grant_others)
    return where(wage_duty_by_earlier_grant, wage_growth.price_target + above, 0)


@obligation(
    "アカウントを無償で供与する",
    en="Gives the accounts free of charge",
    clause="公募要領 2-2(3)",
    facts="D-11 D-12",
    message="取引先のすべての利用者に、中小企業かどうかにかかわらずアカウントを無償で供与し、"
    "申請した期間使い続けます（{clause}）。",
    message_en="Every user at a trading partner, SME or not, gets the account free of charge, and the tool "
    "stays in use for the applied period ({clause}).",
)
def gives_accounts_free(grant_amount: Yen) -> Flag:
    return grant_amount > 0


@rule(
    "賃上げの要件（なし）",
    en="Wage requirement (none)",
    clause="公募要領 2-1-1",
    facts="WAGE-24",
    until="fy2025",
    named="wage_growth_target",
    topic="wages",
)
def no_wage_growth_target(wage_growth: Numbers) -> BasisPoints:
    return wage_growth.required


@rule("効果報告の回数", en="Number of effect reports", clause="公募要領 3-5", facts="EFR-02 W-130")
def effect_reports_due(effect_reports: Numbers) -> Count:
    return effect_reports.number


@obligation(
    "効果報告をする",
    en="Files effect reports",
    clause="公募要領 3-5",
    facts="EFR-02 W-130",
    message="導入後、効果報告を{effect_reports_due}回行います（{clause}）。",
    message_en="After the introduction {effect_reports_due} effect reports are due ({clause}).",
)
def files_effect_reports(grant_amount: Yen, effect_reports_due: Count) -> Flag:
    return grant_amount > 0
