"""Members of a group: which of them report, about which items, and which parts of the amount are theirs."""

from __future__ import annotations

from typing import Any

import pytest

from hojokin.flow.form import Row, Values
from hojokin.flow.granted_part import GrantedPart
from hojokin.flow.group_members import GroupMember, is_part_of, items_of, members_from, places_of, reporting
from hojokin.rules.shared.settlement import SettledPart

NUMBER = "7000012050002"
LEAD = GroupMember(1, "商店", "ショウテン", (1,))
BRANCHES = GroupMember(2, "本店", "ホンテン", (2, 4))
OTHER = GroupMember(3, "三番店", "サンバンテン", (3,))
MEMBERS = (LEAD, BRANCHES, OTHER)


def row(name: str, number: str = "") -> Row:
    return {"name": name, "kana": "カナ", **({"corporate_number": number} if number else {})}


def item(member: int | None, name: str = "会計") -> dict[str, Any]:
    return {"name": name, "member": member, "cost_class": "a"}


def test_rows_of_one_corporate_number_are_one_member() -> None:
    values: Values = {"members": [row("商店"), row("本店", NUMBER), row("三番店"), row("支店", NUMBER)]}

    found = members_from(values)

    assert [(each.number, each.name, each.rows) for each in found] == [
        (1, "商店", (1,)),
        (2, "本店", (2, 4)),
        (3, "三番店", (3,)),
    ]


def test_only_members_with_granted_items_report_the_representative_first() -> None:
    assert reporting(MEMBERS, [item(4), item(None)]) == (LEAD, BRANCHES)


def test_a_representative_without_items_does_not_report() -> None:
    assert reporting(MEMBERS, [item(3)]) == (OTHER,)


def test_an_item_of_nobody_in_the_list_is_reported_under_its_number() -> None:
    (found,) = reporting(MEMBERS, [item(7)])

    assert (found.number, found.label.ja, found.label.en) == (7, "構成員7", "Member 7")


def test_the_items_of_both_branches_are_the_members_under_one_number() -> None:
    items = [item(1), item(2, "在庫"), item(3), item(4, "決済")]

    assert places_of(BRANCHES, items) == (1, 3)
    assert [(each["name"], each["member"]) for each in items_of(BRANCHES, items)] == [
        ("在庫", 2),
        ("決済", 2),
    ]


@pytest.mark.parametrize(
    ("rows", "of"), [((2, 4), BRANCHES), ((3,), OTHER), ((), LEAD)], ids=["branches", "one", "nobody's own"]
)
def test_a_part_belongs_to_one_member_and_what_is_nobodys_to_the_representative(
    rows: tuple[int, ...], of: GroupMember
) -> None:
    part = GrantedPart("x", SettledPart.COORDINATION, 1, 1, members=rows)

    assert [each for each in MEMBERS if is_part_of(part, each)] == [of]
