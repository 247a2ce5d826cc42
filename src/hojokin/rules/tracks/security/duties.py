"""What a grantee of the security track takes on (セキュリティ対策推進枠の義務), wages included."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Count, Flag, Years, Yen, where
from hojokin.rules.engine.loading import Limits, Numbers
from hojokin.rules.engine.rulebook import caution, obligation, rule


@rule(
    "1人当たり給与支給総額の年平均成長率の目標",
    en="Target growth of pay per head a year",
    clause="公募要領 2-1-1",
    facts="EW.C-15",
    topic="wages",
)
def wage_growth_target(wage_growth: Numbers) -> BasisPoints:
    return wage_growth.required


@caution(
    "賃上げ要件の有無は未確認",
    en="Whether the wage duty binds is not known",
    clause="交付規程 9条",
    facts="S-49 SC.X-05 WAGE-15b",
    message="過去の年度に交付決定を受けた事業者の賃上げ要件が、この枠にもかかるかどうかは"
    "公表資料で未確認です（{clause}）。"
    "要件なしとして計算しました。事務局の判断が必要なので、問い合わせてください。",
    message_en="Whether the wage duty of earlier grantees binds in this track as well is unconfirmed "
    "({clause}). The answer assumes that it does not; an office must decide, so ask the secretariat.",
    since="fy2026",
    topic="wages",
)
def wage_duty_is_unknown(granted_in_wage_years: Flag) -> Flag:
    return granted_in_wage_years


@rule("使い続ける年数", en="Years of use", clause="交付規程 27条", facts="N-63 RET-13")
def years_of_use(grant_amount: Yen, use_period: Limits) -> Years:
    # The clause prints when stopping is too early (未満); the first whole year after that is owed.
    return where(grant_amount > 0, use_period.stopped_too_early.highest + 1, 0)


@obligation(
    "サービスを使い続ける",
    en="Keeps using the service",
    clause="交付規程 27条",
    facts="N-63 RET-13 S-66",
    message="導入したサービスを{years_of_use}年以上、かつ実績報告で示した期間は使い続けます。"
    "途中でやめると交付決定が取り消されることがあります（{clause}。条文は他の枠の規程による）。",
    message_en="The service is used for {years_of_use} year or more and for the period given in the "
    "performance report; stopping earlier is a ground for cancelling the grant "
    "({clause}, as the regulations of the other tracks have it).",
)
def keeps_using_the_service(years_of_use: Years) -> Flag:
    return years_of_use > 0


@rule("効果報告の回数", en="Effect reports", clause="公募要領 3-5", facts="W-130 S-66")
def effect_reports_due(grant_amount: Yen, effect_reports: Numbers) -> Count:
    return where(grant_amount > 0, effect_reports.times, 0)


@obligation(
    "効果報告を行う",
    en="Files the effect reports",
    clause="公募要領 3-5",
    facts="W-130 S-66",
    message="事業が終わった後、効果報告を{effect_reports_due}回行い、"
    "セキュリティ対策の状況も報告します（{clause}）。",
    message_en="After the project {effect_reports_due} effect reports are filed, with the state of the "
    "security measures ({clause}).",
)
def files_effect_reports(effect_reports_due: Count) -> Flag:
    return effect_reports_due > 0
