"""Invoice track (インボイス枠 インボイス対応類型): amount, wage duty of earlier grantees, and reports."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Count, Flag, Yen, all_of, least, where
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import caution, criterion, obligation, rule


@rule("補助対象経費", en="Eligible cost", clause="交付規程 別表", facts="I-12 I-22")
def eligible_cost(it_tools_cost: Yen, counted_pc_tablet: Yen, counted_register: Yen) -> Yen:
    return it_tools_cost + counted_pc_tablet + counted_register


@rule("交付できる最大額", en="Most that can be granted", clause="交付規程 別表", facts="I-01 I-10 I-11")
def most_grantable(it_tools_amount: Yen, pc_tablet_amount: Yen, register_amount: Yen) -> Yen:
    return it_tools_amount + pc_tablet_amount + register_amount


@rule("申請額", en="Amount applied for", clause="交付規程 14条", facts="I-01")
def applied_amount(most_grantable: Yen, requested_amount: Yen) -> Yen:
    return least(most_grantable, requested_amount)


@criterion(
    "補助額がある",
    en="Brings a subsidy",
    clause="交付規程 別表",
    facts="I-01",
    refusal="対象経費{eligible_cost:,}円からの補助額は{applied_amount:,}円です。下限額はありませんが、"
    "{grant_range.amount.lowest:,}円以上になる必要があります（{clause}）。経費と申請額を確かめてください。",
    refusal_en="An eligible cost of {eligible_cost:,} yen brings {applied_amount:,} yen. There is no floor, "
    "but it must come to {grant_range.amount.lowest:,} yen or more ({clause}). Check the costs and the "
    "amount asked for.",
)
def brings_a_subsidy(applied_amount: Yen, eligible_cost: Yen, grant_range: Limits) -> Flag:
    return grant_range.amount.admits(applied_amount)


@rule("補助金の額", en="Subsidy", clause="交付規程 別表", facts="I-01 I-12 I-20")
def grant_amount(applied_amount: Yen, tools_may_be_applied_for: Flag) -> Yen:
    return where(tools_may_be_applied_for, applied_amount, 0)


@caution(
    "対象外の経費",
    en="Costs that are not supported",
    clause="交付規程 別表",
    facts="I-22 N-61 SC.X-04",
    message="{ineligible_cost:,}円はインボイス対応類型の対象外の経費区分のため、"
    "全額が自己負担です（{clause}）。",
    message_en="{ineligible_cost:,} yen falls under categories that the invoice track does not support; you "
    "bear all of it ({clause}).",
)
def has_ineligible_cost(ineligible_cost: Yen) -> Flag:
    return ineligible_cost > 0


@rule(
    "1人当たり給与支給総額の年平均成長率の目標",
    en="Target growth of pay per head a year",
    clause="交付規程 9条2項",
    facts="I-30 I-31 I-32 WAGE-14 WAGE-15 EW.C-15 REF-02",
    since="fy2026",
    topic="wages",
)
def wage_growth_target(wage_duty_by_earlier_grant: Flag, wage_growth: Numbers) -> BasisPoints:
    return where(wage_duty_by_earlier_grant, wage_growth.price_target + wage_growth.by_earlier_grant, 0)


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


@rule("効果報告の回数", en="Number of effect reports", clause="公募要領 3-5", facts="I-39 EFR-02 W-130")
def effect_reports_due(effect_reports: Numbers) -> Count:
    return effect_reports.number


@obligation(
    "効果報告をする",
    en="Files effect reports",
    clause="公募要領 3-5",
    facts="I-39 EFR-02 W-130",
    message="導入後、効果報告を{effect_reports_due}回行い、"
    "継続した利用とインボイス制度への対応を報告します（{clause}）。",
    message_en="After the introduction {effect_reports_due} effect reports are due, on continued use and "
    "invoice handling ({clause}).",
)
def files_effect_reports(grant_amount: Yen, effect_reports_due: Count) -> Flag:
    return grant_amount > 0


@obligation(
    "従業員一覧を提出する",
    en="Files a list of employees",
    clause="公募要領 2-1",
    facts="I-17 PRE-09",
    message="小規模事業者は、実績報告のときに従業員一覧を提出します（{clause}）。",
    message_en="A micro-enterprise files a list of its employees with the performance report ({clause}).",
)
def files_list_of_employees(grant_amount: Yen, is_small: Flag) -> Flag:
    return all_of(is_small, grant_amount > 0)
