"""Invoice track (インボイス枠 インボイス対応類型)."""

from __future__ import annotations

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import Question
from hojokin.rules.shared import invoice_bar, invoice_quote
from hojokin.rules.shared.common import FILES, SME_ONLY, common
from hojokin.rules.shared.gathering import merged
from hojokin.rules.shared.invoice_quote import FILED_AS, SUPPORTED, invoice_facts
from hojokin.rules.shared.quote import totals
from hojokin.rules.track import Gathered, PartOfGrant, Track
from hojokin.rules.tracks.invoice import facts, rules


def gather(question: Question, book: Rulebook) -> Gathered:
    """The facts of a question. Raises MissingFacts when the size can be neither read nor derived."""
    quote = totals(question.costs, book, filed_as=FILED_AS)
    known = {
        **invoice_facts([quote], book),
        "exact_fractions": question.options.invoice_arithmetic == "fractions",
        "ineligible_cost": quote.outside(SUPPORTED),
    }
    applicant = merged(common(question, book), invoice_bar.invoice_bar(question, book))
    return applicant.with_quote(quote.total, known, quote.rows, quote.places_of(SUPPORTED))


TRACK = Track(
    code="invoice",
    label=Text("インボイス枠（インボイス対応類型）", "Invoice track"),
    facts=("N-77", "PRD-06"),  # no productivity requirement
    modules=(facts, *invoice_quote.MODULES, rules, invoice_bar, *SME_ONLY),
    parameter_files=(
        "tracks/invoice/{edition}.yaml",
        *invoice_quote.FILES,
        "shared/{edition}/invoice_bar.yaml",
        *FILES,
    ),
    parts=(
        PartOfGrant(
            code="it_tools",
            label=Text("ITツール", "IT tools"),
            eligible_cost="it_tools_cost",
            amount="it_tools_amount",
            cap="it_tools_cap",
            tiers=("first_tier_rate", "second_tier_rate"),
        ),
        PartOfGrant(
            code="pc_tablet",
            label=Text("PC・タブレット等", "PC, tablet and the like"),
            eligible_cost="counted_pc_tablet",
            amount="pc_tablet_amount",
            cap="pc_tablet_cap",
            rate="hardware_rate",
        ),
        PartOfGrant(
            code="register",
            label=Text("レジ・券売機", "Registers and ticket machines"),
            eligible_cost="counted_register",
            amount="register_amount",
            cap="register_cap",
            rate="hardware_rate",
        ),
    ),
    gather=gather,
)
