"""Productivity of a group (複数者連携枠): the mean of its members over two years, stricter with earlier grantees.

A year's figure of the group is the arithmetic mean of its members' value added per hour; a representative that
introduces no tool is left out (F-42). The growth is the yearly mean, cut to a tenth of a point (F-43).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain

from hojokin.rules.engine.exact import BasisPoints, Flag, all_of, any_of, not_, where
from hojokin.rules.engine.facts import flag, number
from hojokin.rules.engine.loading import Numbers
from hojokin.rules.engine.rulebook import Rulebook, caution, criterion, obligation, rule
from hojokin.rules.question import PastGrant, Plan, Question
from hojokin.rules.shared.growth import mean, tenths_of_growth
from hojokin.rules.shared.past_grants import granted_in
from hojokin.rules.track import Gathered

BASIS_POINTS_IN_A_TENTH = 10

granted_in_productivity_grants = flag(
    "労働生産性の目標が高くなる過去の交付決定を受けた構成員がいる",
    "A member has an earlier grant that raises the productivity target",
    default=False,
    document=("過去の交付決定通知書", "Earlier notices of grant decision"),
    topic="productivity_promise",
)
granted_in_doubtful_grants = flag(
    "目標が高くなるか読み方の分かれる過去の交付決定を受けた構成員がいる",
    "A member has an earlier grant that may raise the target, depending on the reading",
    default=False,
    topic="productivity_promise",
)
group_growth = number(
    "グループの労働生産性の年平均成長率",
    "Growth of the group's productivity a year",
    "basis_points",
    lowest=-10_000,
    highest=10**9,
    default=10**9,
    document=("様式・計算用ツール", "Calculation workbook"),
    topic="productivity",
)
group_growth_is_undefined = flag(
    "グループの労働生産性の伸びを計算できない",
    "Growth of the group's productivity cannot be computed",
    default=False,
    topic="productivity",
)


@rule(
    "グループの労働生産性の年平均成長率の目標",
    en="Target growth of the group's productivity a year",
    clause="交付規程 7条1項",
    facts="F-40 F-41 PRD-05 SC.X-08",
    topic="productivity_promise",
)
def productivity_target(granted_in_productivity_grants: Flag, productivity_targets: Numbers) -> BasisPoints:
    targets = productivity_targets
    return where(granted_in_productivity_grants, targets.over_plan_repeat, targets.over_plan)


@criterion(
    "グループの労働生産性の年平均成長率が目標に達する",
    en="The group's productivity grows as required",
    clause="交付規程 7条1項",
    facts="F-40 F-42 F-43 PRD-05 EW.C-08 SC.X-01",
    refusal=(
        "グループの労働生産性の年平均成長率{group_growth:percent}％が、"
        "目標の{productivity_target:percent}％に届きません（{clause}）。構成員の計画を見直してください。"
    ),
    refusal_en=(
        "The group's productivity grows by {group_growth:percent} % a year, below the required "
        "{productivity_target:percent} % ({clause}). Revise the members' plans."
    ),
    topic="productivity",
)
def group_reaches_target(
    group_growth: BasisPoints, group_growth_is_undefined: Flag, productivity_target: BasisPoints
) -> Flag:
    return any_of(group_growth_is_undefined, group_growth >= productivity_target)


@caution(
    "グループの労働生産性の伸びを計算できない",
    en="Growth of the group's productivity cannot be computed",
    clause="公募要領 6-3",
    facts="ARI-02 F-42",
    message=(
        "グループの付加価値額が0以下の年があるため、労働生産性の伸び率を計算できません（{clause}）。"
        "取扱いは公表されていないので、事務局に確かめてください。"
    ),
    message_en=(
        "The group's value added is zero or less in a year, so that no growth can be computed ({clause}). "
        "No rule is published for this; ask the office."
    ),
    topic="productivity",
)
def group_growth_needs_review(group_growth_is_undefined: Flag) -> Flag:
    return group_growth_is_undefined


@caution(
    "目標が高くなるか読み方の分かれる過去の交付決定がある",
    en="An earlier grant whose effect on the target can be read two ways",
    clause="交付規程 7条1項",
    facts="F-41 SC.X-08",
    message=(
        "この交付決定の年度について、条文は目標が{productivity_targets.over_plan_repeat:percent}％になる枠の名前を"
        "示していません（{clause}）。{productivity_targets.over_plan:percent}％として計算しました。"
        "この交付決定で{productivity_targets.over_plan_repeat:percent}％になるか、事務局に確かめてください。"
    ),
    message_en=(
        "For the year of this grant the text names no track that raises the target to "
        "{productivity_targets.over_plan_repeat:percent} % ({clause}). "
        "{productivity_targets.over_plan:percent} % was used; ask the secretariat whether this grant raises it."
    ),
    topic="productivity_promise",
)
def target_can_be_read_two_ways(
    granted_in_doubtful_grants: Flag, granted_in_productivity_grants: Flag, productivity_targets: Numbers
) -> Flag:
    return all_of(granted_in_doubtful_grants, not_(granted_in_productivity_grants))


@obligation(
    "グループの労働生産性を引き上げる",
    en="Raises the group's labour productivity",
    clause="交付規程 7条1項",
    facts="F-40 F-44 PRD-05",
    message=(
        "{productivity_targets.years}年間の計画で、"
        "グループの労働生産性を年平均{productivity_target:percent}％以上伸ばします（{clause}）。"
        "未達や未報告の場合は、事業名・代表事業者名・構成員の数が公表されます。"
    ),
    message_en=(
        "Over {productivity_targets.years} years the group's productivity grows by "
        "{productivity_target:percent} % or "
        "more a year on average ({clause}). When missed or not reported, project, representative and number "
        "of members are "
        "published."
    ),
    topic="productivity_promise",
)
def raises_group_productivity(productivity_target: BasisPoints, productivity_targets: Numbers) -> Flag:
    return productivity_target > 0


def productivity_of_group(question: Question, book: Rulebook) -> Gathered:
    """The group's growth once every member with a plan to give has given it, and what earlier grants require."""
    members = question.members or ()
    grants = list(chain(question.applicant.past_grants, *(each.applicant.past_grants for each in members)))
    promised = _promised(grants, book)
    places = {"target_can_be_read_two_ways": tuple(_doubtful(question, book))}
    years: int = book.parameters.blocks["productivity_targets"].years
    plans = [each.plan for each in members if each.costs or each.plan is not None]
    if not plans or not all(_is_whole(plan, years) for plan in plans):
        return Gathered(promised, frozenset({"productivity_promise"}), places=places)
    growth = _growth([plan for plan in plans if plan is not None], years)
    facts: dict[str, int | bool] = {"group_growth_is_undefined": growth is None}
    if growth is not None:
        facts["group_growth"] = growth * BASIS_POINTS_IN_A_TENTH
    return Gathered(promised | facts, frozenset({"productivity_promise", "productivity"}), places=places)


def _doubtful(question: Question, book: Rulebook) -> Iterator[str]:
    """Where the grants stand that can be read two ways; the representative's stand twice in a question."""
    years = book.parameters.blocks["productivity_grants"].doubtful_years
    rows = {f"/members/{number}": each.applicant for number, each in enumerate(question.members or ())}
    if question.applicant not in rows.values():
        rows = {"": question.applicant, **rows}
    for place, applicant in rows.items():
        for row, grant in enumerate(applicant.past_grants):
            if grant.year in years:
                yield f"{place}/applicant/past_grants/{row}"


def _promised(grants: Iterable[PastGrant], book: Rulebook) -> dict[str, int | bool]:
    found = list(grants)
    listed = book.parameters.blocks["productivity_grants"]
    return {
        "granted_in_productivity_grants": granted_in(found, listed.grants),
        "granted_in_doubtful_grants": any(grant.year in listed.doubtful_years for grant in found),
    }


def _is_whole(plan: Plan | None, years: int) -> bool:
    return plan is not None and len(plan.value_added_yen) > years and len(plan.labour_hours) > years


def _growth(plans: Sequence[Plan], years: int) -> int | None:
    first, last = (
        mean([Fraction(plan.value_added_yen[year], plan.labour_hours[year]) for plan in plans])
        for year in (0, years)
    )
    return tenths_of_growth(first, last, years)
