"""The two readings of the tiers, against fractions written out here, over ranges of cost."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.engine.columns import column_of, evaluate_columns
from hojokin.rules.shared.size import StatedSize

RATES = {StatedSize.MEDIUM: Fraction(3, 4), StatedSize.SMALL: Fraction(4, 5)}
KNEES = {StatedSize.MEDIUM: 666_667, StatedSize.SMALL: 625_001}
RANGES = [range(60_000), range(600_000, 700_000), range(990_000, 1_010_000), range(5_120_000, 5_170_000)]


def by_workbook(cost: int, size: StatedSize) -> int:
    first = min(cost, KNEES[size])
    rest = cost - first
    return min(500_000, int(first * RATES[size])) + min(3_000_000, int(rest * Fraction(2, 3)))


def by_fractions(cost: int, size: StatedSize) -> int:
    if cost * RATES[size] <= 500_000:
        return int(cost * RATES[size])
    return min(3_500_000, int(500_000 + (cost - 500_000 / RATES[size]) * Fraction(2, 3)))


def answered(costs: list[int], size: StatedSize) -> tuple[list[int], list[int]]:
    """What the rulebook gives for a column of costs, by the workbook and by fractions."""
    columns = {
        "software_cost": column_of(costs),
        "stated_size": column_of([int(size)] * len(costs)),
        "functions": column_of([2] * len(costs)),
    }
    names = ("it_tools_by_workbook", "it_tools_by_fractions")
    found = evaluate_columns(rulebook("invoice", "fy2026"), columns, names)
    return found[names[0]].tolist(), found[names[1]].tolist()


@pytest.mark.parametrize("size", RATES)
@pytest.mark.parametrize("costs", RANGES, ids=str)
def test_both_readings_equal_the_arithmetic_written_out(costs: range, size: StatedSize) -> None:
    sample = list(costs)[::7]

    workbook, fractions = answered(sample, size)

    assert workbook == [by_workbook(cost, size) for cost in sample]
    assert fractions == [by_fractions(cost, size) for cost in sample]


def test_the_readings_never_differ_for_an_sme_that_is_not_micro() -> None:
    workbook, fractions = answered(list(range(5_400_000))[::3], StatedSize.MEDIUM)

    assert workbook == fractions


def test_fractions_give_a_micro_enterprise_the_same_or_one_yen_more_from_625_002_on() -> None:
    costs = list(range(800_000))

    workbook, fractions = answered(costs, StatedSize.SMALL)

    differences = np.array(fractions) - np.array(workbook)
    assert sorted(set(differences.tolist())) == [0, 1]
    assert int(np.flatnonzero(differences)[0]) == 625_002
