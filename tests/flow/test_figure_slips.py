"""Slips in figures: each kind is asked about, and ordinary years are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.figure_slips import FAR, Figures, SlipKind, slips_of

YEAR: dict[str, int] = {
    "operating_profit": 5_000_000,
    "personnel_cost": 30_000_000,
    "depreciation": 1_200_000,
    "total_pay": 25_000_000,
    "employees": 8,
    "total_hours": 15_000,
    "paid_people": 7,
    "lowest_wage": 1_150,
}
GROWN: dict[str, int] = {name: value * 103 // 100 for name, value in YEAR.items()} | {"employees": 8}


def kinds(figures: Figures, *known: Figures) -> list[tuple[SlipKind, tuple[str, ...]]]:
    return [(each.kind, each.fields) for each in slips_of(figures, known)]


def test_a_year_that_grew_a_little_is_not_asked_about() -> None:
    assert kinds(GROWN, YEAR) == []


@pytest.mark.parametrize("unit", [1_000, 10_000, 1_000_000])
@pytest.mark.parametrize("name", ["operating_profit", "personnel_cost", "total_pay"])
def test_a_wrong_unit_is_told_with_the_figure_in_yen(unit: int, name: str) -> None:
    slips = slips_of({**GROWN, name: GROWN[name] // unit}, [YEAR])

    assert [(each.kind, each.fields) for each in slips] == [(SlipKind.UNIT, (name,))]
    assert slips[0].suggestion == {name: GROWN[name] // unit * unit}


def test_a_whole_statement_in_thousands_is_told_without_an_earlier_year() -> None:
    thousands = {**YEAR, "personnel_cost": 30_000, "total_pay": 25_000}

    assert kinds(thousands) == [(SlipKind.UNIT, ("personnel_cost",)), (SlipKind.UNIT, ("total_pay",))]


def test_swapped_columns_are_told_once() -> None:
    swapped = {
        **GROWN,
        "operating_profit": GROWN["personnel_cost"],
        "personnel_cost": GROWN["operating_profit"],
    }

    assert kinds(swapped, YEAR) == [(SlipKind.SWAPPED, ("operating_profit", "personnel_cost"))]


def test_employees_and_hours_swapped_are_told() -> None:
    swapped = {**GROWN, "employees": 15_450, "total_hours": 8}

    assert kinds(swapped, YEAR) == [(SlipKind.SWAPPED, ("employees", "total_hours"))]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (1_200_000 * FAR, []),
        (1_200_000 * FAR + 1, [(SlipKind.JUMP, ("depreciation",))]),
        (1_200_000 // FAR, []),
    ],
)
def test_a_jump_is_asked_about_beyond_its_measure(now: int, found: list[object]) -> None:
    assert kinds({**GROWN, "depreciation": now}, YEAR) == found


def test_a_profit_that_became_a_loss_is_no_slip() -> None:
    assert kinds({**GROWN, "operating_profit": -4_000_000}, YEAR) == []


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        (8 * 3_600, []),
        (8 * 3_600 + 1, [(SlipKind.IMPOSSIBLE, ("total_hours",))]),
        (8 * 400, []),
        (8 * 400 - 1, [(SlipKind.IMPOSSIBLE, ("total_hours",))]),
        (1_900, [(SlipKind.IMPOSSIBLE, ("total_hours",))]),
        (160, [(SlipKind.IMPOSSIBLE, ("total_hours",))]),
    ],
)
def test_hours_that_nobody_works_are_asked_about(hours: int, found: list[object]) -> None:
    assert kinds({**GROWN, "total_hours": hours}, YEAR) == found


def test_a_monthly_wage_instead_of_an_hourly_one_is_told() -> None:
    assert kinds({**GROWN, "lowest_wage": 190_000}, YEAR) == [(SlipKind.IMPOSSIBLE, ("lowest_wage",))]


def test_pay_above_the_cost_that_contains_it_is_asked_about() -> None:
    assert kinds({**GROWN, "total_pay": 40_000_000}) == [
        (SlipKind.DISAGREES, ("personnel_cost", "total_pay"))
    ]


def test_a_report_copied_from_an_earlier_year_is_asked_about() -> None:
    assert [each.kind for each in slips_of({**YEAR}, [YEAR])] == [SlipKind.COPIED]


@given(
    growth=st.fixed_dictionaries(
        {name: st.integers(80, 130) for name in YEAR if name not in {"paid_people", "employees"}}
    )
)
def test_ordinary_growth_is_never_asked_about(growth: dict[str, int]) -> None:
    figures = {**YEAR, **{name: YEAR[name] * percent // 100 + 1 for name, percent in growth.items()}}
    figures["personnel_cost"] = max(figures["personnel_cost"], figures["total_pay"])

    assert kinds(figures, YEAR) == []
