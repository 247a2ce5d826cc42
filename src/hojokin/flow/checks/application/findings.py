"""Findings of the rules (自動判定) at the fields they stem from: a caution that can be contested, never a wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hojokin.flow.form import Attachments, FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.question_parts import Spot
from hojokin.flow.questions import Asked, asked_of
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.estimate import Estimate, Finding, estimate
from hojokin.rules.problems import InvalidQuestion

MISSING = "missing"  # the form itself says so at the field
UNTOLD_TOPICS = frozenset({"schedule"})  # the office's own rounds decide
FIELD_OF_TOPIC: Mapping[str, str] = {
    "amount": "tools",
    "corporate_number": "corporate_number",
    "declaration": "announced",
    "earlier_grants": "past_grants",
    "earlier_processes": "tools",
    "exclusions": "exclusions",
    "first_fiscal_year": "closed_first_year",
    "gbizid": "gbizid_prime",
    "house_wage": "lowest_wage_yen",
    "legal_form": "legal_form",
    "minimum_wage_plan": "wage_rise",
    "ownership": "large_company_ties",
    "parallel": "parallel",
    "productivity": "plan_years",
    "productivity_promise": "past_grants",
    "same_corporation": "controlling_votes_percent",
    "security_action": "security_action_id",
    "security_service_before": "past_grants",
    "security_service_elsewhere": "service_elsewhere",
    "size": "regular_employees",
    "vicinity": "low_wage_months",
    "wage_plan": "pay_year_3_yen",
    "wages": "has_wage_plan",
}
FIELD_OF_RULE: Mapping[str, str] = {
    "accounts_are_contracted": "accounts_contracted",
    "asks_for_too_much": "requested_yen",
    "contract_limits_accounts": "accounts_unlimited",
    "counted_partners_must_qualify": "accounts_sme",
    "does_not_earn_like_large": "taxable_income_1",
    "gives_an_account_to_an_sme": "accounts_sme",
    "representative_may_lead": "lead_kind",
    "request_reaches_floor": "requested_yen",
    "wage_plan_needs_review": "pay_base_yen",
}
IN_A_GROUP: Mapping[str, str] = {
    "tools": "class_a",
    "plan_years": "member_years",
    "regular_employees": "members",
}
# Where a finding is told while its own field is not asked.
ASKED_BY: Mapping[str, str] = {
    "announced": "has_wage_plan",
    "controlling_votes_percent": "applicant_kind",
    "corporate_number": "applicant_kind",
    "large_company_ties": "applicant_kind",
    "legal_form": "applicant_kind",
    "past_grants": "had_grants",
    "pay_year_3_yen": "has_wage_plan",
    "taxable_income_1": "applicant_kind",
    "wage_rise": "has_wage_plan",
}
NO_FIELD = "contest"
OF_COSTS = frozenset({"tools", "requested_yen"})  # empty ones are asked for by the form itself
OF_A_GROUP: Mapping[str, str] = {"has_enough_members": "members", "some_members_have_no_costs": "members"}


def check_findings(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """What the estimate says against what is asked (``values`` hold no more); else why it cannot be read."""
    asked = asked_of(values, attachments, circumstances.edition, circumstances.track, circumstances.today)
    try:
        made = estimate(asked.question)
    except InvalidQuestion as invalid:
        return tuple(_unreadable(asked, each) for each in invalid.problems if each.code != MISSING)
    told = (*_refusals(made, asked), *_cautions(made, asked))
    begun = (each for each in told if each.field not in OF_COSTS or values.get(each.field))
    return tuple(replace(each, field=shown_at(each.field, values)) for each in begun)


def shown_at(field: str, values: Values) -> str:
    """The field itself while it is asked, else the one that decides whether it is."""
    while field not in values and field != NO_FIELD:
        field = ASKED_BY.get(field, NO_FIELD)
    return field


def _unreadable(asked: Asked, problem: Problem) -> FormProblem:
    spot = asked.spot(problem.place) or Spot(NO_FIELD)
    return FormProblem(spot.field, problem.message, "", row=spot.row, column=spot.column)


def _refusals(made: Estimate, asked: Asked) -> Iterator[FormProblem]:
    for finding in made.refusals:
        said = Text(
            f"いまのままでは対象外です: {finding.message.ja}直せないときは、「自動判定への異議」に理由を書いて提出できます。",
            f"Not eligible as it stands: {finding.message.en} If it cannot be mended, you may contest it with a reason and go on.",
        )
        yield from _told(made, asked, finding, said)


def _cautions(made: Estimate, asked: Asked) -> Iterator[FormProblem]:
    for finding in made.cautions:
        if finding.rule in _names_of(made):
            yield from _told(made, asked, finding, finding.message)


def _names_of(made: Estimate) -> frozenset[str]:
    """Rules of the book and of its rows; general remarks on unconfirmed facts bear no rule's name."""
    rows = {step.rule.name for row in made.gathered.rows for step in row.steps}
    return frozenset(made.book.rules).union(rows)


def _told(made: Estimate, asked: Asked, finding: Finding, said: Text) -> Iterator[FormProblem]:
    topic = topic_of(made, finding.rule)
    if topic in UNTOLD_TOPICS:
        return
    spots = [spot for place in finding.places if (spot := asked.spot(place)) is not None]
    for spot in spots or [Spot(field_of(made, finding.rule, topic))]:
        yield FormProblem(spot.field, said, " ".join(finding.facts), Severity.CAUTION, spot.row, spot.column)


def topic_of(made: Estimate, rule: str) -> str:
    """The topic of a rule; rules of rows speak of the amount."""
    found = made.book.rules.get(rule)
    return found.declared.topic if found is not None else "amount"


def field_of(made: Estimate, rule: str, topic: str) -> str:
    """The field that a rule's finding stems from when it names no place of its own."""
    group = made.question.members is not None
    if group and rule in OF_A_GROUP:
        return OF_A_GROUP[rule]
    field = FIELD_OF_RULE.get(rule) or FIELD_OF_TOPIC.get(topic, NO_FIELD)
    return IN_A_GROUP.get(field, field) if group else field
