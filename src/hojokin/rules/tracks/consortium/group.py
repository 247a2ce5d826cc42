"""A group (補助事業グループ) as a question describes it, in the words of the rules of its track."""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.rules import reference
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import Applicant, CostCategory, PastGrant, Question
from hojokin.rules.shared.applicant import MissingFacts, size_facts, standing
from hojokin.rules.shared.common import lines_answered
from hojokin.rules.shared.gathering import merged
from hojokin.rules.shared.past_grants import earlier_grants
from hojokin.rules.shared.prerequisites import prerequisites
from hojokin.rules.shared.productivity_consortium import productivity_of_group
from hojokin.rules.shared.quote import QuoteTotals, totals
from hojokin.rules.shared.reception import reception
from hojokin.rules.track import Gathered
from hojokin.rules.tracks.consortium.members import (
    Firm,
    MemberAnswer,
    answers,
    firms,
    representative_among,
)

GROUP_COSTS = (CostCategory.COORDINATION, CostCategory.EXPERT)
_NO_MEMBERS = Problem(
    "/members",
    "missing",
    Text(
        "複数者連携枠では、代表事業者を含むすべての構成員（members）を入力してください。",
        "The consortium track needs all members of the group, the representative included (members).",
    ),
)


def gather(question: Question, book: Rulebook) -> Gathered:
    """The facts of a question. Raises MissingFacts naming the members, and every size that cannot be told."""
    problems: list[Problem] = [] if question.members else [_NO_MEMBERS]
    found = firms(question.members or ())
    known: dict[str, int | bool] = {}
    answered: list[MemberAnswer] = []
    try:
        known |= size_facts(question.applicant, "/applicant")
    except MissingFacts as missing:
        problems.extend(missing.problems)
    try:
        answered = answers(found, question, book)
    except MissingFacts as missing:
        problems.extend(missing.problems)
    if problems:
        raise MissingFacts(problems)
    quote = totals(question.costs, book)
    known |= _group_facts(quote) | _sums(answered) | _counts(question, found, answered)
    if question.requested_yen is not None:
        known["requested_amount"] = question.requested_yen
    group = merged(
        _group(question, known),
        standing(question),
        earlier_grants(question, book, _grants_of_all(question)),
        reception(question),
        prerequisites(question, book),
        productivity_of_group(question, book),
    )
    return group.with_quote(
        quote.total + sum(each.total for each in answered),
        {},
        [*quote.rows, *(row for each in answered for row in each.rows)],
        quote.places_of(GROUP_COSTS),
    )


def _grants_of_all(question: Question) -> list[PastGrant] | None:
    """The earlier grants of the whole group, or None when nobody was asked for them (F-49)."""
    applicants = [question.applicant, *(member.applicant for member in question.members or ())]
    asked = [each for each in applicants if "past_grants" in each.model_fields_set]
    return [grant for each in asked for grant in each.past_grants] if asked else None


def _group(question: Question, known: dict[str, int | bool]) -> Gathered:
    topics = {"amount", "size", "wages", *lines_answered(known)}
    if question.applicant.legal_form is not None:
        form = reference.legal_form(question.applicant.legal_form)
        known |= {"is_corporation": form.is_corporation, "is_leading_body": form.consortium_lead is not None}
        topics.add("legal_form")
    return Gathered(known, frozenset(topics))


def _group_facts(quote: QuoteTotals) -> dict[str, int | bool]:
    return {
        "coordination_cost": quote.of(CostCategory.COORDINATION),
        "expert_cost": quote.of(CostCategory.EXPERT),
        "ineligible_cost": quote.outside(GROUP_COSTS),
    }


def _sums(answered: Sequence[MemberAnswer]) -> dict[str, int | bool]:
    names = {
        "it_tools_cost_of_members": "it_tools_cost",
        "it_tools_of_members": "it_tools_amount",
        "pc_tablet_cost_of_members": "counted_pc_tablet",
        "pc_tablet_of_members": "pc_tablet_amount",
        "register_cost_of_members": "counted_register",
        "register_of_members": "register_amount",
    }
    sums: dict[str, int | bool] = {
        fact: sum(each.of_class_a(name) for each in answered) for fact, name in names.items()
    }
    return sums | {
        "analysis_cost": sum(each.analysis for each in answered),
        "analysis_members": sum(each.analysis > 0 for each in answered),
    }


def _counts(
    question: Question, found: Sequence[Firm], answered: Sequence[MemberAnswer]
) -> dict[str, int | bool]:
    representative = representative_among(found, question)
    # A body that may represent the group need not be an SME; a rule of its own asks for that.
    not_sme = [each for each in answered if not each.answer["is_sme"] and each.firm is not representative]
    shut_out = [
        each for each in answered if _is_shut_out(each.firm.applicant) and each.firm is not representative
    ]
    unfit = [each for each in answered if each.has_class_a and not each.answer["tools_may_be_applied_for"]]
    without_costs = [each for each in answered if not each.total and each.firm is not representative]
    return {
        "members": len(found),
        "repeated_entries": len(question.members or ()) - len(found),
        "members_not_sme": len(not_sme),
        "first_member_not_sme": _first(not_sme),
        "members_shut_out": len(shut_out),
        "first_member_shut_out": _first(shut_out),
        "members_with_unfit_tools": len(unfit),
        "first_member_with_unfit_tools": _first(unfit),
        "members_without_costs": len(without_costs),
        "representative_is_listed": representative is not None,
    }


def _is_shut_out(applicant: Applicant) -> bool:
    form = applicant.legal_form
    return bool(applicant.exclusions) or (form is not None and reference.legal_form(form).excluded)


def _first(members: Sequence[MemberAnswer]) -> int:
    """The number of the first of some members, counted from 1; 0 when there is none."""
    return min((each.firm.position + 1 for each in members), default=0)
