"""Day and round of an application through questions: each is held against the schedule of its track."""

from __future__ import annotations

from typing import Any

import pytest

from hojokin.rules.estimate import Estimate, estimate

RULES = {
    "applied_before_reception",
    "applied_after_last_deadline",
    "applied_outside_the_round",
    "round_is_not_known",
}
COST = {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]}


def ask(**more: Any) -> Estimate:
    return estimate({"track": "normal", "applicant": {"size": "medium"}, "costs": [COST], **more})


def told(made: Estimate) -> list[str]:
    return [each.rule for each in made.cautions if each.rule in RULES]


@pytest.mark.parametrize(
    ("applied_on", "cautions"),
    [
        ("2020-01-01", ["applied_before_reception"]),
        ("2026-03-29", ["applied_before_reception"]),
        ("2026-03-30", []),
        ("2026-10-30", []),
        ("2026-10-31", ["applied_after_last_deadline"]),
        ("2030-01-01", ["applied_after_last_deadline"]),
    ],
)
def test_a_day_outside_the_reception_is_told_and_shuts_nobody_out(
    applied_on: str, cautions: list[str]
) -> None:
    made = ask(applied_on=applied_on)

    assert told(made) == cautions
    assert made.amount_yen == 500_000


@pytest.mark.parametrize(
    ("applied_on", "is_told"),
    [("2026-05-11", True), ("2026-05-12", False), ("2026-06-15", False), ("2026-06-16", True)],
)
def test_a_day_outside_the_stated_round_is_told(applied_on: str, is_told: bool) -> None:
    """Round 2 runs from the close of round 1 on 2026-05-12 to its own on 2026-06-15."""
    made = ask(round=2, applied_on=applied_on)

    assert told(made) == (["applied_outside_the_round"] if is_told else [])


@pytest.mark.parametrize(
    ("round_", "cautions"), [(1, []), (6, []), (7, ["round_is_not_known"]), (99, ["round_is_not_known"])]
)
def test_a_round_that_is_not_in_the_schedule_is_told(round_: int, cautions: list[str]) -> None:
    assert told(ask(round=round_)) == cautions


def test_a_round_without_a_published_deadline_has_no_period_to_be_outside_of() -> None:
    member = {"applicant": {"size": "medium"}, "costs": [{"category": "analysis", "amount_yen": 100_000}]}
    group = {"track": "consortium", "applicant": {"size": "medium"}, "members": [member], "costs": []}

    made = estimate({**group, "edition": "fy2025", "round": 2, "applied_on": "2026-01-01"})

    assert told(made) == []


def test_the_last_deadline_says_that_it_is_unconfirmed() -> None:
    (caution,) = [each for each in ask(applied_on="2026-11-01").cautions if each.rule in RULES]

    assert caution.message.ja == (
        "申請日2026-11-01は、いま知られている最後の締切2026-10-30（未確認）より後です（日程 締切回）。"
        "後の締切回が公表されているか確かめてください。"
    )
