"""What a group takes on (補助事業グループの義務): effect reports, and no wage duty."""

from __future__ import annotations

from hojokin.rules.engine.exact import BasisPoints, Count, Flag, Yen
from hojokin.rules.engine.loading import Numbers
from hojokin.rules.engine.rulebook import obligation, rule


@rule(
    "賃上げの要件（なし）",
    en="Wage requirement (none)",
    clause="交付規程 7条",
    facts="F-45 WAGE-15c EW.C-15",
    topic="wages",
)
def wage_growth_target(wage_growth: Numbers) -> BasisPoints:
    return wage_growth.required


@rule("効果報告の回数", en="Number of effect reports", clause="公募要領 6-3", facts="F-67 EFR-03 W-130")
def effect_reports_due(effect_reports: Numbers) -> Count:
    return effect_reports.number


@obligation(
    "効果報告をする",
    en="Files effect reports",
    clause="公募要領 6-3",
    facts="F-67 EFR-03 W-130",
    message="代表事業者が、構成員の協力を得て効果報告を{effect_reports_due}回行います（{clause}）。",
    message_en="The representative files {effect_reports_due} effect reports with the help of the members "
    "({clause}).",
)
def files_effect_reports(grant_amount: Yen, effect_reports_due: Count) -> Flag:
    return grant_amount > 0
