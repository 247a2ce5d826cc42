"""Reference tables as printed: complete, rectangular, every fact and document registered."""

from hojokin.rules import identifiers
from hojokin.rules.citations import Scope, facts, sources
from hojokin.rules.reference import tables


def test_every_packaged_table_can_be_printed() -> None:
    assert list(tables()) == [
        "prefectures",
        "minimum_wage",
        "minimum_wage_years",
        "industry_divisions",
        "industries",
        "sme_thresholds",
        "micro_thresholds",
        "legal_forms",
        "grant_tracks",
        "process_kinds",
        "process_industries",
        "tool_categories",
        "price_stability_target",
    ]


def test_every_row_is_as_wide_as_its_heading() -> None:
    for table in tables().values():
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_every_row_names_a_registered_fact_and_every_table_registered_documents() -> None:
    for table in tables().values():
        cited = {row[table.columns.index("fact")] for row in table.rows}

        assert cited - facts().keys() == set()
        assert set(table.sources) - sources().keys() == set()


def test_a_row_that_names_a_document_names_a_registered_one() -> None:
    for table in tables().values():
        if "source" in table.columns:
            assert {row[table.columns.index("source")] for row in table.rows} - sources().keys() == set()


def test_tables_and_identifiers_answer_for_every_fact_of_reference_and_for_no_other_kind() -> None:
    answered = frozenset().union(identifiers.FACTS, *(table.facts for table in tables().values()))
    wanted = {each.id for each in facts().values() if each.scope is Scope.REFERENCE}

    assert wanted - answered == set()
    assert {facts()[each].scope for each in answered - wanted} == {Scope.RULES}
