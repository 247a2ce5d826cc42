"""Wage duties (賃上げ要件): who is bound, by which earlier grant, who is exempt, and what is promised."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Flag, all_of, any_of, not_
from hojokin.rules.engine.facts import flag
from hojokin.rules.engine.rulebook import obligation, rule

granted_in_wage_years = flag(
    "賃上げ要件の対象となる過去の交付決定がある",
    "Has an earlier grant that brings the wage duty",
    default=False,
    help=(
        "枠やその後の経過を問わず、交付決定を受けていれば対象です。",
        "Any track counts, whatever became of the grant afterwards.",
    ),
    document=("過去の交付決定通知書", "Earlier notices of grant decision"),
    topic="wages",
)
in_exempt_sector = flag(
    "賃上げ要件の対象外となる業種である",
    "In a sector exempt from the wage duty",
    default=False,
    help=(
        "保険医療機関・薬局、介護、社会福祉、学校などです。",
        "Insured medical care, long-term care, social welfare, schools.",
    ),
    topic="wages",
)


@rule(
    "賃上げ要件の対象外である",
    en="Exempt from the wage duty",
    clause="交付規程 9条5項四・6項三",
    facts="N-87 WAGE-21 I-32 EW.C-01",
    topic="wages",
)
def exempt_from_wage_duty(is_small: Flag, in_exempt_sector: Flag) -> Flag:
    return any_of(is_small, in_exempt_sector)


@rule(
    "過去の交付決定による賃上げ要件がかかる",
    en="Wage duty by an earlier grant",
    clause="交付規程 9条6項",
    facts="N-84 N-87 WAGE-11 WAGE-14 WAGE-18 I-31 D-15",
    topic="wages",
)
def wage_duty_by_earlier_grant(granted_in_wage_years: Flag, exempt_from_wage_duty: Flag) -> Flag:
    return all_of(granted_in_wage_years, not_(exempt_from_wage_duty))


@obligation(
    "給与支給総額を引き上げる",
    en="Raises total pay",
    clause="公募要領 2-1-1(2)(テ)",
    facts="WAGE-09 WAGE-24 N-91",
    message=(
        "事業計画の期間中、給与支給総額（役員を含む）を年平均{wage_growth_target:percent}％以上増やします。"
        "未達や未報告は補助金の全部または一部の返還になります（{clause}）。"
    ),
    message_en=(
        "During the plan total pay, officers included, grows by {wage_growth_target:percent} % or more a "
        "year on "
        "average; missing it or the report means returning all or part of the grant ({clause})."
    ),
    until="fy2025",
    named="raises_pay",
    topic="wages",
)
def raises_total_pay(wage_growth_target: BasisPoints) -> Flag:
    return wage_growth_target > 0


@obligation(
    "1人当たり給与支給総額を引き上げる",
    en="Raises pay per head",
    clause="交付規程 9条5項・6項",
    facts="N-80 N-84 N-89 N-90 WAGE-01 WAGE-03 WAGE-11 WAGE-12 WAGE-16 I-33 N-100",
    message=(
        "事業計画の期間中、1人当たり給与支給総額を年平均{wage_growth_target:percent}％以上増やします。"
        "未達や未報告は補助金の全部または一部の返還になります（{clause}）。"
    ),
    message_en=(
        "During the plan pay per head grows by {wage_growth_target:percent} % or more a year on average; "
        "missing "
        "it or the report means returning all or part of the grant ({clause})."
    ),
    since="fy2026",
    named="raises_pay",
    topic="wages",
)
def raises_pay_per_head(wage_growth_target: BasisPoints) -> Flag:
    return wage_growth_target > 0


@obligation(
    "賃上げ計画を従業員に表明する",
    en="Announces the wage plan",
    clause="交付規程 9条5項・6項",
    facts="N-82 N-85 WAGE-19",
    message=(
        "申請の時点で、賃上げの計画を従業員に表明済みであることが必要です。"
        "表明していなければ交付決定は取り消されます（{clause}）。"
    ),
    message_en=(
        "The wage plan must have been announced to the employees when applying; otherwise the decision is "
        "cancelled ({clause})."
    ),
    topic="wages",
)
def announces_wage_plan(wage_growth_target: BasisPoints) -> Flag:
    return wage_growth_target > 0
