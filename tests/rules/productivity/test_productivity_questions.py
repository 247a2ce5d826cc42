"""Labour productivity through questions: targets by edition and earlier grant, and plans as far as they are given."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.shared.growth import mean, tenths_of_growth

HOURS = [100, 100, 100, 100]


def ask(track: str = "normal", **more: Any) -> Estimate:
    costs = {
        "normal": {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]},
        "security": {"category": "security_service", "amount_yen": 400_000, "months": 24},
        "invoice": {
            "category": "software",
            "amount_yen": 1_000_000,
            "functions": ["accounting"],
            "invoice_ready": True,
        },
    }
    return estimate({"track": track, "applicant": {"size": "small"}, "costs": [costs[track]], **more})


def after(*grants: tuple[int, str]) -> dict[str, Any]:
    """An applicant with earlier grants, decided long ago."""
    past = [{"year": year, "track": track, "decided_on": f"{year}-01-01"} for year, track in grants]
    return {"size": "small", "past_grants": past}


def planned(values: list[int], hours: list[int] | None = None) -> dict[str, Any]:
    return {"value_added_yen": values, "labour_hours": HOURS if hours is None else hours}


def refused(made: Estimate) -> list[str]:
    return [each.rule for each in made.refusals]


def promised(made: Estimate) -> str:
    return next(each.message.en for each in made.obligations if each.rule == "raises_productivity")


def test_a_plan_at_its_targets_is_accepted_and_a_yen_below_both_are_told() -> None:
    at = ask(plan=planned([1_000_000, 1_030_000, 0, 1_092_727]))
    below = ask(plan=planned([1_000_000, 1_029_999, 0, 1_092_726]))

    assert refused(at) == []
    assert sorted(refused(below)) == ["first_year_reaches_target", "productivity_reaches_target"]
    assert "3 % in the first year" in "".join(each.message.en for each in below.refusals)


@pytest.mark.parametrize(
    ("edition", "year", "track", "percent"),
    [
        ("fy2026", 2022, "normal", 3),
        ("fy2026", 2023, "normal", 4),
        ("fy2026", 2023, "digital_base_consortium", 4),
        ("fy2026", 2023, "consortium", 4),
        ("fy2026", 2023, "digital_base", 3),
        ("fy2026", 2024, "normal", 4),
        ("fy2026", 2024, "consortium", 4),
        ("fy2026", 2024, "invoice", 3),
        ("fy2026", 2024, "security", 3),
        ("fy2026", 2025, "normal", 4),
        ("fy2026", 2025, "consortium", 4),
        ("fy2026", 2025, "electronic_transaction", 3),
        ("fy2025", 2022, "normal", 4),
        ("fy2025", 2024, "normal", 4),
        ("fy2025", 2024, "invoice", 3),
    ],
)
def test_the_target_of_the_normal_track_depends_on_the_earlier_grant(
    edition: str, year: int, track: str, percent: int
) -> None:
    made = ask(edition=edition, applicant=after((year, track)))

    assert f"grows by {percent} % or more" in promised(made)


def test_the_security_track_promises_one_percent_to_everybody() -> None:
    assert "grows by 1 % or more" in promised(ask("security", applicant=after((2024, "normal"))))
    assert refused(ask("security", plan=planned([1_000_000, 0, 0, 1_030_301]))) == []
    assert refused(ask("security", plan=planned([1_000_000, 0, 0, 1_030_300]))) == [
        "productivity_reaches_target"
    ]


def test_the_invoice_track_promises_no_productivity() -> None:
    made = ask("invoice", plan=planned([1_000_000, 1, 1, 1]))

    assert refused(made) == []
    assert "raises_productivity" not in [each.rule for each in made.obligations]


@pytest.mark.parametrize("plan", [None, planned([1, 2, 3]), planned([1, 2, 3, 4], [1, 1, 1]), planned([])])
def test_a_plan_with_gaps_leaves_the_test_open(plan: dict[str, Any] | None) -> None:
    made = ask(plan=plan)

    assert refused(made) == []
    assert "productivity_reaches_target" in [each.rule for each in made.unchecked]


def test_a_loss_in_the_latest_year_goes_to_a_reviewer() -> None:
    made = ask(plan=planned([-1, 5, 5, 5]))

    assert refused(made) == []
    assert "growth_needs_review" in [each.rule for each in made.cautions]


def test_the_largest_figures_are_compared_exactly() -> None:
    value = 10**15 - 1
    made = ask(plan=planned([value, value, value, value], [10**10, 1, 1, 1]))

    assert refused(made) == []


@pytest.mark.parametrize(
    ("first", "last", "years", "tenths"),
    [
        (1_000_000, 1_092_727, 3, 30),
        (1_000_000, 1_092_726, 3, 29),
        (10_000, 11_025, 2, 50),
        (10_000, 11_024, 2, 49),
        (100, 100, 3, 0),
        (1_000, 999, 1, -1),
        (10_000, 9_999, 1, -1),
        (1, 2, 1, 1000),
        (1, 100, 1, 99_000),
        (2, 1, 1, -500),
    ],
)
def test_growth_is_cut_to_a_tenth_of_a_point(first: int, last: int, years: int, tenths: int) -> None:
    assert tenths_of_growth(Fraction(first), Fraction(last), years) == tenths


@pytest.mark.parametrize(("first", "last"), [(0, 1), (-1, 1), (1, 0), (1, -1)])
def test_growth_from_or_to_nothing_is_not_defined(first: int, last: int) -> None:
    assert tenths_of_growth(Fraction(first), Fraction(last), 3) is None


@given(
    first=st.integers(1, 10**15),
    last=st.integers(1, 10**15),
    hours=st.tuples(st.integers(1, 10**10), st.integers(1, 10**10)),
    years=st.integers(1, 3),
)
def test_the_growth_found_is_reached_and_a_tenth_more_is_not(
    first: int, last: int, hours: tuple[int, int], years: int
) -> None:
    base, end = Fraction(first, hours[0]), Fraction(last, hours[1])

    found = tenths_of_growth(base, end, years)

    assert found is not None
    assert base * (1000 + found) ** years <= end * 1000**years < base * (1001 + found) ** years


def test_the_mean_of_exact_ratios_is_exact() -> None:
    assert mean([Fraction(1, 3), Fraction(1, 6)]) == Fraction(1, 4)
    with pytest.raises(ValueError, match="mean of nothing"):
        mean([])


def group(
    *plans: dict[str, Any] | None, past: tuple[int, str] | None = None, edition: str = "fy2026"
) -> Estimate:
    """A group of ten firms; the plans are those of the first ones, the others have that of the last."""
    cost = {"category": "software", "amount_yen": 600_000, "functions": ["accounting"], "invoice_ready": True}
    firms = [
        {"size": "small", "legal_form": "KK", "corporate_number": f"firm {place}"} for place in range(10)
    ]
    given_plans = [*plans, *[plans[-1]] * (10 - len(plans))]
    if past is not None:
        firms[3]["past_grants"] = [{"year": past[0], "track": past[1], "decided_on": f"{past[0]}-01-01"}]  # type: ignore[assignment]  # a list of grants
    members = [
        {"applicant": firm, "costs": [cost], "plan": plan}
        for firm, plan in zip(firms, given_plans, strict=True)
    ]
    return estimate({"track": "consortium", "edition": edition, "applicant": firms[0], "members": members})


@pytest.mark.parametrize(("last", "is_refused"), [(110_249, True), (110_250, False)])
def test_a_group_grows_by_the_mean_of_its_members_over_two_years(last: int, is_refused: bool) -> None:
    made = group({"value_added_yen": [100_000, 0, last], "labour_hours": [10, 10, 10]})

    assert ("group_reaches_target" in refused(made)) is is_refused


def test_a_members_figure_counts_as_its_ratio_and_not_by_its_hours() -> None:
    """One large member shrinks, nine small ones grow: the mean of ratios rises, the ratio of sums would fall."""
    shrinking = {"value_added_yen": [1_000_000, 0, 900_000], "labour_hours": [1_000, 1_000, 1_000]}
    growing = {"value_added_yen": [1_000, 0, 1_200], "labour_hours": [1, 1, 1]}

    assert "group_reaches_target" not in refused(group(shrinking, growing))
    assert "group_reaches_target" in refused(group(shrinking))


@pytest.mark.parametrize(
    ("edition", "past", "percent", "is_told"),
    [
        ("fy2026", (2024, "normal"), 6, False),
        ("fy2026", (2025, "consortium"), 6, False),
        ("fy2026", (2024, "invoice"), 5, True),
        ("fy2026", (2025, "invoice"), 5, False),
        ("fy2026", (2023, "normal"), 5, False),
        ("fy2025", (2023, "normal"), 6, False),
        ("fy2025", (2024, "consortium"), 6, False),
        ("fy2025", (2024, "invoice"), 5, False),
    ],
)
def test_an_earlier_grant_of_a_member_raises_the_target_of_the_group(
    edition: str, past: tuple[int, str], percent: int, is_told: bool
) -> None:
    plan = {"value_added_yen": [1, 0, 2], "labour_hours": [1, 1, 1]}

    made = group(plan, past=past, edition=edition)

    assert made.answer["productivity_target"] == percent * 100
    assert ("target_can_be_read_two_ways" in [each.rule for each in made.cautions]) is is_told


def test_a_group_is_judged_once_every_member_has_given_its_plan() -> None:
    plan = {"value_added_yen": [1, 0, 1], "labour_hours": [1, 1, 1]}

    made = group(plan, None)

    assert "group_reaches_target" in [each.rule for each in made.unchecked]
