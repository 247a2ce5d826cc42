"""Amount of the security track (セキュリティ対策推進枠の補助額): fee, rate by size, range and request."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Rate, Yen, all_of, least, most, where
from hojokin.rules.engine.facts import YEN_BOUND
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import caution, criterion, rule


@rule("補助対象経費", en="Eligible cost", clause="公募要領 2-2", facts="S-04 S-11 S-12 SC.X-09")
def eligible_cost(security_service_cost: Yen) -> Yen:
    return security_service_cost


@criterion(
    "お助け隊サービスがある",
    en="Includes a listed security service",
    clause="公募要領 2-2",
    facts="S-04 S-05",
    refusal="サイバーセキュリティお助け隊サービスがありません。この枠の対象はその利用料だけです（{clause}）。"
    "サービスを{services_needed.items.lowest}つ以上選ぶか、ほかの枠を確かめてください。",
    refusal_en="There is no listed security service, and its fee is all that this track supports ({clause}). "
    "Choose at least {services_needed.items.lowest} or look at another track.",
)
def has_security_service(security_service_items: Count, services_needed: Limits) -> Flag:
    return services_needed.items.admits(security_service_items)


@rule("補助率", en="Rate", clause="交付規程 別表", facts="S-02 S-03 VIC-07 EW.C-06")
def subsidy_rate(is_small: Flag, subsidy_rates: Rates) -> Rate:
    return where(is_small, subsidy_rates.small, subsidy_rates.standard)


@rule(
    "補助対象経費に補助率を乗じた額",
    en="Eligible cost times rate",
    clause="公募要領 2-3",
    facts="S-06 ARI-07",
)
def share_of_cost(eligible_cost: Yen, subsidy_rate: Rate) -> Yen:
    return subsidy_rate.of(eligible_cost)


@rule("補助上限額", en="Ceiling", clause="公募要領 2-3", facts="S-01")
def ceiling(amount_range: Limits) -> Yen:
    return amount_range.subsidy.highest


@rule("交付できる最大額", en="Most that can be granted", clause="公募要領 2-3", facts="S-01 S-08")
def most_grantable(share_of_cost: Yen, ceiling: Yen) -> Yen:
    return least(share_of_cost, ceiling)


@rule("申請額", en="Amount applied for", clause="公募要領 2-3", facts="S-01")
def applied_amount(most_grantable: Yen, requested_amount: Yen) -> Yen:
    return least(most_grantable, requested_amount)


@rule("下限に足りない額", en="Shortfall to the floor", clause="公募要領 2-3", facts="S-01 S-07")
def shortfall(most_grantable: Yen, amount_range: Limits) -> Yen:
    return most(0, amount_range.subsidy.lowest - most_grantable)


@criterion(
    "補助下限額以上である",
    en="Reaches the floor",
    clause="公募要領 2-3",
    facts="S-01 S-07",
    refusal="補助額{most_grantable:,}円は下限{amount_range.subsidy.lowest:,}円に{shortfall:,}円足りません（{clause}）。"
    "対象となるサービス利用料を増やすか、ほかの枠を確かめてください。",
    refusal_en="A subsidy of {most_grantable:,} yen is {shortfall:,} yen short of the floor of "
    "{amount_range.subsidy.lowest:,} yen ({clause}). Raise the service fee or look at another track.",
)
def reaches_floor(shortfall: Yen, most_grantable: Yen, amount_range: Limits) -> Flag:
    return shortfall == 0


@criterion(
    "申請額が補助下限額以上である",
    en="The request reaches the floor",
    clause="公募要領 2-3",
    facts="S-01",
    refusal="申請額{requested_amount:,}円は下限{amount_range.subsidy.lowest:,}円に届きません（{clause}）。"
    "申請額を下限以上にしてください。",
    refusal_en="The {requested_amount:,} yen asked for do not reach the floor of "
    "{amount_range.subsidy.lowest:,} yen ({clause}). Ask for the floor or more.",
)
def request_reaches_floor(requested_amount: Yen, amount_range: Limits) -> Flag:
    return requested_amount >= amount_range.subsidy.lowest


@rule("補助金の額", en="Subsidy", clause="公募要領 2-3", facts="S-01 S-07")
def grant_amount(
    applied_amount: Yen, reaches_floor: Flag, request_reaches_floor: Flag, has_security_service: Flag
) -> Yen:
    """Zero is a refusal; the criterion that is false is the reason."""
    return where(all_of(reaches_floor, request_reaches_floor, has_security_service), applied_amount, 0)


@caution(
    "対象外の経費",
    en="Costs that are not supported",
    clause="公募要領 2-2",
    facts="S-04",
    message="{ineligible_cost:,}円はこの枠の対象外の経費区分です（{clause}）。対象はお助け隊サービスの利用料だけです。"
    "全額が自己負担になるので、通常枠など、ほかの枠も確かめてください。",
    message_en="{ineligible_cost:,} yen falls under categories that this track does not support ({clause}); "
    "only the fee of the listed service counts. You bear all of it; look at other "
    "tracks such as the normal one.",
)
def has_ineligible_cost(ineligible_cost: Yen) -> Flag:
    return ineligible_cost > 0


@caution(
    "最大額を超える申請額",
    en="More asked for than allowed",
    clause="公募要領 2-3",
    facts="S-01",
    message="申請額{requested_amount:,}円は、交付できる最大額{most_grantable:,}円を超えています（{clause}）。"
    "最大額で計算しました。申請額を直してください。",
    message_en="The {requested_amount:,} yen asked for are more than the {most_grantable:,} yen that can be "
    "granted ({clause}). The latter stand; correct the request.",
)
def asks_for_too_much(requested_amount: Yen, most_grantable: Yen) -> Flag:
    # The input's own bound stands for "no request", not for an amount.
    return all_of(requested_amount > most_grantable, requested_amount < YEN_BOUND)


@caution(
    "サービスの掲載と登録",
    en="Listing and registration of the service",
    clause="公募要領 2-2(2)",
    facts="S-05",
    message="対象になるのは、独立行政法人情報処理推進機構（IPA）のサービスリストに掲載され、"
    "かつIT導入支援事業者が事務局に登録したサービスだけです（{clause}）。両方を確かめてください。",
    message_en="Only a service that stands on IPA's list and was also registered with the secretariat by "
    "an IT vendor is supported ({clause}). Check both.",
)
def service_must_be_listed(security_service_items: Count) -> Flag:
    return security_service_items > 0


@caution(
    "小規模事業者でなくなった場合",
    en="Small status must last",
    clause="公募要領 2-3",
    facts="S-10",
    message="交付決定から事業の完了までに小規模事業者でなくなると、補助率は{subsidy_rates.small}から"
    "{subsidy_rates.standard}に下がります（{clause}）。従業員数の変化に注意してください。",
    message_en="If the applicant stops being a micro-enterprise between the decision and the completion, "
    "the rate falls from {subsidy_rates.small} to {subsidy_rates.standard} ({clause}). Watch the "
    "number of employees.",
)
def small_status_must_last(is_small: Flag, subsidy_rates: Rates) -> Flag:
    return is_small
