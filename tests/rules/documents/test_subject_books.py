"""Every message of the subject books reads well, and every table of an edition is there."""

import pytest

from hojokin.rules.editions import EDITIONS, rulebook
from hojokin.rules.engine.rulebook import Rulebook, Step
from hojokin.rules.shared.books import SUBJECT_BOOKS
from hojokin.rules.shared.edition_tables import cited_facts, editions_with
from hojokin.rules.shared.interest import KIND_LABELS, ReturnKind
from tests.rules import cases

FOLDERS = ("bonus", "documents", "effect_reports", "interest", "repayment", "settlement")
TABLES = [cases.read_table(path) for folder in FOLDERS for path in cases.table_files(cases.HERE / folder)]
BOOKS = [(book.code, edition) for book in SUBJECT_BOOKS for edition in EDITIONS]


def speaking_steps(book: Rulebook, edition: str) -> list[Step]:
    """Every step with a message, over every case of the book's tables."""
    own = [table for table in TABLES if (table.book, table.edition) == (book.name, edition)]
    speaking = [name for name, rule in book.rules.items() if rule.role != "calculation"]
    needed = {name: declared.lowest for name, declared in book.inputs.items() if declared.default is None}
    rows = [row for table in own for row in cases.cases_of(table, book)]
    answers = [book.evaluate({**needed, **row.facts}, speaking) for row in rows]
    return [step for answer in answers for step in answer.steps if step.rule.role != "calculation"]


@pytest.mark.parametrize(("code", "edition"), BOOKS)
def test_every_message_is_filled_in_and_names_its_clause_once(code: str, edition: str) -> None:
    for step in speaking_steps(rulebook(code, edition), edition):
        for text in (step.message.ja, step.message.en):
            assert text.count("{") == 0
            assert text.count(step.rule.clause) == 1


@pytest.mark.parametrize(
    "subject",
    [
        "bonus_items",
        "cancellation_grounds",
        "documents",
        "effect_reports",
        "refused_documents",
        "review_items",
    ],
)
def test_every_table_exists_in_both_editions(subject: str) -> None:
    assert editions_with(subject) == ("fy2025", "fy2026")


def test_the_tables_cite_the_facts_that_no_rule_carries() -> None:
    wanted = {"BON-00", "EFR-05", "PORTAL.Y-01", "PORTAL.Y-05", "RET-13", "RET-16", "SCR-05", "W-130"}

    assert sorted(wanted - cited_facts()) == []


def test_every_kind_of_return_has_a_label() -> None:
    assert set(KIND_LABELS) == set(ReturnKind)
