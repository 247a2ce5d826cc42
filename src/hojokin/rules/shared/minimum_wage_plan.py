"""Planned lowest pay (事業場内最低賃金の計画) of a track that asks for a margin over the regional minimum wage."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, Yen, any_of, not_
from hojokin.rules.engine.facts import yen
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import Rulebook, criterion
from hojokin.rules.question import Question
from hojokin.rules.shared.gathering import NOTHING
from hojokin.rules.track import Gathered

planned_minimum_wage_rise = yen(
    "地域別最低賃金に上乗せする額（時給）",
    "Planned lowest pay above the regional minimum wage, an hour",
    highest=100_000,
    default=0,
    topic="minimum_wage_plan",
)


@criterion(
    "計画の事業場内最低賃金が必要な額に達する",
    en="Planned lowest pay reaches the margin",
    clause="交付規程 9条5項",
    facts="N-81 WAGE-12 WAGE-13 WAGE-24",
    refusal=(
        "計画の事業場内最低賃金は地域別最低賃金+{planned_minimum_wage_rise:,}円です。"
        "+{minimum_wage_rise.required.lowest:,}円以上が必要です（{clause}）。計画を見直してください。"
    ),
    refusal_en=(
        "Planned lowest pay is the regional minimum wage + {planned_minimum_wage_rise:,} yen; "
        "+ {minimum_wage_rise.required.lowest:,} yen or more is required ({clause}). Revise the plan."
    ),
    topic="minimum_wage_plan",
)
def planned_minimum_wage_suffices(
    minimum_wage_duty: Flag, planned_minimum_wage_rise: Yen, minimum_wage_rise: Limits
) -> Flag:
    return any_of(not_(minimum_wage_duty), minimum_wage_rise.required.admits(planned_minimum_wage_rise))


def minimum_wage_plan(question: Question, book: Rulebook) -> Gathered:
    """The planned margin, when it is given."""
    if question.plan is None or question.plan.minimum_wage_rise_yen is None:
        return NOTHING
    facts = {"planned_minimum_wage_rise": question.plan.minimum_wage_rise_yen}
    return Gathered(facts, frozenset({"minimum_wage_plan"}))
