"""Checks of a group's application: its tables against each other, and who stays outside."""

from __future__ import annotations

import pytest

from hojokin.flow.form import Row, Severity, Value
from tests.flow.application_samples import (
    LEADER,
    contact_of,
    cost,
    fields_told,
    group,
    member,
    told,
    years_of,
)


def test_a_good_group_brings_no_problem() -> None:
    assert list(told(group(), "consortium")) == []


def members(*last: Row) -> list[Row]:
    """Ten members of which the last are given."""
    return [*(member(number) for number in range(1, 11 - len(last))), *last]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"corporate_number": "8000000000001"}, "members"),
        ({"members": members(member(10, security_action_id="6"))}, "members"),
        ({"members": members(member(10, uses_tool=False))}, "members"),
        ({"class_a_total_yen": 4_000_001}, "class_a_total_yen"),
        ({"class_b_total_yen": 1}, "class_b_total_yen"),
        ({"class_c_total_yen": 99_999}, "class_c_total_yen"),
        ({"member_years": [each for number in range(1, 10) for each in years_of(number)]}, "member_years"),
        (
            {
                "class_b": [
                    {"member": 11, "item": "demand", "name": "予測", "supplier": "みどり", "amount_yen": 0}
                ]
            },
            "class_b",
        ),
        ({"purchase_pattern": "lead_buys_lead_uses"}, "purchase_pattern"),
        (
            {
                "has_outsiders": True,
                "suppliers": [{"name": "みどり", "corporate_number": LEADER, "role": "提供"}],
            },
            "suppliers",
        ),
        ({"has_outsiders": True, "experts": [{"name": "日本橋3番店", "role": "助言"}]}, "experts"),
        ({"parallel": ["normal"]}, "parallel"),
        ({"members_in_one_group": False}, "members_in_one_group"),
    ],
)
def test_a_slip_is_told_at_its_table(changed: dict[str, Value], field: str) -> None:
    assert field in fields_told(group(**changed), "consortium")


@pytest.mark.parametrize(("count", "wrong"), [(9, True), (10, False), (11, False)])
def test_a_group_has_ten_members(count: int, wrong: bool) -> None:
    values = group(
        members=[member(number) for number in range(1, count + 1)],
        class_a=[cost(number) for number in range(1, 10)],
        class_a_total_yen=3_600_000,
        requested_yen=2_000_000,
        member_contacts=[contact_of(1)],
        member_years=[each for number in range(1, 10) for each in years_of(number)],
    )

    found = [each for each in told(values, "consortium") if each.field == "members" and each.row is None]

    assert any(each.severity is Severity.ERROR for each in found) is wrong


def test_growth_below_the_target_is_a_caution_at_the_figures() -> None:
    flat: list[Row] = [
        {**each, "operating_profit_yen": 1_000_000} for number in range(1, 11) for each in years_of(number)
    ]

    found = told(group(member_years=flat), "consortium")

    assert [(each.field, each.severity) for each in found] == [("member_years", Severity.CAUTION)]
