"""Earlier grants and other tracks, told in the words of the reduction rules."""

from datetime import date

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.question import PastGrant
from hojokin.rules.reference.reading import UnknownCodeError
from hojokin.rules.shared.reductions import reduction_facts


def grant(year: int, track: str, *processes: str) -> PastGrant:
    body = {"year": year, "track": track, "decided_on": date(year, 7, 1), "processes": processes}
    return PastGrant.model_validate(body)


@pytest.mark.parametrize(
    ("edition", "track", "year", "earlier", "reduces"),
    [
        ("fy2026", "normal", 2021, "normal", False),
        ("fy2026", "normal", 2022, "security", True),
        ("fy2026", "normal", 2025, "invoice", True),
        ("fy2026", "normal", 2026, "invoice", False),
        ("fy2025", "normal", 2023, "digital_base", True),
        ("fy2025", "normal", 2023, "normal", False),
        ("fy2025", "normal", 2024, "invoice", True),
        ("fy2025", "normal", 2024, "electronic_transaction", True),
        ("fy2025", "normal", 2024, "security", False),
        ("fy2025", "invoice", 2022, "security", True),
        ("fy2025", "invoice", 2023, "normal", True),
        ("fy2025", "invoice", 2023, "security", False),
        ("fy2025", "electronic_transaction", 2024, "consortium", True),
        ("fy2025", "security", 2024, "security", False),
        ("fy2026", "consortium", 2024, "normal", False),
    ],
)
def test_only_listed_grants_reduce(edition: str, track: str, year: int, earlier: str, reduces: bool) -> None:
    facts = reduction_facts(rulebook("reductions", edition), track, [grant(year, earlier)])

    assert facts["holds_reducing_grant"] is reduces


@pytest.mark.parametrize(
    ("track", "parallel", "reduces"),
    [
        ("normal", ["invoice"], True),
        ("normal", ["electronic_transaction"], True),
        ("normal", ["security"], False),
        ("normal", [], False),
        ("invoice", ["normal"], True),
        ("invoice", ["electronic_transaction"], False),
        ("electronic_transaction", ["normal"], True),
        ("security", ["normal", "invoice"], False),
    ],
)
@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_only_listed_tracks_of_the_year_reduce(
    edition: str, track: str, parallel: list[str], reduces: bool
) -> None:
    facts = reduction_facts(rulebook("reductions", edition), track, parallel=parallel)

    assert facts["applied_in_reducing_track"] is reduces


def test_processes_are_compared_by_kind_with_the_last_two_years() -> None:
    book = rulebook("reductions", "fy2026")
    grants = [grant(2023, "normal", "P-01"), grant(2024, "normal", "P-04"), grant(2025, "normal", "P-06:建")]

    facts = reduction_facts(book, "normal", grants, processes=["P-01", "P-04", "P-06:製", "P-06:建"])

    assert (facts["processes"], facts["shared_processes"]) == (3, 2)


def test_a_shared_process_is_told_as_a_reduction() -> None:
    book = rulebook("reductions", "fy2026")
    facts = reduction_facts(book, "normal", [grant(2025, "normal", "P-04")], processes=["P-01", "P-04"])

    answer = book.evaluate(facts)

    assert answer["reduced_for_shared_processes"] is True
    assert answer["reduction_count"] == 2


def test_an_unknown_track_has_no_reductions() -> None:
    with pytest.raises(UnknownCodeError):
        reduction_facts(rulebook("reductions", "fy2026"), "general")
