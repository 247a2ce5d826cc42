"""What a grantee of the normal track takes on (通常枠の交付を受けた者の義務), wages aside."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Count, Flag, Years, Yen, where
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import obligation, rule


@obligation(
    "賃金状況報告シートを添付する",
    en="Attaches the wage report sheet",
    clause="公募要領 3-2(2)",
    facts="N-23 VIC-06",
    message="補助率の引上げには、賃金状況報告シートの添付が必要です（{clause}）。"
    "賃金台帳の提出を求められることがあるので、そろえておいてください。",
    message_en="The raised rate needs the wage report sheet attached ({clause}). Keep the wage ledgers at "
    "hand, the secretariat may ask for them.",
)
def attaches_wage_sheet(near_minimum_wage: Flag) -> Flag:
    return near_minimum_wage


@rule("使い続ける年数", en="Years of use", clause="交付規程 27条1項四", facts="N-63 RET-13")
def years_of_use(grant_amount: Yen, use_period: Limits) -> Years:
    # The clause prints when stopping is too early (未満); the first whole year after that is owed.
    return where(grant_amount > 0, use_period.stopped_too_early.highest + 1, 0)


@obligation(
    "ITツールを使い続ける",
    en="Keeps using the tools",
    clause="交付規程 27条1項四",
    facts="N-63 RET-13",
    message="導入したITツールを{years_of_use}年以上、かつ実績報告で示した期間は使い続けます。"
    "途中でやめると交付決定が取り消されることがあります（{clause}）。",
    message_en="The tools are used for {years_of_use} year or more and for the period given in the "
    "performance report; stopping earlier is a ground for cancelling the grant ({clause}).",
)
def keeps_using_the_tools(years_of_use: Years) -> Flag:
    return years_of_use > 0


@rule("効果報告の回数", en="Effect reports", clause="公募要領 3-5", facts="W-130")
def effect_reports_due(grant_amount: Yen, effect_reports: Numbers) -> Count:
    return where(grant_amount > 0, effect_reports.times, 0)


@obligation(
    "効果報告を行う",
    en="Files the effect reports",
    clause="公募要領 3-5",
    facts="W-130 WAGE-16 RET-10 N-100",
    message="事業が終わった後、効果報告を{effect_reports_due}回行います（{clause}）。"
    "{wage_growth_target:when 賃上げの要件があるため、"
    "期間内に報告しないと補助金の全部または一部の返還を求められます。}",
    message_en="After the project {effect_reports_due} effect reports are filed ({clause})."
    "{wage_growth_target:when  Because of the wage duty a report missed means returning all or part of the "
    "grant.}",
)
def files_effect_reports(effect_reports_due: Count, wage_growth_target: BasisPoints) -> Flag:
    return effect_reports_due > 0
