"""Low-wage months counted from raw wages: share, bounds, workplaces, periods, and the older test of FY2025."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hojokin.rules import reference
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.shared.vicinity import minimum_wage_then

TOKYO, AKITA, CHIBA = "13", "05", "12"
R7 = {code: reference.minimum_wage_of_year(code, 2025).yen for code in (TOKYO, AKITA, CHIBA)}
R6 = {code: reference.minimum_wage_of_year(code, 2024).yen for code in (TOKYO, AKITA, CHIBA)}
WINDOW = [f"2024-{month:02}" for month in (10, 11, 12)] + [f"2025-{month:02}" for month in range(1, 10)]


def month(name: str, *wages: int, prefecture: str = TOKYO) -> dict[str, Any]:
    return {"month": name, "prefecture": prefecture, "hourly_wages_yen": list(wages)}


def ask(*months: dict[str, Any], edition: str = "fy2026", stated: int | None = None, **more: Any) -> Estimate:
    software = {"category": "software", "amount_yen": 900_000, "processes": ["P-01"]}
    applicant = {"size": "medium", "low_wage_months": stated, "wage_months": list(months)}
    return estimate(
        {"track": "normal", "edition": edition, "applicant": applicant, "costs": [software], **more}
    )


def counted(made: Estimate) -> int:
    value: int = made.gathered.facts["counted_low_wage_months"]
    return value


def told(made: Estimate) -> list[str]:
    names = ("month_is_outside", "pay_is_below_minimum", "stated_months_differ")
    return [each.rule for each in made.cautions if each.rule in names]


@pytest.mark.parametrize(("near", "passes"), [(29, 0), (30, 1), (31, 1)])
def test_a_month_passes_at_exactly_thirty_in_a_hundred(near: int, passes: int) -> None:
    wages = [R7[TOKYO] - 1] * near + [R7[TOKYO]] * (100 - near)

    assert counted(ask(month("2025-01", *wages))) == passes


@pytest.mark.parametrize(
    ("pay", "passes"), [(R7[TOKYO] - 1, 1), (R7[TOKYO], 0), (R7[TOKYO] + 1, 0), (R6[TOKYO], 1), (1, 1)]
)
def test_pay_is_near_the_minimum_wage_below_the_revised_figure(pay: int, passes: int) -> None:
    assert counted(ask(month("2025-01", pay))) == passes


def test_people_without_pay_in_the_month_are_in_neither_count() -> None:
    low, high = R7[TOKYO] - 1, R7[TOKYO]

    assert counted(ask(month("2025-01", low, low, low, *[high] * 7, 0, 0))) == 1
    assert counted(ask(month("2025-01", 0, 0))) == 0
    assert counted(ask(month("2025-01"))) == 0


def test_workplaces_of_one_month_are_added_up_each_with_the_figure_of_its_prefecture() -> None:
    tokyo = month("2025-01", *[R7[TOKYO]] * 7)
    akita = month("2025-01", *[R7[AKITA] - 1] * 3, prefecture=AKITA)

    made = ask(tokyo, akita)

    assert counted(made) == 1
    assert [row.place for row in made.gathered.rows] == ["/applicant/wage_months/0"]
    assert counted(ask(tokyo, month("2025-01", *[R7[AKITA] - 1] * 2, prefecture=AKITA))) == 0
    assert (
        counted(ask(month("2025-01", *[R7[AKITA]] * 3), month("2025-01", *[R7[AKITA]] * 7, prefecture=AKITA)))
        == 1
    )


def test_all_twelve_months_of_the_window_count_and_no_other() -> None:
    low = R7[TOKYO] - 1

    made = ask(*(month(name, low) for name in WINDOW))
    outside = ask(month("2024-09", low), month("2025-10", low))

    assert counted(made) == 12
    assert told(made) == []
    assert counted(outside) == 0
    assert told(outside) == ["month_is_outside"]
    (caution,) = [each for each in outside.cautions if each.rule == "month_is_outside"]
    assert caution.places == ("/applicant/wage_months/0", "/applicant/wage_months/1")
    assert caution.message.ja.startswith("この月は対象期間（2024年10月～2025年9月）の外なので、")
    assert caution.message.en.startswith("This month lies outside the period (2024-10 to 2025-09) and")


@pytest.mark.parametrize(("months", "amount"), [(2, 450_000), (3, 600_000)])
def test_any_three_months_bring_the_raised_rate(months: int, amount: int) -> None:
    made = ask(*(month(name, R7[TOKYO] - 1) for name in WINDOW[::4][:months]))

    assert made.amount_yen == amount


@pytest.mark.parametrize(("pay", "is_told"), [(R6[TOKYO] - 1, True), (R6[TOKYO], False)])
def test_pay_below_the_minimum_wage_of_then_is_told_and_still_counts(pay: int, is_told: bool) -> None:
    made = ask(month("2025-01", pay))

    assert counted(made) == 1
    assert ("pay_is_below_minimum" in told(made)) is is_told


def test_a_month_of_revision_is_measured_by_its_first_day_or_by_the_rate_that_starts_in_it() -> None:
    """Tokyo's rate of 令和7年度 starts on 3 October 2025; Akita's of 令和6年度 on 1 October, Tokushima's in November."""
    assert minimum_wage_then(TOKYO, date(2025, 10, 1)) == R6[TOKYO]
    assert minimum_wage_then(TOKYO, date(2025, 11, 1)) == R7[TOKYO]
    assert minimum_wage_then("03", date(2024, 10, 1)) == reference.minimum_wage_of_year("03", 2024).yen
    assert minimum_wage_then("36", date(2024, 10, 1)) is None


def test_a_stated_number_wins_and_the_difference_is_told() -> None:
    low = [month(name, R7[TOKYO] - 1) for name in WINDOW[:3]]

    assert ask(*low, stated=2).amount_yen == 450_000
    assert told(ask(*low, stated=2)) == ["stated_months_differ"]
    assert told(ask(*low, stated=3)) == []
    assert ask(stated=3).amount_yen == 600_000


def test_the_steps_show_the_counts_of_each_month() -> None:
    made = ask(month("2025-01", R7[TOKYO] - 1, R7[TOKYO]))

    line = next(line for line in made.lines if line.step.rule.name == "share_is_reached")

    assert line.place == "/applicant/wage_months/0"
    assert (line.step.used["target_employees"], line.step.used["paid_employees"]) == (1, 2)


BEFORE = ["2025-04", "2025-05", "2025-06"]


def earlier(margin: int, *, months: list[str] | None = None, **more: Any) -> Estimate:
    """A question to FY2025 with everybody paid that much above the minimum wage then in force."""
    pay = R6[CHIBA] + margin
    asked = [month(name, pay, prefecture=CHIBA) for name in months or BEFORE]
    return ask(*asked, edition="fy2025", **{"applied_on": "2025-07-10", **more})


@pytest.mark.parametrize(("margin", "passes"), [(-1, 0), (0, 3), (50, 3), (51, 0)])
def test_fy2025_counts_pay_from_the_minimum_wage_to_fifty_yen_above_it(margin: int, passes: int) -> None:
    assert counted(earlier(margin)) == passes


def test_fy2025_counts_the_three_months_before_the_application() -> None:
    made = earlier(50, months=["2025-03", *BEFORE, "2025-07"])

    assert counted(made) == 3
    assert told(made) == ["month_is_outside"]
    assert [len(each.places) for each in made.cautions if each.rule == "month_is_outside"] == [2]


@pytest.mark.parametrize(
    ("applied_on", "passes"), [("2025-10-31", 2), ("2025-11-01", 3)], ids=["round 6", "round 7"]
)
def test_fy2025_takes_the_window_from_the_seventh_round(applied_on: str, passes: int) -> None:
    """Of three window months two lie before the application in round 6; all count in round 7."""
    made = earlier(50, months=["2025-07", "2025-08", "2025-06"], applied_on=applied_on)

    assert counted(made) == passes


@pytest.mark.parametrize("more", [{"round": 6}, {}], ids=["an early round", "no round"])
def test_fy2025_asks_for_the_day_of_application(more: dict[str, Any]) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        earlier(50, applied_on=None, **more)

    assert [problem.place for problem in refused.value.problems] == ["/applied_on"]


def test_fy2025_needs_no_day_from_the_seventh_round() -> None:
    assert counted(earlier(50, applied_on=None, round=7)) == 3
