"""Labour productivity (労働生産性) of a three-year plan: value added per hour worked, compared without fractions.

Value added = operating profit + personnel cost + depreciation. Year 0 is the latest closed fiscal year. The target
``productivity_target`` is the track's.
"""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, Yen
from hojokin.rules.engine.facts import Text, number, yen
from hojokin.rules.engine.rulebook import Rulebook, caution, rule
from hojokin.rules.question import Question
from hojokin.rules.track import Gathered

VALUE_HIGHEST = 10**15 - 1
HOURS_HIGHEST = 10**10
WHOLE = 10_000  # basis points in one
FIGURES = 4  # year 0 and three plan years
PROMISE = Gathered({}, frozenset({"productivity_promise"}))
VALUE_HELP = (
    "営業利益、人件費、減価償却費の合計です。",
    "Operating profit, personnel cost and depreciation together.",
)
HOURS_HELP = (
    "従業員数×1人当たり年間労働時間です。派遣社員は数えません。従業員がいなければ役員・事業主で数えます。",
    (
        "Employees times yearly hours of each, without agency staff; officers or the proprietor when nobody is "
        "employed."
    ),
)
MISSED = Text(
    "計画期間の労働生産性の年平均成長率が目標の{productivity_target:percent}％に届きません（{clause}）。"
    "計画の付加価値額か労働時間を見直してください。",
    "Labour productivity does not grow by {productivity_target:percent} % a year over the plan ({clause}). "
    "Revise value added or hours worked.",
)
PROMISED = Text(
    "{productivity_targets.years}年間の事業計画で、"
    "労働生産性を年平均{productivity_target:percent}％以上伸ばします（{clause}）。",
    "Over {productivity_targets.years} years labour productivity grows by {productivity_target:percent} % or "
    "more a year on average ({clause}).",
)
_STATEMENT = ("損益計算書・事業計画", "Profit-and-loss statement, business plan")

value_added_base = yen(
    "付加価値額（直近期）",
    "Value added, latest year",
    lowest=-VALUE_HIGHEST,
    highest=VALUE_HIGHEST,
    default=1,
    help=VALUE_HELP,
    document=_STATEMENT,
    topic="productivity",
)
value_added_last = yen(
    "付加価値額（3年目）",
    "Value added, plan year 3",
    lowest=-VALUE_HIGHEST,
    highest=VALUE_HIGHEST,
    default=2,
    help=VALUE_HELP,
    topic="productivity",
)
hours_base = number(
    "総労働時間（直近期）",
    "Hours worked, latest year",
    "hours",
    lowest=1,
    highest=HOURS_HIGHEST,
    default=1,
    help=HOURS_HELP,
    topic="productivity",
)
hours_last = number(
    "総労働時間（3年目）",
    "Hours worked, plan year 3",
    "hours",
    lowest=1,
    highest=HOURS_HIGHEST,
    default=1,
    help=HOURS_HELP,
    topic="productivity",
)


@rule(
    "直近期の付加価値額が0以下である",
    en="Value added of the latest year is zero or less",
    clause="交付規程 9条2項",
    facts="ARI-02",
    topic="productivity",
)
def growth_is_undefined(value_added_base: Yen) -> Flag:
    return value_added_base <= 0


@caution(
    "労働生産性の伸びを計算できない",
    en="Growth of productivity cannot be computed",
    clause="交付規程 9条2項",
    facts="ARI-02 PRD-01",
    message=(
        "直近期の付加価値額が{value_added_base:,}円で0以下のため、"
        "労働生産性の伸び率を計算できません（{clause}）。"
        "取扱いは公表されていないので、事務局に確かめてください。"
    ),
    message_en=(
        "Value added of the latest year is {value_added_base:,} yen, zero or less, so that no growth can be "
        "computed ({clause}). No rule is published for this; ask the office."
    ),
    topic="productivity",
)
def growth_needs_review(growth_is_undefined: Flag, value_added_base: Yen) -> Flag:
    return growth_is_undefined


def grows(value_added: tuple[int, int], hours: tuple[int, int], target: int) -> bool:
    """Whether value added per hour grows by the target, basis points a year over three, from the first figures to the last."""
    grown = WHOLE + target
    last = value_added[1] * hours[0] * (WHOLE * WHOLE * WHOLE)
    return last >= value_added[0] * hours[1] * grown * grown * grown


def productivity(question: Question, book: Rulebook) -> Gathered:
    """The plan's figures; the topic is open until value added and hours of year 0 and the three plan years are given."""
    plan = question.plan
    if plan is None or len(plan.value_added_yen) < FIGURES or len(plan.labour_hours) < FIGURES:
        return PROMISE
    values, hours = plan.value_added_yen, plan.labour_hours
    facts = {
        "value_added_base": values[0],
        "value_added_first": values[1],
        "value_added_last": values[3],
        "hours_base": hours[0],
        "hours_first": hours[1],
        "hours_last": hours[3],
    }
    return Gathered(
        {name: facts[name] for name in facts if name in book.inputs}, PROMISE.topics | {"productivity"}
    )
