"""What every track shares: the rule modules, their parameter files, and the facts that a question gives them.

MODULES is for a track that is open to large firms (電子取引類型): a deemed-large applicant counts as a business that
is not an SME. SME_ONLY is for the others: the same rules, with the criteria that the applicant is an SME and is not
deemed large. Both define ``is_sme`` and ``is_small``; FILES go with either. BEYOND_SIZE is for a group, which measures
its members itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import PastGrant, Question
from hojokin.rules.shared import (
    any_size,
    application_day,
    earlier_grants,
    exclusions,
    ownership,
    prerequisites,
    size,
    sme_only,
    standing,
    wage_plan,
    wages,
)
from hojokin.rules.shared.applicant import size_facts, wage_facts
from hojokin.rules.shared.applicant import standing as standing_facts
from hojokin.rules.shared.gathering import merged
from hojokin.rules.shared.past_grants import earlier_grants as grant_facts
from hojokin.rules.shared.prerequisites import prerequisites as prerequisite_facts
from hojokin.rules.shared.reception import reception
from hojokin.rules.shared.wage_plan import wage_plan as wage_plan_facts
from hojokin.rules.track import Gathered

BEYOND_SIZE = (standing, exclusions, earlier_grants, application_day, prerequisites)
_ALL = (size, ownership, *BEYOND_SIZE, wages, wage_plan)
MODULES = (any_size, *_ALL)
SME_ONLY = (sme_only, *_ALL)
FILES_BEYOND_SIZE = ("shared/{edition}/earlier_grants.yaml", "shared/{edition}/prerequisites.yaml")
FILES = ("shared/{edition}/wages.yaml", "shared/{edition}/standing.yaml", *FILES_BEYOND_SIZE)
ALWAYS_ANSWERED = frozenset({"amount", "size", "wages"})


def common(question: Question, book: Rulebook) -> Gathered:
    """The facts of the applicant. Raises MissingFacts when the size can be neither read nor derived."""
    applicant = question.applicant
    asked = {} if question.requested_yen is None else {"requested_amount": question.requested_yen}
    size_known = size_facts(applicant, "/applicant")
    basic = Gathered(
        facts={
            **size_known,
            **wage_facts(applicant, book.parameters.blocks["wage_years"]),
            **asked,
        },
        topics=ALWAYS_ANSWERED | lines_answered(size_known),
    )
    return merged(basic, beyond_size(question, book), wage_plan_facts(question, book))


def lines_answered(size_known: Mapping[str, object]) -> frozenset[str]:
    """The topic of the size lines, when trade and staff were given to hold against them."""
    return frozenset({"size_lines"}) if "size_is_derivable" in size_known else frozenset()


def beyond_size(question: Question, book: Rulebook, grants: Sequence[PastGrant] | None = None) -> Gathered:
    """Standing, earlier grants and prerequisites of the applicant; ``grants`` stand for those of a whole group."""
    return merged(
        standing_facts(question),
        grant_facts(question, book, grants),
        reception(question),
        prerequisite_facts(question, book),
    )
