"""The ranking is by score alone, the line stops at the budget, and sums add up to what is granted."""

from __future__ import annotations

import pytest

from hojokin.flow.assessing import Reason
from hojokin.flow.deciding import Candidate, line_within, preview, ranked, reasons_against, total_score
from hojokin.flow.deciding_settings import tells_reasons
from hojokin.rules.engine.facts import Text

REFUSAL = Reason("is_not_suspended", Text("停止中です。", "Suspended."), "公募要領 2-2")
FIRST = Candidate("A", 30, 100, "13", "small")
SECOND = Candidate("B", 20, 200, "13", "medium")
THIRD = Candidate("C", 10, 300, "27", "small")
ALL = [THIRD, FIRST, SECOND]


def numbers_of(candidates: list[Candidate]) -> list[tuple[int, str]]:
    return [(each.place, each.candidate.number) for each in ranked(candidates)]


def test_equal_scores_share_a_place_and_the_next_one_is_counted_on() -> None:
    tied = Candidate("AA", 30, 1)

    assert numbers_of([tied, *ALL]) == [(1, "A"), (1, "AA"), (3, "B"), (4, "C")]


@pytest.mark.parametrize(
    ("budget", "line"),
    [(None, 10), (600, 10), (599, 20), (300, 20), (299, 30), (100, 30), (99, None), (0, None)],
)
def test_the_line_goes_down_as_far_as_the_budget_reaches(budget: int | None, line: int | None) -> None:
    assert line_within(ALL, budget) == line


def test_a_smaller_one_below_the_line_does_not_slip_in() -> None:
    small = Candidate("D", 5, 1)

    assert line_within([*ALL, small], 301) == 20


def test_nobody_is_granted_without_a_line() -> None:
    seen = preview(ALL, 600, None)

    assert (seen.granted, seen.amount_yen, len(seen.rejected)) == ((), 0, 3)


def test_whoever_is_not_eligible_is_rejected_above_the_line_and_takes_no_money() -> None:
    refused = Candidate("E", 99, 0, is_eligible=False, refusals=(REFUSAL,))

    seen = preview([*ALL, refused], 600, line_within([*ALL, refused], 600))

    assert [each.candidate.number for each in seen.rejected] == ["E"]
    assert (seen.amount_yen, seen.left_yen) == (600, 0)


def test_whoever_lacks_something_is_neither_granted_nor_rejected() -> None:
    waiting = Candidate("W", 99, 50, lacks=(Text("採点が足りません。", "No score."),))

    seen = preview([*ALL, waiting], None, 0)

    assert [each.number for each in seen.waiting] == ["W"]
    assert (len(seen.granted), len(seen.rejected)) == (3, 0)


@pytest.mark.parametrize(
    ("budget", "left", "is_within"), [(600, 0, True), (599, -1, False), (None, None, True)]
)
def test_a_line_below_the_budget_overspends_by_the_yen(
    budget: int | None, left: int | None, is_within: bool
) -> None:
    seen = preview(ALL, budget, 10)

    assert (seen.left_yen, seen.is_within_budget) == (left, is_within)


def test_sums_are_of_the_granted_alone() -> None:
    seen = preview(ALL, None, 20)

    sums = seen.sums(lambda each: each.prefecture)

    assert {code: (told.count, told.amount_yen) for code, told in sums.items()} == {"13": (2, 300)}


@pytest.mark.parametrize(
    ("candidate", "line", "codes"),
    [
        (THIRD, 11, ["below_the_line"]),
        (THIRD, 10, []),
        (THIRD, None, ["below_the_line"]),
        (Candidate("E", 5, 0, is_eligible=False, refusals=(REFUSAL,)), 4, ["is_not_suspended"]),
        (
            Candidate("E", 3, 0, is_eligible=False, refusals=(REFUSAL,)),
            4,
            ["is_not_suspended", "below_the_line"],
        ),
        (Candidate("Z", 5, 0), 4, ["nothing_to_grant"]),
    ],
)
def test_every_reason_against_is_told(candidate: Candidate, line: int | None, codes: list[str]) -> None:
    assert [each.code for each in reasons_against(candidate, line)] == codes


def test_bonus_and_reductions_count_for_each_reviewer() -> None:
    assert total_score([20, 22], 0, 0) == 42
    assert total_score([20, 22], 1, 0) == 46
    assert total_score([20, 22], 0, 1) == 36


@pytest.mark.parametrize(("edition", "told"), [("fy2025", False), ("fy2026", False), ("fy2099", True)])
def test_a_programme_that_says_nothing_tells_its_reasons(edition: str, told: bool) -> None:
    assert tells_reasons(edition) is told
