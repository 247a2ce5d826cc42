"""Productivity target of the security track (セキュリティ対策推進枠): growth over the plan only, the same for all."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Flag, Hours, Yen, any_of
from hojokin.rules.engine.loading import Numbers
from hojokin.rules.engine.rulebook import criterion, obligation, rule
from hojokin.rules.shared import productivity as plan


@rule(
    "労働生産性の年平均成長率の目標",
    en="Target growth of productivity a year",
    clause="公募要領 2-1-1(2)(ク)",
    facts="S-43 PRD-04",
    topic="productivity_promise",
)
def productivity_target(productivity_targets: Numbers) -> BasisPoints:
    return productivity_targets.over_plan


@criterion(
    "労働生産性の年平均成長率が目標に達する",
    en="Productivity grows as required over the plan",
    clause="公募要領 2-1-1(2)(ク)",
    facts="S-43 PRD-01 PRD-04 ARI-01",
    refusal=plan.MISSED.ja,
    refusal_en=plan.MISSED.en,
    topic="productivity",
)
def productivity_reaches_target(
    growth_is_undefined: Flag,
    value_added_base: Yen,
    value_added_last: Yen,
    hours_base: Hours,
    hours_last: Hours,
    productivity_target: BasisPoints,
) -> Flag:
    values = value_added_base, value_added_last
    return any_of(growth_is_undefined, plan.grows(values, (hours_base, hours_last), productivity_target))


@obligation(
    "労働生産性を引き上げる",
    en="Raises labour productivity",
    clause="公募要領 2-1-1(2)(ク)",
    facts="S-43 PRD-04",
    message=plan.PROMISED.ja,
    message_en=plan.PROMISED.en,
    topic="productivity_promise",
)
def raises_productivity(productivity_target: BasisPoints, productivity_targets: Numbers) -> Flag:
    return productivity_target > 0
