"""The question's declarations: bounds on both sides, dates as written, nothing changed afterwards."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from hojokin.rules.editions import EDITIONS, TRACKS
from hojokin.rules.names import ALL, CATEGORIES, EXCLUSIONS, FUNCTIONS, SECTORS, SIZES
from hojokin.rules.names import TRACKS as TRACK_NAMES
from hojokin.rules.question import (
    CostCategory,
    EarlierTrack,
    Exclusion,
    ExemptSector,
    InvoiceFunction,
    Question,
    SizeCode,
    TrackCode,
)
from hojokin.rules.reference import tool_categories


def asked(**changed: Any) -> Question:
    return Question.model_validate({"track": "normal", "applicant": {"size": "small"}, **changed})


def admits(**changed: Any) -> bool:
    try:
        asked(**changed)
    except ValidationError:
        return False
    return True


def test_the_edition_is_the_current_one_unless_another_is_asked() -> None:
    assert (asked().edition, asked(edition="fy2025").edition) == ("fy2026", "fy2025")
    assert [admits(edition=code) for code in (*EDITIONS, "fy1999")] == [True] * len(EDITIONS) + [False]


@pytest.mark.parametrize(
    ("field", "lowest", "highest"),
    [("capital_yen", 0, 10**15 - 1), ("regular_employees", 0, 999_999), ("low_wage_months", 0, 12)],
)
def test_figures_of_an_applicant_have_bounds_on_both_sides(field: str, lowest: int, highest: int) -> None:
    given = [lowest - 1, lowest, highest, highest + 1]

    assert [admits(applicant={field: value}) for value in given] == [False, True, True, False]


@pytest.mark.parametrize(("field", "lowest", "highest"), [("amount_yen", 0, 10**12 - 1), ("months", 1, 1200)])
def test_figures_of_a_cost_have_bounds_on_both_sides(field: str, lowest: int, highest: int) -> None:
    cost = {"category": "software", "amount_yen": 1}

    found = [admits(costs=[{**cost, field: value}]) for value in (lowest - 1, lowest, highest, highest + 1)]

    assert found == [False, True, True, False]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-08-25", True),
        ("2026-8-25", False),
        ("２０２６-08-25", False),
        (20260825, False),
        ("2026-02-30", False),
    ],
)
def test_a_date_is_written_in_one_way(written: object, read: bool) -> None:
    assert admits(applied_on=written) is read


def test_a_date_is_a_day() -> None:
    assert asked(applied_on="2026-08-25").applied_on == date(2026, 8, 25)


@pytest.mark.parametrize(
    ("sme", "contracted", "admitted"), [(30, 50, True), (50, 50, True), (51, 50, False), (51, None, True)]
)
def test_accounts_for_smes_are_among_the_contracted(sme: int, contracted: int | None, admitted: bool) -> None:
    assert admits(accounts={"sme": sme, "contracted": contracted}) is admitted


def test_a_question_does_not_change() -> None:
    with pytest.raises(ValidationError):
        asked().track = TrackCode.INVOICE  # type: ignore[misc]  # that it cannot is what is tested


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (TrackCode, TRACK_NAMES),
        (SizeCode, SIZES),
        (ExemptSector, SECTORS),
        (CostCategory, CATEGORIES),
        (InvoiceFunction, FUNCTIONS),
        (Exclusion, EXCLUSIONS),
    ],
)
def test_every_code_has_a_name_and_every_name_a_code(codes: Any, names: dict[str, object]) -> None:
    assert [str(code) for code in codes] == list(names)


def test_every_earlier_track_has_a_name() -> None:
    assert {str(code) for code in EarlierTrack} - set(ALL) == set()


def test_every_track_that_can_be_asked_has_rules() -> None:
    assert set(TRACKS) == set(TrackCode)


def test_the_names_of_categories_are_those_of_the_table_in_its_order() -> None:
    assert list(CATEGORIES) == [each.key for each in tool_categories()]
    assert [CATEGORIES[each.key].ja for each in tool_categories()][:10] == [
        each.name_ja for each in tool_categories()
    ][:10]
