"""Normal track (通常枠)."""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import Cost, CostCategory, Question
from hojokin.rules.shared import (
    earlier_processes,
    minimum_wage_plan,
    productivity,
    productivity_normal,
    vicinity,
)
from hojokin.rules.shared.common import FILES, SME_ONLY, common
from hojokin.rules.shared.earlier_processes import earlier_processes as earlier_process_facts
from hojokin.rules.shared.gathering import merged
from hojokin.rules.shared.minimum_wage_plan import minimum_wage_plan as minimum_wage_plan_facts
from hojokin.rules.shared.productivity_normal import productivity_of_normal
from hojokin.rules.shared.quote import QuoteTotals, process_kinds, totals
from hojokin.rules.shared.vicinity import low_wage_months
from hojokin.rules.track import Gathered, PartOfGrant, Track
from hojokin.rules.tracks.normal import costs, duties, facts, processes, rules, wages, wages_fy2025

GENERAL_PROCESS = "P-07"
SUPPORTED = (
    CostCategory.SOFTWARE,
    CostCategory.EXTENSION,
    CostCategory.DATA_INTEGRATION,
    CostCategory.SECURITY_OPTION,
    CostCategory.CONSULTING,
    CostCategory.SETUP_TRAINING,
    CostCategory.MAINTENANCE,
)
# A listed security service is an option of the software here, a track of its own elsewhere.
FILED_AS = {CostCategory.SECURITY_SERVICE: CostCategory.SECURITY_OPTION}


def gather(question: Question, book: Rulebook) -> Gathered:
    """The facts of a question. Raises MissingFacts naming what the size or the count of months lacks."""
    quote = totals(question.costs, book, filed_as=FILED_AS)
    applicant = merged(
        common(question, book),
        low_wage_months(question, book),
        minimum_wage_plan_facts(question, book),
        productivity_of_normal(question, book),
        earlier_process_facts(question, book),
    )
    return applicant.with_quote(quote.total, _cost_facts(quote), quote.rows, quote.places_of(SUPPORTED))


def _cost_facts(quote: QuoteTotals) -> dict[str, int | bool]:
    software = quote.lines.get(CostCategory.SOFTWARE, [])
    return {
        **quote.costs(SUPPORTED),
        "software_items": quote.items(CostCategory.SOFTWARE),
        "consulting_items": quote.items(CostCategory.CONSULTING),
        "ineligible_cost": quote.outside(SUPPORTED),
        "security_service_cost": quote.security_service,
        **_process_facts(software),
    }


def _process_facts(software: Sequence[Cost]) -> dict[str, int | bool]:
    kinds = process_kinds(software)
    industries = {code.partition(":")[2] for cost in software for code in cost.processes} - {""}
    return {
        "process_kinds": len(kinds),
        "core_process_kinds": len(kinds - {GENERAL_PROCESS}),
        "kinds_in_one_software": max((len(process_kinds([cost])) for cost in software), default=0),
        "process_industries": len(industries),
    }


TRACK = Track(
    code="normal",
    label=Text("通常枠", "Normal track"),
    facts=("WAGE-22",),  # the exempt are those of 2025: the rules of both years are one
    modules=(
        facts,
        costs,
        processes,
        rules,
        wages,
        wages_fy2025,
        duties,
        vicinity,
        minimum_wage_plan,
        productivity,
        productivity_normal,
        earlier_processes,
        *SME_ONLY,
    ),
    parameter_files=(
        "tracks/normal/{edition}.yaml",
        "shared/{edition}/vicinity.yaml",
        "shared/{edition}/productivity/normal.yaml",
        "shared/{edition}/earlier_processes.yaml",
        *FILES,
    ),
    parts=(
        PartOfGrant(
            code="it_tools",
            label=Text("ITツール", "IT tools"),
            eligible_cost="eligible_cost",
            amount="applied_amount",
            cap="ceiling",
            rate="subsidy_rate",
        ),
    ),
    gather=gather,
)
