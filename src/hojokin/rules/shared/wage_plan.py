"""Wage plan (賃上げの計画): does the pay in the plan grow as the duty asks, and was it announced?

Growth is compared by cross-multiplying whole numbers. The target ``wage_growth_target`` is the track's; 0 is no duty.
"""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Count, Flag, Yen, all_of, any_of, not_
from hojokin.rules.engine.facts import flag, number, yen
from hojokin.rules.engine.rulebook import Rulebook, caution, criterion, rule
from hojokin.rules.question import Question
from hojokin.rules.shared.gathering import NOTHING
from hojokin.rules.track import Gathered

WHOLE = 10_000  # basis points in one
FIGURES = 4  # the base year and three plan years
HEADS_HIGHEST = 10**8
_PAY_HELP = (
    "所得税の課税対象となる給料・賃金・賞与・手当の合計です。役員報酬、福利厚生費、退職金は除きます。",
    (
        "Salaries, wages, bonuses and allowances taxed as employment income; without officers' pay, welfare, "
        "retirement pay."
    ),
)
_HEADS_HELP = (
    (
        "全月に給与を受けた従業員だけを数え、短時間勤務は労働時間で正社員に換算します。"
        "休業・時短の人は除けます。従業員がいない法人は役員で数えます。1年に満たない期は12か月に換算します。"
    ),
    (
        "Only employees paid in every month, part-timers by their hours; people on leave may be left out. "
        "A corporation without employees counts officers. A period under a year is scaled to twelve months."
    ),
)

pay_base = yen("給与支給総額（基準年）", "Total pay, base year", default=1, help=_PAY_HELP, topic="wage_plan")
pay_last = yen(
    "給与支給総額（計画最終年）",
    "Total pay, last plan year",
    default=2,
    help=_PAY_HELP,
    topic="wage_plan",
)
heads_base = number(
    "従業員数（基準年、100分の1人）",
    "Employees in hundredths, base year",
    lowest=1,
    highest=HEADS_HIGHEST,
    default=1,
    help=_HEADS_HELP,
    topic="wage_plan",
)
heads_last = number(
    "従業員数（計画最終年、100分の1人）",
    "Employees in hundredths, last plan year",
    lowest=1,
    highest=HEADS_HIGHEST,
    default=1,
    help=_HEADS_HELP,
    topic="wage_plan",
)
wage_plan_is_announced = flag(
    "賃上げの計画を従業員に表明した",
    "The wage plan was announced to the employees",
    default=True,
    topic="declaration",
)


@rule(
    "賃上げの計画が必要である",
    en="A wage plan is required",
    clause="交付規程 9条5項・6項",
    facts="N-80 N-84 N-88 WAGE-10 WAGE-15 I-30",
    topic="wages",
)
def wage_plan_is_required(wage_growth_target: BasisPoints) -> Flag:
    return wage_growth_target > 0


@rule(
    "計画の給与支給総額の伸びが目標に達する",
    en="Total pay in the plan grows as required",
    clause="公募要領 2-1-1(2)(テ)",
    facts="WAGE-09 WAGE-24 N-91 ARI-01",
    until="fy2025",
    named="planned_pay_grows",
    topic="wage_plan",
)
def planned_total_pay_grows(pay_base: Yen, pay_last: Yen, wage_growth_target: BasisPoints) -> Flag:
    grown = WHOLE + wage_growth_target
    return pay_last * (WHOLE * WHOLE * WHOLE) >= pay_base * grown * grown * grown


@rule(
    "計画の1人当たり給与支給総額の伸びが目標に達する",
    en="Pay per head in the plan grows as required",
    clause="交付規程 9条5項・6項",
    facts="N-80 N-84 N-89 N-90 WAGE-01 WAGE-03 WAGE-04 WAGE-05 WAGE-06 WAGE-07 WAGE-08 ARI-01",
    since="fy2026",
    named="planned_pay_grows",
    topic="wage_plan",
)
def planned_pay_per_head_grows(
    pay_base: Yen, pay_last: Yen, heads_base: Count, heads_last: Count, wage_growth_target: BasisPoints
) -> Flag:
    grown = WHOLE + wage_growth_target
    last = pay_last * heads_base * (WHOLE * WHOLE * WHOLE)
    return last >= pay_base * heads_last * grown * grown * grown


@criterion(
    "賃上げの計画が目標に達する",
    en="The wage plan reaches its target",
    clause="交付規程 9条5項・6項",
    facts="N-80 N-84 WAGE-11 WAGE-12 WAGE-13 WAGE-14 WAGE-14b WAGE-14c",
    refusal=(
        "賃上げの計画の年平均成長率が目標の{wage_growth_target:percent}％に届きません（{clause}）。"
        "計画の給与か従業員数を見直すか、賃上げ要件のかからない申請を検討してください。"
    ),
    refusal_en=(
        "The planned pay does not grow by {wage_growth_target:percent} % a year ({clause}). Revise pay or "
        "headcount, "
        "or apply in a way that brings no wage duty."
    ),
    topic="wage_plan",
)
def wage_plan_reaches_target(
    wage_plan_is_required: Flag, planned_pay_grows: Flag, wage_growth_target: BasisPoints
) -> Flag:
    # A base of zero passes, since any pay is at least as much; a caution sends it to a reviewer.
    return any_of(not_(wage_plan_is_required), planned_pay_grows)


@caution(
    "基準年の給与がない",
    en="No pay in the base year",
    clause="交付規程 9条5項・6項",
    facts="ARI-01 WAGE-07",
    message=(
        "基準年の給与支給総額が0円のため、伸び率を計算できません（{clause}）。"
        "従業員がいない法人は役員の報酬と人数で計算します。事務局に確かめてください。"
    ),
    message_en=(
        "Total pay of the base year is zero, so that no growth can be computed ({clause}). A corporation "
        "without "
        "employees counts its officers. Ask the office."
    ),
    topic="wage_plan",
)
def wage_plan_needs_review(wage_plan_is_required: Flag, pay_base: Yen) -> Flag:
    return all_of(wage_plan_is_required, pay_base <= 0)


@criterion(
    "賃上げの計画を従業員に表明している",
    en="The wage plan was announced",
    clause="交付規程 9条5項・6項",
    facts="N-82 N-85 WAGE-19",
    refusal=(
        "賃上げの計画を従業員に表明していません（{clause}）。申請の前に、掲示や書面などで表明してください。"
    ),
    refusal_en=(
        "The wage plan was not announced to the employees ({clause}). Announce it, by notice or in writing, "
        "before "
        "applying."
    ),
    topic="declaration",
)
def wage_plan_was_announced(wage_plan_is_required: Flag, wage_plan_is_announced: Flag) -> Flag:
    return any_of(not_(wage_plan_is_required), wage_plan_is_announced)


def wage_plan(question: Question, book: Rulebook) -> Gathered:
    """The plan's pay and headcount; each topic is open until its figures are given for the base and three plan years."""
    plan = question.plan
    if plan is None:
        return NOTHING
    facts: dict[str, int | bool] = {}
    topics = set[str]()
    by_head = "heads_base" in book.needed_by(["planned_pay_grows"])
    if len(plan.pay_yen) >= FIGURES and (len(plan.headcount_hundredths) >= FIGURES or not by_head):
        facts |= {"pay_base": plan.pay_yen[0], "pay_last": plan.pay_yen[3]}
        topics.add("wage_plan")
    if "wage_plan" in topics and by_head:
        facts |= {"heads_base": plan.headcount_hundredths[0], "heads_last": plan.headcount_hundredths[3]}
    if plan.declared_to_employees is not None:
        facts["wage_plan_is_announced"] = plan.declared_to_employees
        topics.add("declaration")
    return Gathered(facts, frozenset(topics))
