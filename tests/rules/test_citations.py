"""Citations: the register is sound, and the weakest fact decides the standing of a rule."""

from collections import Counter
from dataclasses import replace

import pytest

from hojokin.rules.citations import (
    Scope,
    SourceKind,
    check_facts,
    fact,
    facts,
    parse_sources,
    source,
    sources,
    standing,
)
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference import Confidence, TableError, UnknownCodeError
from hojokin.rules.reference.reading import read_text


def test_a_fact_carries_its_documents_year_confidence_and_scope() -> None:
    found = fact("N-05")

    assert found.sources == ("koubo-normal-2025",)
    assert (found.source_year, found.confidence, found.scope) == (2025, Confidence.OFFICIAL, Scope.RULES)


def test_colliding_ids_are_told_apart_by_their_collection() -> None:
    assert fact("D-01").subject == "ordering side applies, any size"
    assert fact("STAT.D-01").scope is Scope.STATISTICS
    assert fact("NI.C-08").subject == "workbook against plain fractions"
    assert fact("EW.C-08").subject == "group mean and growth"
    assert fact("SCH.C-01").subject == "reception opened"


@pytest.mark.parametrize(
    ("ids", "year", "expected"),
    [
        (["N-01", "N-02"], 2026, "confirmed"),
        (["N-05"], 2026, "earlier_edition"),
        (["N-05"], 2025, "confirmed"),
        (["N-10"], 2026, "unconfirmed"),
        (["N-01", "N-05"], 2026, "earlier_edition"),
        (["N-05", "N-10", "N-01"], 2026, "unconfirmed"),
        (["N-109"], 2026, "unconfirmed"),
        (["VIC-02"], 2026, "confirmed"),
        (["EXC-01", "ARI-03"], 2026, "confirmed"),
        (["S-08"], 2026, "confirmed"),
        ([], 2026, "confirmed"),
    ],
)
def test_the_weakest_fact_decides_and_derived_ones_add_no_doubt(
    ids: list[str], year: int, expected: str
) -> None:
    assert standing(ids, year) is Standing(expected)


def test_an_unregistered_fact_or_document_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="N-999"):
        fact("N-999")
    with pytest.raises(UnknownCodeError, match="N-999"):
        standing(["N-01", "N-999"], 2026)
    with pytest.raises(UnknownCodeError, match="kitei-normal-1999"):
        source("kitei-normal-1999")


def test_every_published_document_has_an_address_and_every_address_is_secure() -> None:
    published = [each for each in sources().values() if each.kind is not SourceKind.PRIVATE]

    assert [each.key for each in published if not each.url.startswith("https://")] == []


def test_subjects_are_short_enough_to_read_in_a_margin() -> None:
    assert [each.id for each in facts().values() if not 1 <= len(each.subject.split()) <= 8] == []


def test_what_is_left_to_people_or_thrown_away_says_why() -> None:
    reasons = {
        each.id: each.note for each in facts().values() if each.scope in {Scope.JUDGEMENT, Scope.DISCARDED}
    }

    assert [key for key, note in reasons.items() if not note] == []
    assert reasons["EXC-14"] == "private screening of one vendor, not a rule of the programme"


def test_discarded_claims_do_not_look_official() -> None:
    claims = [each for each in facts().values() if each.scope is Scope.DISCARDED and each.confidence.is_firm]

    assert [each.id for each in claims] == ["WAGE-23"]


def test_every_scope_is_in_use() -> None:
    assert set(Counter(each.scope for each in facts().values())) == set(Scope)


def test_the_check_of_the_register_finds_every_fault() -> None:
    good = fact("N-05")
    rows = [
        good,
        good,
        replace(good, id="A", sources=("nowhere",)),
        replace(good, id="B", sources=()),
        replace(good, id="C", sources=(), confidence=Confidence.GAP),
        replace(good, id="D", scope=Scope.DISCARDED),
    ]

    assert check_facts(rows, sources()) == [
        "N-05 stands in the table twice",
        "A: no document nowhere",
        "B: official needs a document",
        "D: discarded needs a reason in the note",
    ]


def test_a_faulty_list_of_documents_reports_everything_at_once() -> None:
    text = """
good: {kind: private, title: a, title_en: b, edition: "1", year: 2026, read: full}
no-address: {kind: regulation, title: a, title_en: b, edition: "1", year: 2026, read: full}
no-title: {kind: private, edition: "1", year: 2026, read: full}
odd-kind: {kind: rumour, title: a, title_en: b, edition: "1", year: 2026, read: full}
odd-year: {kind: private, title: a, title_en: b, edition: "1", year: soon, read: full}
stray: {kind: private, title: a, title_en: b, edition: "1", year: 2026, read: full, colour: red}
"""

    with pytest.raises(TableError) as raised:
        parse_sources(text)

    assert raised.value.problems == (
        "no-address: a published document needs its address",
        "no-title: 'title'",
        "odd-kind: 'rumour' is not a valid SourceKind",
        "odd-year: year must be a whole number, not 'soon'",
        "stray: unknown field colour",
    )


def test_no_document_is_listed_twice_under_one_key() -> None:
    text = read_text("hojokin.rules", "sources.yaml")
    keys = [line.partition(":")[0] for line in text.splitlines() if line and not line.startswith("#")]

    assert sorted(keys) == sorted(sources())
