"""Electronic transaction track (インボイス枠 電子取引類型)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hojokin.rules.engine.facts import Problem, Text
from hojokin.rules.engine.rulebook import Rulebook
from hojokin.rules.question import Accounts, Cost, CostCategory, InvoiceFunction, Question
from hojokin.rules.shared.applicant import MissingFacts
from hojokin.rules.shared.common import FILES, MODULES, common
from hojokin.rules.shared.quote import totals
from hojokin.rules.track import Gathered, PartOfGrant, Track
from hojokin.rules.tracks.electronic_transaction import conditions, facts, rules

SUPPORTED = (CostCategory.SOFTWARE,)
_NO_ACCOUNTS = Problem(
    "/accounts",
    "missing",
    Text(
        "電子取引類型では、中小企業に供与するアカウント数（sme）と契約する総数（contracted）"
        "を入力してください。",
        "The electronic transaction track needs the accounts: those for SMEs (sme) and all contracted ones "
        "(contracted).",
    ),
)


def gather(question: Question, book: Rulebook) -> Gathered:
    """The facts of a question. Raises MissingFacts naming the accounts and all that the size lacks."""
    problems: list[Problem] = []
    try:
        gathered = common(question, book)
    except MissingFacts as missing:
        problems.extend(missing.problems)
    if question.accounts is None:
        problems.append(_NO_ACCOUNTS)
    if problems or question.accounts is None:
        raise MissingFacts(problems)
    quote = totals(question.costs, book)
    known = {
        "software_cost": quote.of(CostCategory.SOFTWARE),
        "software_items": quote.items(CostCategory.SOFTWARE),
        "ineligible_cost": quote.outside(SUPPORTED),
        **_account_facts(question.accounts),
        **_tool_facts(quote.lines.get(CostCategory.SOFTWARE, ())),
    }
    return gathered.with_quote(quote.total, known, quote.rows, quote.places_of(SUPPORTED))


def _account_facts(accounts: Accounts) -> dict[str, int | bool]:
    return {
        "accounts_for_sme": accounts.sme,
        # Without a limit there is no share; the refusal tells, and every account stands for the whole.
        "accounts_contracted": accounts.contracted or max(accounts.sme, 1),
        "accounts_are_limited": accounts.contracted is not None,
    }


def _tool_facts(software: Sequence[Cost]) -> dict[str, int | bool]:
    ordering = [
        None if line.functions is None else InvoiceFunction.ORDERING in line.functions for line in software
    ]
    return {
        **_claim([line.cloud for line in software], "is_cloud", "cloud_is_stated"),
        **_claim(ordering, "has_ordering", "functions_are_stated"),
        **_claim([line.invoice_ready for line in software], "is_invoice_ready", "readiness_is_stated"),
    }


def _claim(answers: Iterable[bool | None], holds: str, stated: str) -> dict[str, int | bool]:
    """A claim holds unless a line denies it, and is stated when every line answers it."""
    given = list(answers)
    return {holds: False not in given, stated: None not in given}


TRACK = Track(
    code="electronic_transaction",
    label=Text("インボイス枠（電子取引類型）", "Electronic transaction track"),
    facts=("N-77", "PRD-06"),  # no productivity requirement
    modules=(facts, conditions, rules, *MODULES),
    parameter_files=("tracks/electronic_transaction/{edition}.yaml", *FILES),
    parts=(
        PartOfGrant(
            code="it_tools",
            label=Text("クラウド利用料", "Cloud fee"),
            eligible_cost="eligible_cost",
            amount="most_grantable",
            cap="ceiling",
            rate="subsidy_rate",
        ),
    ),
    gather=gather,
)
