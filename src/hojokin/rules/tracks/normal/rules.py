"""Amount of the normal track (通常枠の補助額): rate, ceiling, floor and request."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, Months, Rate, Yen, all_of, least, most, where
from hojokin.rules.engine.facts import YEN_BOUND
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import caution, criterion, rule


@rule(
    "最低賃金近傍事業者である",
    en="Pays near the minimum wage",
    clause="交付規程 別表",
    facts="N-22 VIC-01 VIC-02 NI.C-03 ARI-05",
    since="fy2026",
)
def near_minimum_wage(low_wage_months: Months, low_wage_months_needed: Limits) -> Flag:
    return low_wage_months_needed.months.admits(low_wage_months)


@rule(
    "最低賃金近傍事業者である",
    en="Pays near the minimum wage",
    clause="公募要領 2-3",
    facts="N-25 N-26 N-27 VIC-08",
    until="fy2025",
    named="near_minimum_wage",
)
def near_minimum_wage_just_before(low_wage_months: Months, low_wage_months_needed: Limits) -> Flag:
    # The months are those just before the application; how a month passes is settled before this rule.
    return low_wage_months_needed.months.admits(low_wage_months)


@rule("補助率", en="Rate", clause="交付規程 別表", facts="N-03 N-04 N-28 NI.C-04")
def subsidy_rate(near_minimum_wage: Flag, subsidy_rates: Rates) -> Rate:
    return where(near_minimum_wage, subsidy_rates.near_minimum_wage, subsidy_rates.standard)


@rule(
    "補助対象経費に補助率を乗じた額",
    en="Eligible cost times rate",
    clause="公募要領 2-3",
    facts="N-05 ARI-07",
)
def share_of_cost(eligible_cost: Yen, subsidy_rate: Rate) -> Yen:
    return subsidy_rate.of(eligible_cost)


@rule("補助上限額", en="Ceiling", clause="交付規程 別表", facts="N-01 N-02 NI.C-01")
def ceiling(has_wide_band_kinds: Flag, amount_bands: Limits) -> Yen:
    return where(has_wide_band_kinds, amount_bands.wide.highest, amount_bands.narrow.highest)


@rule("交付できる最大額", en="Most that can be granted", clause="交付規程 別表", facts="N-01 N-02 N-07")
def most_grantable(share_of_cost: Yen, ceiling: Yen) -> Yen:
    return least(share_of_cost, ceiling)


@rule("申請額", en="Amount applied for", clause="交付規程 14条", facts="N-09")
def applied_amount(most_grantable: Yen, requested_amount: Yen) -> Yen:
    return least(most_grantable, requested_amount)


@rule("下限に足りない額", en="Shortfall to the floor", clause="交付規程 別表", facts="N-06")
def shortfall(most_grantable: Yen, amount_bands: Limits) -> Yen:
    return most(0, amount_bands.narrow.lowest - most_grantable)


@criterion(
    "補助下限額以上である",
    en="Reaches the floor",
    clause="交付規程 別表",
    facts="N-06",
    refusal="補助額{most_grantable:,}円は下限{amount_bands.narrow.lowest:,}円に{shortfall:,}円足りません（{clause}）。"
    "対象経費を増やすか、ほかの枠を確かめてください。",
    refusal_en="A subsidy of {most_grantable:,} yen is {shortfall:,} yen short of the floor of "
    "{amount_bands.narrow.lowest:,} yen ({clause}). Raise the eligible cost or look at another track.",
)
def reaches_floor(shortfall: Yen, most_grantable: Yen, amount_bands: Limits) -> Flag:
    return shortfall == 0


@criterion(
    "申請額が補助下限額以上である",
    en="The request reaches the floor",
    clause="交付規程 別表",
    facts="N-06 N-09",
    refusal="申請額{requested_amount:,}円は下限{amount_bands.narrow.lowest:,}円に届きません（{clause}）。"
    "申請額を下限以上にしてください。",
    refusal_en="The {requested_amount:,} yen asked for do not reach the floor of "
    "{amount_bands.narrow.lowest:,} yen ({clause}). Ask for the floor or more.",
)
def request_reaches_floor(requested_amount: Yen, amount_bands: Limits) -> Flag:
    return requested_amount >= amount_bands.narrow.lowest


@rule(
    "選んだITツールで申請できる",
    en="The tools chosen may be applied for",
    clause="公募要領 2-2(3)",
    facts="N-01",
)
def has_fit_tools(has_software: Flag, has_core_process: Flag, has_one_consulting: Flag) -> Flag:
    return all_of(has_software, has_core_process, has_one_consulting)


@rule("補助金の額", en="Subsidy", clause="交付規程 別表", facts="N-01 N-02 N-06")
def grant_amount(
    applied_amount: Yen, reaches_floor: Flag, request_reaches_floor: Flag, has_fit_tools: Flag
) -> Yen:
    """Zero is a refusal; the criterion that is false is the reason."""
    return where(all_of(reaches_floor, request_reaches_floor, has_fit_tools), applied_amount, 0)


@caution(
    "最大額を超える申請額",
    en="More asked for than allowed",
    clause="交付規程 14条",
    facts="N-09",
    message="申請額{requested_amount:,}円は、交付できる最大額{most_grantable:,}円を超えています（{clause}）。"
    "最大額で計算しました。申請額を直してください。",
    message_en="The {requested_amount:,} yen asked for are more than the {most_grantable:,} yen that can be "
    "granted ({clause}). The latter stand; correct the request.",
)
def asks_for_too_much(requested_amount: Yen, most_grantable: Yen) -> Flag:
    # The input's own bound stands for "no request", not for an amount.
    return all_of(requested_amount > most_grantable, requested_amount < YEN_BOUND)
