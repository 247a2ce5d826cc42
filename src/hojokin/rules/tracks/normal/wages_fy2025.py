"""Wage duty of the normal track in FY2025 (2025年度の賃上げ要件): by amount alone, and total pay grows."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Flag, Yen, all_of, not_, where
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import obligation, rule


@rule(
    "賃上げ要件がかかる額の申請である",
    en="Applies for the wage-bound amount",
    clause="公募要領 2-1-1(2)(テ)",
    facts="WAGE-17 WAGE-24",
    until="fy2025",
    topic="wages",
)
def applies_for_wage_bound_amount(applied_amount: Yen, wage_bound_amount: Limits) -> Flag:
    return wage_bound_amount.amount.admits(applied_amount)


@rule(
    "申請額による賃上げ要件がかかる",
    en="Wage duty by amount",
    clause="公募要領 2-1-1(2)(テ)",
    facts="WAGE-24",
    until="fy2025",
    topic="wages",
)
def wage_duty_by_amount(applies_for_wage_bound_amount: Flag, exempt_from_wage_duty: Flag) -> Flag:
    return all_of(applies_for_wage_bound_amount, not_(exempt_from_wage_duty))


@rule(
    "給与支給総額の年平均成長率の目標",
    en="Target growth of total pay a year",
    clause="公募要領 2-1-1(2)(テ)",
    facts="N-91 WAGE-24",
    until="fy2025",
    topic="wages",
)
def wage_growth_target(wage_duty_by_amount: Flag, wage_growth: Numbers) -> BasisPoints:
    # An earlier grant brings no wage duty in this year.
    return where(wage_duty_by_amount, wage_growth.total_pay, 0)


@rule(
    "事業場内最低賃金の要件がかかる",
    en="Minimum wage duty",
    clause="公募要領 2-1-1(2)(テ)",
    facts="WAGE-24",
    until="fy2025",
    topic="wages",
)
def minimum_wage_duty(wage_duty_by_amount: Flag) -> Flag:
    return wage_duty_by_amount


@rule(
    "地域別最低賃金に上乗せする額",
    en="Yen above the regional minimum wage",
    clause="公募要領 2-1-1(2)(テ)",
    facts="WAGE-24",
    until="fy2025",
    topic="wages",
)
def minimum_wage_margin(minimum_wage_duty: Flag, minimum_wage_rise: Limits) -> Yen:
    return where(minimum_wage_duty, minimum_wage_rise.required.lowest, 0)


@obligation(
    "事業場内最低賃金を引き上げる",
    en="Raises the lowest pay in the workplace",
    clause="公募要領 2-1-1(2)(テ)",
    facts="WAGE-17 WAGE-24",
    message="事業計画の期間中、事業場内最低賃金を地域別最低賃金より{minimum_wage_margin}円以上"
    "高くします（{clause}）。申請額が{wage_bound_amount.amount.lowest:,}円に満たなければ、この要件はかかりません。",
    message_en="During the plan the lowest pay in the workplace stays at least {minimum_wage_margin} yen "
    "above the regional minimum wage ({clause}). An application for less than "
    "{wage_bound_amount.amount.lowest:,} yen is free of this duty.",
    until="fy2025",
    topic="wages",
)
def raises_minimum_wage(minimum_wage_margin: Yen, wage_bound_amount: Limits) -> Flag:
    return minimum_wage_margin > 0
