"""Productivity target of the security track (セキュリティ対策推進枠): growth over the plan only, the same for all."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints
from hojokin.rules.engine.loading import Numbers
from hojokin.rules.engine.rulebook import rule


@rule(
    "労働生産性の年平均成長率の目標",
    en="Target growth of productivity a year",
    clause="公募要領 労働生産性",
    facts="S-43 PRD-04",
    topic="productivity_promise",
)
def productivity_target(productivity_targets: Numbers) -> BasisPoints:
    return productivity_targets.over_plan
