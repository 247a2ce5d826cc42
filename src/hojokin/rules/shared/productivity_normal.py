"""Productivity targets of the normal track (通常枠): a first-year test, and stricter ones for earlier grantees."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Flag, Hours, Yen, any_of, where
from hojokin.rules.engine.facts import flag, number, yen
from hojokin.rules.engine.loading import Numbers
from hojokin.rules.engine.rulebook import Rulebook, criterion, obligation, rule
from hojokin.rules.question import Question
from hojokin.rules.shared import productivity as plan
from hojokin.rules.shared.past_grants import granted_in
from hojokin.rules.track import Gathered

granted_in_productivity_grants = flag(
    "労働生産性の目標が高くなる過去の交付決定がある",
    "Has an earlier grant that raises the productivity target",
    default=False,
    document=("過去の交付決定通知書", "Earlier notices of grant decision"),
    topic="productivity_promise",
)
value_added_first = yen(
    "付加価値額（1年目）",
    "Value added, plan year 1",
    lowest=-plan.VALUE_HIGHEST,
    highest=plan.VALUE_HIGHEST,
    default=2,
    help=plan.VALUE_HELP,
    topic="productivity",
)
hours_first = number(
    "総労働時間（1年目）",
    "Hours worked, plan year 1",
    "hours",
    lowest=1,
    highest=plan.HOURS_HIGHEST,
    default=1,
    help=plan.HOURS_HELP,
    topic="productivity",
)


@rule(
    "労働生産性の年平均成長率の目標",
    en="Target growth of productivity a year",
    clause="交付規程 9条2項",
    facts="N-71 N-72 PRD-02 PRD-03 EW.C-05",
    topic="productivity_promise",
)
def productivity_target(granted_in_productivity_grants: Flag, productivity_targets: Numbers) -> BasisPoints:
    targets = productivity_targets
    return where(granted_in_productivity_grants, targets.over_plan_repeat, targets.over_plan)


@rule(
    "1年後の労働生産性の伸び率の目標",
    en="Target growth of productivity in the first year",
    clause="交付規程 9条2項",
    facts="N-70 N-72 PRD-02 PRD-03 EW.C-05",
    topic="productivity_promise",
)
def first_year_productivity_target(
    granted_in_productivity_grants: Flag, productivity_targets: Numbers
) -> BasisPoints:
    targets = productivity_targets
    return where(granted_in_productivity_grants, targets.first_year_repeat, targets.first_year)


@criterion(
    "1年後の労働生産性の伸び率が目標に達する",
    en="Productivity grows as required in the first year",
    clause="交付規程 9条2項",
    facts="N-70 N-74 N-76 PRD-01 PRD-02 PRD-07 ARI-02",
    refusal=(
        "1年後の労働生産性の伸び率が目標の{first_year_productivity_target:percent}％に届きません（{clause}）。"
        "計画の付加価値額か労働時間を見直してください。"
    ),
    refusal_en=(
        "Labour productivity does not grow by {first_year_productivity_target:percent} % in the first year "
        "({clause}). Revise value added or hours worked."
    ),
    topic="productivity",
)
def first_year_reaches_target(
    growth_is_undefined: Flag,
    value_added_base: Yen,
    value_added_first: Yen,
    hours_base: Hours,
    hours_first: Hours,
    first_year_productivity_target: BasisPoints,
) -> Flag:
    first = value_added_first * hours_base * plan.WHOLE
    wanted = value_added_base * hours_first * (plan.WHOLE + first_year_productivity_target)
    return any_of(growth_is_undefined, first >= wanted)


@obligation(
    "1年後の労働生産性を引き上げる",
    en="Raises labour productivity in the first year",
    clause="交付規程 9条2項",
    facts="N-70 PRD-02",
    message="1年後の労働生産性を{first_year_productivity_target:percent}％以上伸ばします（{clause}）。",
    message_en=(
        "Labour productivity grows by {first_year_productivity_target:percent} % or more in the first year "
        "({clause})."
    ),
    topic="productivity_promise",
)
def raises_productivity_at_once(first_year_productivity_target: BasisPoints) -> Flag:
    return first_year_productivity_target > 0


@criterion(
    "労働生産性の年平均成長率が目標に達する",
    en="Productivity grows as required over the plan",
    clause="交付規程 9条2項",
    facts="N-71 N-74 N-75 N-76 PRD-01 PRD-02 PRD-07 ARI-01",
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
    clause="交付規程 9条2項",
    facts="N-71 PRD-02",
    message=plan.PROMISED.ja,
    message_en=plan.PROMISED.en,
    topic="productivity_promise",
)
def raises_productivity(productivity_target: BasisPoints, productivity_targets: Numbers) -> Flag:
    return productivity_target > 0


def productivity_of_normal(question: Question, book: Rulebook) -> Gathered:
    """The plan's figures, and whether an earlier grant makes the target stricter."""
    listed = book.parameters.blocks["productivity_grants"].grants
    granted = granted_in(question.applicant.past_grants, listed)
    known = plan.productivity(question, book)
    return Gathered({**known.facts, "granted_in_productivity_grants": granted}, known.topics)
