"""What an applicant's part of a question says in the words of the shared rules."""

from __future__ import annotations

from datetime import date, timedelta

from hojokin.rules import reference
from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.engine.loading import Block
from hojokin.rules.question import Applicant, Exclusion, Ownership, Question, SizeCode
from hojokin.rules.reference import LegalForm, LegalFormKind, UnknownCodeError
from hojokin.rules.shared.gathering import NOTHING, merged
from hojokin.rules.shared.past_grants import granted_in_years
from hojokin.rules.shared.size import StatedSize
from hojokin.rules.track import Gathered

STATED = {
    SizeCode.SMALL: StatedSize.SMALL,
    SizeCode.MEDIUM: StatedSize.MEDIUM,
    SizeCode.LARGE: StatedSize.LARGE,
}
EXCLUSIONS = {
    Exclusion.REGISTERED_VENDOR: "is_registered_vendor",
    Exclusion.SUSPENDED: "is_suspended",
    Exclusion.ADULT_ENTERTAINMENT: "is_adult_entertainment",
    Exclusion.LABOUR_LAW_PROSECUTION: "was_prosecuted_under_labour_law",
    Exclusion.ANTISOCIAL_FORCES: "has_antisocial_ties",
    Exclusion.EARLIER_FRAUD: "committed_irregularities",
    Exclusion.DUPLICATE_SUBSIDY: "duplicates_another_subsidy",
    Exclusion.SAME_CORPORATION_APPLIED: "same_corporation_has_applied",
    Exclusion.NOT_IN_JAPAN: "is_outside_japan",
}
OWNERSHIP = (
    "total_shares",
    "largest_large_holder_shares",
    "all_large_holders_shares",
    "deemed_large_holders_shares",
    "officers",
    "officers_from_large",
    "officers_from_deemed_large",
)


class MissingFacts(ValueError):
    """A question that leaves out what its track cannot do without; ``problems`` name every place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message.en for problem in problems))
        self.problems = problems


def size_facts(applicant: Applicant, place: str) -> dict[str, int | bool]:
    """Facts for the size rules. Raises MissingFacts when neither the size nor all it is derived from is there."""
    facts: dict[str, int | bool] = {}
    if applicant.size is not None:
        facts["stated_size"] = int(STATED[applicant.size])
        if applicant.legal_form is None or _missing_for_size(applicant, place):
            return facts | _beside_stated(applicant)
    elif problems := _missing_for_size(applicant, place):
        raise MissingFacts(problems)
    return facts | _derivable(applicant)


def _beside_stated(applicant: Applicant) -> dict[str, int | bool]:
    """What is known of a stated size that cannot be derived: enough, perhaps, to see that it cannot be."""
    facts: dict[str, int | bool] = {}
    if applicant.legal_form is not None:
        facts["is_never_micro"] = not reference.legal_form(applicant.legal_form).may_be_micro
    if applicant.regular_employees is not None:
        lines = reference.micro_thresholds()
        if applicant.industry_code is not None:
            lines = (reference.micro_threshold(reference.size_class(applicant.industry_code).micro_class),)
        facts["regular_employees"] = applicant.regular_employees
        facts["highest_micro_line"] = max(each.employees_at_most for each in lines)
    return facts


def _derivable(applicant: Applicant) -> dict[str, int | bool]:
    form = reference.legal_form(applicant.legal_form or "")
    trade = None if applicant.industry_code is None else reference.size_class(applicant.industry_code)
    own_class = form.sme_class or (trade.sme_class if trade else 0)
    own = reference.sme_threshold(own_class)
    employee_line = own.employees_at_most
    if employee_line is None and trade is not None:  # a body measured by the line of its main industry
        employee_line = reference.sme_threshold(trade.sme_class).employees_at_most
    unconfirmed = not form.confidence.is_firm or (
        trade is not None and trade.unconfirmed and not form.sme_class
    )
    micro_line = reference.micro_threshold(trade.micro_class).employees_at_most if trade else None
    figures = {
        "capital": applicant.capital_yen,
        "regular_employees": applicant.regular_employees,
        "capital_line": own.capital_at_most_yen,
        "employee_line": employee_line,
        "micro_line": micro_line,
    }
    return {
        **{name: figure for name, figure in figures.items() if figure is not None},
        "judged_by_capital_too": form.kind is LegalFormKind.COMPANY and applicant.capital_yen is not None,
        "may_be_micro": form.may_be_micro,
        "size_is_derivable": True,
        "size_class_is_unconfirmed": unconfirmed,
    }


def _needs_no_industry(form: LegalForm) -> bool:
    """Whether the limit of a body (classes 9 to 11) stands by itself; such a body is never micro."""
    return form.sme_class is not None and not reference.sme_threshold(form.sme_class).by_main_industry


def _missing_for_size(applicant: Applicant, place: str) -> list[Problem]:
    form = None if applicant.legal_form is None else reference.legal_form(applicant.legal_form)
    wanted = {
        "legal_form": (applicant.legal_form, "組織形態", "the legal form"),
        "industry_code": (applicant.industry_code, "業種コード", "the industry code"),
        "regular_employees": (
            applicant.regular_employees,
            "常時使用する従業員数",
            "the number of regular employees",
        ),
    }
    if form is not None and _needs_no_industry(form):
        del wanted["industry_code"]
    missing = [
        _needed(f"{place}/{name}", ja, en) for name, (value, ja, en) in wanted.items() if value is None
    ]
    return missing or _missing_capital(applicant, form, place)


def _missing_capital(applicant: Applicant, form: LegalForm | None, place: str) -> list[Problem]:
    """Capital decides only for a company with more staff than the line; then it must be there."""
    if applicant.capital_yen is not None or form is None or form.kind is not LegalFormKind.COMPANY:
        return []
    line = reference.sme_threshold(
        reference.size_class(applicant.industry_code or "").sme_class
    ).employees_at_most
    if line is not None and (applicant.regular_employees or 0) <= line:
        return []
    return [_needed(f"{place}/capital_yen", "資本金", "the capital")]


def _needed(place: str, ja: str, en: str) -> Problem:
    return Problem(
        place,
        "missing",
        Text(
            f"規模（size）が空欄なので、判定のために{ja}を入力してください。",
            f"The size is left empty, so enter {en} to derive it.",
        ),
    )


def wage_facts(applicant: Applicant, wage_years: Block) -> dict[str, int | bool]:
    """Facts for the wage duties: an earlier grant in the years that bring them, and the exempt sectors."""
    return {
        "granted_in_wage_years": granted_in_years(applicant.past_grants, wage_years.years),
        "in_exempt_sector": applicant.exempt_sector is not None,
    }


def standing(question: Question) -> Gathered:
    """Facts on legal form, ownership, exclusions, votes, first year and lawful pay; what is absent stays open."""
    applicant = question.applicant
    parts = [_legal_form(applicant), _house_wage(question)]
    if applicant.ownership is not None:
        parts += [ownership(applicant.ownership), _votes(applicant.ownership)]
    if applicant.exclusions is not None:
        grounds = {EXCLUSIONS[ground]: True for ground in applicant.exclusions}
        parts.append(Gathered(grounds, frozenset({"exclusions"})))
    if applicant.closed_a_fiscal_year is not None:
        facts = {"closed_a_fiscal_year": applicant.closed_a_fiscal_year}
        parts.append(Gathered(facts, frozenset({"first_fiscal_year"})))
    return merged(*parts)


def _legal_form(applicant: Applicant) -> Gathered:
    if applicant.legal_form is None:
        return NOTHING
    facts = {"legal_form_is_excluded": reference.legal_form(applicant.legal_form).excluded}
    return Gathered(facts, frozenset({"legal_form"}))


def ownership(owned: Ownership) -> Gathered:
    """Facts for the six tests of a deemed-large enterprise."""
    facts: dict[str, int | bool] = {name: getattr(owned, name) for name in OWNERSHIP}
    facts["taxable_income_sum"] = sum(owned.taxable_income_yen)
    facts["taxable_income_years"] = len(owned.taxable_income_yen)
    return Gathered(facts, frozenset({"ownership"}))


def _votes(owned: Ownership) -> Gathered:
    if owned.all_votes is None:
        return NOTHING
    facts = {"all_votes": owned.all_votes, "votes_shared_with_group": owned.votes_shared_with_group}
    return Gathered(facts, frozenset({"same_corporation"}))


def _house_wage(question: Question) -> Gathered:
    """Lawful pay, once the figure, the prefecture and the day of application are known and the wage of then is."""
    applicant = question.applicant
    pay, prefecture, day = applicant.minimum_wage_in_house_yen, applicant.prefecture, question.applied_on
    if pay is None or prefecture is None or day is None:
        return NOTHING
    try:
        regional = _minimum_wage_before(day, prefecture)
    except UnknownCodeError:
        return NOTHING
    facts = {"house_minimum_wage": pay, "regional_minimum_wage": regional}
    return Gathered(facts, frozenset({"house_wage"}))


def _minimum_wage_before(applied_on: date, prefecture: str) -> int:
    """The rate on the last day of the month before: pay must be lawful for the whole of that month."""
    last = applied_on.replace(day=1) - timedelta(days=1)
    return reference.minimum_wage(prefecture, last).yen
