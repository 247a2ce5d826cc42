"""Security track (セキュリティ対策推進枠)."""

from __future__ import annotations

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import CostCategory, Question
from hojokin.rules.shared import productivity, productivity_security, security_service
from hojokin.rules.shared.common import FILES, SME_ONLY, common
from hojokin.rules.shared.gathering import merged
from hojokin.rules.shared.productivity import productivity as productivity_facts
from hojokin.rules.shared.quote import totals
from hojokin.rules.shared.security_service import security_service as service_facts
from hojokin.rules.track import Gathered, PartOfGrant, Track
from hojokin.rules.tracks.security import duties, facts, rules

SUPPORTED = (CostCategory.SECURITY_SERVICE,)


def gather(question: Question, book: Rulebook) -> Gathered:
    """The facts of a question. Raises MissingFacts when the size can be neither read nor derived."""
    quote = totals(question.costs, book)
    cost_facts = {
        "security_service_cost": quote.of(*SUPPORTED),
        "security_service_items": quote.items(CostCategory.SECURITY_SERVICE),
        "ineligible_cost": quote.outside(SUPPORTED),
    }
    applicant = merged(
        common(question, book), productivity_facts(question, book), service_facts(question, book)
    )
    return applicant.with_quote(quote.total, cost_facts, quote.rows, quote.places_of(SUPPORTED))


TRACK = Track(
    code="security",
    label=Text("セキュリティ対策推進枠", "Security track"),
    modules=(facts, rules, duties, security_service, productivity, productivity_security, *SME_ONLY),
    parameter_files=(
        "tracks/security/{edition}.yaml",
        "shared/{edition}/security_service.yaml",
        "shared/{edition}/productivity/security.yaml",
        *FILES,
    ),
    parts=(
        PartOfGrant(
            code="security_service",
            label=Text("サイバーセキュリティお助け隊サービス", "Security service"),
            eligible_cost="eligible_cost",
            amount="applied_amount",
            cap="ceiling",
            rate="subsidy_rate",
        ),
    ),
    gather=gather,
)
