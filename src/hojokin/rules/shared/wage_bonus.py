"""Wage bonuses (賃上げの加点): when a plan earns them, and how long a missed one costs."""

from __future__ import annotations

from datetime import date

from hojokin.rules.engine.exact import BasisPoints, Flag, Months, Yen, all_of, not_, where
from hojokin.rules.engine.facts import flag, number, yen
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import Rulebook, obligation, rule
from hojokin.rules.shared.days import add_months

WAGE_HIGHEST = 1_000_000

planned_pay_growth = number(
    "計画する給与支給総額の年平均成長率（2026年度は1人当たり）",
    "Planned growth of pay a year (per head from FY2026)",
    "basis_points",
    default=0,
    document=("賃上げ計画", "Wage plan"),
)
planned_minimum_wage_rise = yen(
    "計画する地域別最低賃金への上乗せ額",
    "Planned lowest pay above the regional minimum wage",
    highest=WAGE_HIGHEST,
    default=0,
    document=("賃上げ計画", "Wage plan"),
)
applies_for_wage_bound_amount = flag(
    "賃上げ要件がかかる額の申請である", "Applies for the wage-bound amount", default=False
)
has_earlier_grant = flag(
    "過去の交付決定がある（2022～2025年度）", "Has an earlier grant (2022 to 2025)", default=False
)
is_large_orderer = flag(
    "電子取引類型の、中小企業等でない申請者である",
    "Not an SME, in the electronic transaction track",
    default=False,
)
near_minimum_wage = flag(
    "最低賃金近傍事業者である",
    "Pays near the minimum wage",
    default=False,
    document=("賃金状況報告シート①", "Wage report sheet 1"),
)
house_minimum_base_month = yen(
    "2025年7月の事業場内最低賃金",
    "Lowest pay in the workplace, July 2025",
    highest=WAGE_HIGHEST,
    default=0,
    document=("賃金状況報告シート②", "Wage report sheet 2"),
    help=("退職者も7月の在籍者として数えます。", "People who left later count in July."),
)
house_minimum_last_month = yen(
    "申請直近月の事業場内最低賃金",
    "Lowest pay in the workplace, month before applying",
    highest=WAGE_HIGHEST,
    default=0,
    document=("賃金状況報告シート②", "Wage report sheet 2"),
    help=("入社した人は直近月で数えます。", "People who joined count in the latest month."),
)
missed_wage_bonus = flag("賃上げの加点の目標が未達である", "Missed the target of a wage bonus", default=False)
miss_is_justified = flag(
    "未達に天災などの正当な理由がある", "The miss is justified, as by a disaster", default=False
)


@rule(
    "加点に必要な給与支給総額の成長率に達する",
    en="Pay grows enough for the bonus",
    clause="公募要領 加点項目",
    facts="WBON-01 WBON-02 WBON-03 WBON-04 N-88",
    since="fy2026",
    named="reaches_bonus_growth",
)
def reaches_bonus_growth_by_history(
    planned_pay_growth: BasisPoints, has_earlier_grant: Flag, bonus_growth: Limits
) -> Flag:
    first, repeat = (
        bonus_growth.first.admits(planned_pay_growth),
        bonus_growth.repeat.admits(planned_pay_growth),
    )
    return where(has_earlier_grant, repeat, first)


@rule(
    "加点に必要な給与支給総額の成長率に達する",
    en="Pay grows enough for the bonus",
    clause="公募要領 加点項目",
    facts="WBON-09 S-62",
    until="fy2025",
    named="reaches_bonus_growth",
)
def reaches_bonus_growth_by_size(
    planned_pay_growth: BasisPoints, is_large_orderer: Flag, bonus_growth: Limits
) -> Flag:
    usual, large = (
        bonus_growth.usual.admits(planned_pay_growth),
        bonus_growth.large_orderer.admits(planned_pay_growth),
    )
    return where(is_large_orderer, large, usual)


@rule(
    "賃上げの加点を得る",
    en="Earns the wage bonus",
    clause="公募要領 加点項目",
    facts="WBON-01 WBON-02 WBON-03 WBON-04",
    since="fy2026",
    named="earns_wage_bonus",
)
def earns_wage_bonus_beyond_duty(
    reaches_bonus_growth: Flag,
    planned_minimum_wage_rise: Yen,
    applies_for_wage_bound_amount: Flag,
    bonus_minimum_wage_rise: Limits,
) -> Flag:
    # Whoever asks for the wage-bound amount owes the first step already; only the further one is a bonus.
    first = bonus_minimum_wage_rise.first.admits(planned_minimum_wage_rise)
    further = bonus_minimum_wage_rise.further.admits(planned_minimum_wage_rise)
    return all_of(reaches_bonus_growth, where(applies_for_wage_bound_amount, further, first))


@rule(
    "さらに上の賃上げの加点を得る",
    en="Earns the further wage bonus",
    clause="公募要領 加点項目",
    facts="WBON-01 WBON-02",
    since="fy2026",
    named="earns_further_wage_bonus",
)
def earns_further_wage_bonus_beyond_duty(
    reaches_bonus_growth: Flag,
    planned_minimum_wage_rise: Yen,
    applies_for_wage_bound_amount: Flag,
    bonus_minimum_wage_rise: Limits,
) -> Flag:
    further = bonus_minimum_wage_rise.further.admits(planned_minimum_wage_rise)
    return all_of(reaches_bonus_growth, not_(applies_for_wage_bound_amount), further)


@rule(
    "賃上げの加点を得る",
    en="Earns the wage bonus",
    clause="公募要領 加点項目",
    facts="WBON-09 S-62",
    until="fy2025",
    named="earns_wage_bonus",
)
def earns_wage_bonus_for_all(
    reaches_bonus_growth: Flag, planned_minimum_wage_rise: Yen, bonus_minimum_wage_rise: Limits
) -> Flag:
    return all_of(reaches_bonus_growth, bonus_minimum_wage_rise.first.admits(planned_minimum_wage_rise))


@rule(
    "さらに上の賃上げの加点を得る",
    en="Earns the further wage bonus",
    clause="公募要領 加点項目",
    facts="WBON-09 S-62",
    until="fy2025",
    named="earns_further_wage_bonus",
)
def earns_further_wage_bonus_for_all(
    reaches_bonus_growth: Flag, planned_minimum_wage_rise: Yen, bonus_minimum_wage_rise: Limits
) -> Flag:
    return all_of(reaches_bonus_growth, bonus_minimum_wage_rise.further.admits(planned_minimum_wage_rise))


@rule("加点措置①を得る", en="Earns measure 1", clause="公募要領 加点項目", facts="WBON-05", since="fy2026")
def earns_measure_1(near_minimum_wage: Flag) -> Flag:
    return near_minimum_wage


@rule(
    "2025年7月からの事業場内最低賃金の上昇",
    en="Rise of the lowest pay since July 2025",
    clause="公募要領 加点項目",
    facts="WBON-06 WBON-07",
    since="fy2026",
)
def house_minimum_rise(house_minimum_last_month: Yen, house_minimum_base_month: Yen) -> Yen:
    return house_minimum_last_month - house_minimum_base_month


@rule("加点措置②を得る", en="Earns measure 2", clause="公募要領 加点項目", facts="WBON-06", since="fy2026")
def earns_measure_2(house_minimum_rise: Yen, house_minimum_base_month: Yen, measure_2: Limits) -> Flag:
    return all_of(house_minimum_base_month > 0, measure_2.rise.admits(house_minimum_rise))


@rule(
    "未達による減点の月数",
    en="Months of reduction after a miss",
    clause="公募要領 加点項目",
    facts="WBON-08 S-63",
)
def reduction_months(
    missed_wage_bonus: Flag, miss_is_justified: Flag, reduction_after_miss: Numbers
) -> Months:
    return where(all_of(missed_wage_bonus, not_(miss_is_justified)), reduction_after_miss.months, 0)


@obligation(
    "加点の賃上げを達成する",
    en="Reaches the wages of the bonus",
    clause="公募要領 加点項目",
    facts="WBON-08 S-63",
    message=(
        "賃上げの加点を受けて目標が未達になると、報告から{reduction_after_miss.months}か月間、"
        "中小企業庁の補助金で"
        "大きく減点されます（{clause}）。達成できる計画にしてください。"
    ),
    message_en=(
        "Missing the target of the wage bonus brings a heavy reduction in all subsidies of the SME Agency "
        "for "
        "{reduction_after_miss.months} months from the report ({clause}). Plan what can be reached."
    ),
)
def must_reach_bonus_wages(earns_wage_bonus: Flag, reduction_after_miss: Numbers) -> Flag:
    return earns_wage_bonus


def reduced_until(book: Rulebook, reported_on: date, *, justified: bool = False) -> date | None:
    """The day on which the reduction for a missed wage bonus ends, from the report on; None without one."""
    facts = {"missed_wage_bonus": True, "miss_is_justified": justified}
    months: int = book.evaluate(facts, ("reduction_months",))["reduction_months"]
    return add_months(reported_on, months) if months else None
