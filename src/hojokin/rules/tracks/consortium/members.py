"""Members of a group (補助事業グループの構成員) as a question lists them, each answered by the rules of a member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.engine.rulebook import Answer, Rulebook, inputs_in, rules_in
from hojokin.rules.identifiers import normalised
from hojokin.rules.question import Applicant, CostCategory, Member, Question
from hojokin.rules.shared import invoice_quote, ownership
from hojokin.rules.shared import size as shared_size
from hojokin.rules.shared.applicant import OWNERSHIP, MissingFacts, size_facts
from hojokin.rules.shared.common import lines_answered
from hojokin.rules.shared.invoice_quote import FILED_AS, SUPPORTED, invoice_facts
from hojokin.rules.shared.quote import QuoteTotals, totals
from hojokin.rules.track import Book, RowSteps
from hojokin.rules.tracks.consortium import membership, size

MEMBER = Book(
    code="consortium_member",
    label=Text("複数者連携枠の構成員", "Member of a consortium"),
    modules=(membership, *invoice_quote.MODULES, size, shared_size, ownership),
    parameter_files=(
        "tracks/consortium/member_{edition}.yaml",
        *invoice_quote.FILES,
        "shared/{edition}/standing.yaml",
    ),
)
OF_A_MEMBER = (*SUPPORTED, CostCategory.ANALYSIS)
OF_EVERY_MEMBER = ("is_sme", "is_small", "stated_size_differs", "has_ineligible_cost")
OF_CLASS_A = (
    "tools_may_be_applied_for",
    "it_tools_amount",
    "pc_tablet_amount",
    "register_amount",
    "readings_differ",
    "is_held_at_first_tier",
    "services_are_cut",
    "services_outweigh_tools",
    "counts_security_service_as_option",
    "leaves_out_unfit_software",
    "readiness_is_unstated",
    "functions_add_up_over_tools",
)


@cache
def member_book(book: Rulebook) -> Rulebook:
    """The rules of one member, with the documents and numbers of the group's book."""
    modules = MEMBER.modules
    return Rulebook(
        MEMBER.code,
        book.edition,
        rules_in(*modules),
        inputs_in(*modules),
        book.parameters,
        standings=book.standings,
    )


@dataclass(frozen=True)
class Firm:
    """One member: the rows of the question that bear its corporate number, by their positions."""

    rows: Mapping[int, Member]

    @property
    def position(self) -> int:
        """The first of its rows, counted from 0."""
        return min(self.rows)

    @property
    def applicant(self) -> Applicant:
        """Who it is, by its first row."""
        return self.rows[self.position].applicant


@dataclass(frozen=True)
class MemberAnswer:
    """What one member brings to its group; yen are whole, ``analysis`` is the supported cost of class B."""

    firm: Firm
    quotes: Sequence[QuoteTotals]
    answer: Answer
    has_class_a: bool

    @property
    def analysis(self) -> int:
        """Supported cost of class B in yen."""
        return sum(quote.of(CostCategory.ANALYSIS) for quote in self.quotes)

    @property
    def total(self) -> int:
        """Everything quoted, in yen."""
        return sum(quote.total for quote in self.quotes)

    @property
    def rows(self) -> Iterator[RowSteps]:
        """The explanation of its lines, then of itself."""
        for quote in self.quotes:
            yield from quote.rows
        topics = {"size_lines"} - lines_answered(self.answer.stated)
        steps = [step for step in self.answer.steps if step.rule.declared.topic not in topics]
        places: dict[str, tuple[str, ...]] = {}
        for quote in self.quotes:
            for rule, found in quote.places_of(OF_A_MEMBER).items():
                places[rule] = (*places.get(rule, ()), *found)
        yield RowSteps(f"/members/{self.firm.position}", steps, self.answer.stated, places)

    def of_class_a(self, name: str) -> int:
        """A figure of class A in yen; 0 for a member without such costs."""
        value: int = self.answer[name] if self.has_class_a else 0
        return value


def firms(members: Sequence[Member]) -> list[Firm]:
    """Rows of one corporate number as one firm; a row without a number stands for itself (F-02)."""
    rows: dict[str, dict[int, Member]] = {}
    for position, member in enumerate(members):
        number = normalised(member.applicant.corporate_number or "")
        rows.setdefault(number or f"row {position}", {})[position] = member
    return [Firm(found) for found in rows.values()]


def representative_among(found: Sequence[Firm], question: Question) -> Firm | None:
    """The firm that represents the group: by its corporate number, or by the same answers in a row."""
    number = normalised(question.applicant.corporate_number or "")
    for firm in found:
        if number and normalised(firm.applicant.corporate_number or "") == number:
            return firm
    return next((firm for firm in found if firm.applicant == question.applicant), None)


def answers(found: Sequence[Firm], question: Question, book: Rulebook) -> list[MemberAnswer]:
    """One answer a member. Raises MissingFacts naming every member whose size cannot be told."""
    problems: list[Problem] = []
    answered: list[MemberAnswer] = []
    for firm in found:
        try:
            answered.append(_answer(firm, question, book))
        except MissingFacts as missing:
            problems.extend(missing.problems)
    if problems:
        raise MissingFacts(problems)
    return answered


def _answer(firm: Firm, question: Question, book: Rulebook) -> MemberAnswer:
    quotes = [
        totals(member.costs, book, filed_as=FILED_AS, place=f"/members/{position}/costs")
        for position, member in firm.rows.items()
    ]
    facts = {
        **size_facts(firm.applicant, f"/members/{firm.position}/applicant"),
        **_ownership_facts(firm.applicant),
        **invoice_facts(quotes, book),
        "exact_fractions": question.options.invoice_arithmetic == "fractions",
        "ineligible_cost": sum(quote.outside(OF_A_MEMBER) for quote in quotes),
    }
    has_class_a = any(quote.items(category) for quote in quotes for category in SUPPORTED)
    targets = OF_EVERY_MEMBER + OF_CLASS_A if has_class_a else OF_EVERY_MEMBER
    return MemberAnswer(firm, quotes, member_book(book).evaluate(facts, targets), has_class_a)


def _ownership_facts(applicant: Applicant) -> dict[str, int | bool]:
    owned = applicant.ownership
    if owned is None:
        return {}
    facts: dict[str, int | bool] = {name: getattr(owned, name) for name in OWNERSHIP}
    return facts | {
        "taxable_income_sum": sum(owned.taxable_income_yen),
        "taxable_income_years": len(owned.taxable_income_yen),
    }
