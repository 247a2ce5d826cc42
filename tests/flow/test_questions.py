"""From a form to a question: what is filled goes in, nothing is guessed, and every place leads back to its field."""

from __future__ import annotations

from datetime import date

import pytest

from hojokin.flow.form import Row
from hojokin.flow.question_parts import Spot, hundredths
from hojokin.flow.questions import asked_of, question_of
from hojokin.rules import InvalidQuestion, estimate
from tests.flow import application_samples as samples

DAY = date(2026, 6, 1)


def asked(values: dict, track: str = "normal") -> dict:  # type: ignore[type-arg] # JSON-like
    """The question of a form on the day of the tests."""
    return dict(question_of(values, {}, "fy2026", track, DAY))


@pytest.mark.parametrize(
    ("track", "amount"), [("normal", 500_000), ("invoice", 722_222), ("electronic_transaction", 400_000)]
)
def test_a_complete_form_is_estimated(track: str, amount: int) -> None:
    values = samples.corporation(requested_yen=None)

    assert estimate(asked(values, track)).amount_yen == amount


def test_an_empty_form_asks_only_for_what_the_size_needs() -> None:
    with pytest.raises(InvalidQuestion) as invalid:
        estimate(asked({}))

    assert {each.code for each in invalid.value.problems} == {"missing"}


def test_an_estimate_works_as_soon_as_size_and_one_tool_are_there() -> None:
    values = {
        "applicant_kind": "corporation",
        "legal_form": "KK",
        "industry_code": "5611",
        "regular_employees": 12,
        "tools": [samples.tool()],
    }

    assert estimate(asked(values)).amount_yen == 500_000


def test_a_row_without_amount_waits_and_the_others_keep_their_place() -> None:
    rows: list[Row] = [{"category": "1"}, samples.tool()]
    values = samples.corporation(tools=rows)

    made = asked_of(values, {}, "fy2026", "normal", DAY)

    assert len(made.question["costs"]) == 1
    assert made.spot("/costs/0") == Spot("tools", 1)
    assert made.spot("/costs/0/amount_yen") == Spot("tools", 1, "amount_yen")
    assert made.spot("/applicant/ownership/officers") == Spot("total_shares")
    assert made.spot("/options") is None


def test_an_answer_of_none_is_the_empty_list_and_no_answer_is_left_out() -> None:
    assert asked(samples.corporation())["applicant"]["exclusions"] == []
    assert "exclusions" not in asked(samples.corporation(exclusions=None))["applicant"]
    assert asked(samples.corporation(exclusions=["suspended"]))["applicant"]["exclusions"] == ["suspended"]


def test_a_person_is_no_corporation_whatever_was_typed_before() -> None:
    applicant = asked({**samples.corporation(), **samples.person()})["applicant"]

    assert applicant["legal_form"] == "SOLE"
    assert "corporate_number" not in applicant
    assert "capital_yen" not in applicant
    assert "ownership" not in applicant


def test_the_plan_starts_with_the_latest_accounts() -> None:
    plan = asked(samples.corporation())["plan"]

    assert plan["value_added_yen"] == [52_000_000, 56_000_000, 59_000_000, 62_000_000]
    assert plan["labour_hours"] == [19_000] * 4
    assert plan["headcount_hundredths"] == [950] * 4
    assert plan["minimum_wage_rise_yen"] == 30
    assert plan["declared_to_employees"] is True


def test_officers_count_where_there_are_no_employees() -> None:
    values = samples.corporation(last_regular=0, last_part_time=0, last_officers=2)

    assert asked(values)["plan"]["labour_hours"][0] == 2 * 1_900


def test_without_a_wage_plan_nothing_is_raised_and_nothing_announced() -> None:
    plan = asked(samples.corporation(has_wage_plan=False))["plan"]

    assert (plan["minimum_wage_rise_yen"], plan["declared_to_employees"], "pay_yen" in plan) == (
        0,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12.5", 1_250),
        ("１２．５", 1_250),
        ("9", 900),
        ("0.05", 5),
        ("1.234", None),
        ("十", None),
        ("", None),
        (None, None),
    ],
)
def test_full_time_equivalents_are_read_in_hundredths(typed: str | None, expected: int | None) -> None:
    assert hundredths(typed) == expected


def test_an_unlimited_contract_is_written_as_null() -> None:
    values = samples.corporation(accounts_unlimited=True)

    assert asked(values, "electronic_transaction")["accounts"] == {"sme": 6, "contracted": None}


def test_a_group_is_estimated_with_every_member_and_place() -> None:
    made = asked_of(samples.group(requested_yen=None), {}, "fy2026", "consortium", DAY)

    answer = estimate(made.question)

    assert answer.eligible
    assert answer.amount_yen == 3_246_666
    assert made.spot("/members/3/costs/0") == Spot("class_a", 3)
    assert made.spot("/members/3/applicant/industry_code") == Spot("members", 3, "industry_code")
    assert made.spot("/costs/0") == Spot("class_c", 0)
