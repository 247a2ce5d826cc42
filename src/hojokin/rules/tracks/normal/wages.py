"""Wage duties of the normal track (通常枠の賃上げ要件): which amount brings them, and what is promised."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Flag, Yen, all_of, most, not_, where
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import caution, obligation, rule


@rule(
    "賃上げ要件がかかる額の申請である",
    en="Applies for the wage-bound amount",
    clause="交付規程 9条5項",
    facts="N-83 WAGE-17 NI.C-01 EW.C-04",
    since="fy2026",
    topic="wages",
)
def applies_for_wage_bound_amount(applied_amount: Yen, wage_bound_amount: Limits) -> Flag:
    return wage_bound_amount.amount.admits(applied_amount)


@rule(
    "申請額による賃上げ要件がかかる",
    en="Wage duty by amount",
    clause="交付規程 9条5項",
    facts="N-80 N-87 WAGE-10 WAGE-12 WAGE-21",
    since="fy2026",
    topic="wages",
)
def wage_duty_by_amount(applies_for_wage_bound_amount: Flag, exempt_from_wage_duty: Flag) -> Flag:
    return all_of(applies_for_wage_bound_amount, not_(exempt_from_wage_duty))


@rule(
    "1人当たり給与支給総額の年平均成長率の目標",
    en="Target growth of pay per head a year",
    clause="交付規程 9条5項・6項",
    facts="N-80 N-84 N-88 WAGE-10 WAGE-11 WAGE-12 WAGE-13 REF-02 REF-09 EW.C-15",
    since="fy2026",
    topic="wages",
)
def wage_growth_target(
    wage_duty_by_amount: Flag, wage_duty_by_earlier_grant: Flag, wage_growth: Numbers
) -> BasisPoints:
    by_amount = where(wage_duty_by_amount, wage_growth.price_target + wage_growth.by_amount, 0)
    by_grant = where(wage_duty_by_earlier_grant, wage_growth.price_target + wage_growth.by_earlier_grant, 0)
    return most(by_amount, by_grant)


@rule(
    "事業場内最低賃金の要件がかかる",
    en="Minimum wage duty",
    clause="交付規程 9条5項",
    facts="N-81 N-85 WAGE-11 WAGE-12 WAGE-13",
    since="fy2026",
    topic="wages",
)
def minimum_wage_duty(wage_duty_by_amount: Flag) -> Flag:
    # The duty by an earlier grant brings no minimum wage condition.
    return wage_duty_by_amount


@rule(
    "地域別最低賃金に上乗せする額",
    en="Yen above the regional minimum wage",
    clause="交付規程 9条5項",
    facts="N-81 WAGE-12",
    since="fy2026",
    topic="wages",
)
def minimum_wage_margin(minimum_wage_duty: Flag, minimum_wage_rise: Limits) -> Yen:
    return where(minimum_wage_duty, minimum_wage_rise.required.lowest, 0)


@obligation(
    "事業場内最低賃金を引き上げる",
    en="Raises the lowest pay in the workplace",
    clause="交付規程 9条5項",
    facts="N-81 N-83 WAGE-12 WAGE-13 WAGE-17",
    message="事業計画の期間中、事業場内最低賃金を地域別最低賃金より{minimum_wage_margin}円以上"
    "高くします（{clause}）。申請額が{wage_bound_amount.amount.lowest:,}円に満たなければ、この要件はかかりません。",
    message_en="During the plan the lowest pay in the workplace stays at least {minimum_wage_margin} yen "
    "above the regional minimum wage ({clause}). An application for less than "
    "{wage_bound_amount.amount.lowest:,} yen is free of this duty.",
    since="fy2026",
    topic="wages",
)
def raises_minimum_wage(minimum_wage_margin: Yen, wage_bound_amount: Limits) -> Flag:
    return minimum_wage_margin > 0


@caution(
    "2つの賃上げ要件の重なり",
    en="Two wage duties at once",
    clause="交付規程 9条5項・6項",
    facts="N-86 WAGE-13",
    message="申請額と過去の交付決定の両方から賃上げ要件がかかります（{clause}）。"
    "高いほうの{wage_growth_target:percent}％と事業場内最低賃金の要件をともに満たすものとして扱いました"
    "（2つの項からの推定）。",
    message_en="Both the amount and an earlier grant bring a wage duty ({clause}). The higher "
    "{wage_growth_target:percent} % and the minimum wage duty were taken to hold together (inferred from the "
    "two paragraphs).",
    since="fy2026",
    topic="wages",
)
def has_both_wage_duties(
    wage_duty_by_amount: Flag, wage_duty_by_earlier_grant: Flag, wage_growth_target: BasisPoints
) -> Flag:
    return all_of(wage_duty_by_amount, wage_duty_by_earlier_grant)
