"""A grant of a group: spent as granted it is settled as granted, one yen less by the decision's rules, never above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.flow.form import Row, Value, Values
from hojokin.flow.granted_items import items_from
from hojokin.flow.granted_part import GrantedPart
from hojokin.flow.group_items import Place, cost_by_part, part_of, place_of
from hojokin.flow.questions import question_of
from hojokin.flow.reported_items import ReportedItem, reported_items, rows_of, whole_of
from hojokin.flow.settling import granted_parts, settled
from hojokin.rules.estimate import Estimate, estimate

EDITION, TRACK, ON = "fy2026", "consortium", date(2026, 9, 1)
SOFTWARE, TRAINING, PC, REGISTER = "1", "6", "8", "9"
YEN = st.integers(min_value=0, max_value=4_500_000)


def member(number: int, employees: int = 20) -> Row:
    return {
        "name": f"{number}番店",
        "legal_form": "SOLE",
        "industry_code": "5611",
        "regular_employees": employees,
        "prefecture": "13",
    }


def tool(number: int, category: str, amount: int) -> Row:
    about: Row = (
        {"functions": ["accounting", "payment"], "invoice_ready": True} if category == SOFTWARE else {}
    )
    return {"member": number, "category": category, "name": f"{category}番", "amount_yen": amount, **about}


def group(employees: Sequence[int], a: Sequence[Row], b: Sequence[Row], coordination: int = 0) -> Values:
    """A group of ten or more, the representative first; members beyond the named ones bring nothing of note."""
    sizes = [*employees, *[20] * (10 - len(employees))]
    rest = [tool(number, SOFTWARE, 3) for number in range(len(employees) + 1, 11)]
    office: Row = {"item": "personnel", "detail": "事務局", "amount_yen": coordination}
    return {
        "legal_form": "KK",
        "industry_code": "5611",
        "capital_yen": 10_000_000,
        "regular_employees": 20,
        "workplace_prefecture": "13",
        "members": [member(number, size) for number, size in enumerate(sizes, start=1)],
        "class_a": [*a, *rest],
        "class_b": list(b),
        "class_c": [office],
    }


@st.composite
def groups(draw: st.DrawFn) -> Values:
    sizes = draw(st.lists(st.sampled_from([3, 20]), min_size=2, max_size=4))
    numbers = range(1, len(sizes) + 1)
    categories = (SOFTWARE, TRAINING, PC, REGISTER)
    a = [tool(number, each, draw(YEN)) for number in numbers for each in categories]
    b: list[Row] = [{"member": number, "name": "カメラ", "amount_yen": draw(YEN)} for number in numbers]
    return group(sizes, a, b, draw(YEN))


def asked(values: Values) -> Estimate:
    return estimate(question_of(values, {}, EDITION, TRACK, ON))


def parts_of(values: Values) -> tuple[GrantedPart, ...]:
    made = asked(values)
    assert made.amount_yen
    return granted_parts(
        values, EDITION, TRACK, ON, amount=made.amount_yen, eligible_cost=made.eligible_cost_yen
    )


def rows(values: Values) -> list[Row]:
    """The report's items, as they are copied from the decision."""
    return [dict(each) for each in items_from(values)]


def settle(values: Values, items: Sequence[Row]) -> int:
    parts = parts_of(values)
    spent = cost_by_part(reported_items({"items": items}), rows(values), parts, EDITION)
    return sum(each.amount for each in settled(parts, spent, EDITION, small_now=True))


@given(groups())
def test_a_group_that_spends_what_was_granted_is_settled_at_what_was_granted(values: Values) -> None:
    assert settle(values, rows(values)) == asked(values).amount_yen


@given(groups(), st.data())
def test_less_is_settled_as_the_decision_would_have_granted_it(values: Values, data: st.DataObject) -> None:
    less: dict[str, Value] = {
        name: [
            {**row, "amount_yen": data.draw(st.integers(0, whole_of(row, "amount_yen")))}
            for row in rows_of(values, name)
        ]
        for name in ("class_a", "class_b", "class_c")
    }
    spent: Values = {**values, **less}

    assert settle(values, rows(spent)) == asked(spent).amount_yen


@given(groups(), st.integers(min_value=0, max_value=10_000_000))
def test_more_never_gives_more(values: Values, more: int) -> None:
    items = [{**row, "unit_price": whole_of(row, "unit_price") + more} for row in rows(values)]

    assert settle(values, items) == asked(values).amount_yen


@pytest.mark.parametrize(("cost", "amount"), [(666_666, 499_999), (666_667, 500_000), (666_668, 500_000)])
def test_each_member_has_a_first_tier_of_its_own(cost: int, amount: int) -> None:
    values = group([20, 20], [tool(1, SOFTWARE, 666_667), tool(2, SOFTWARE, 666_667)], [])
    parts = parts_of(values)
    spent = {each.code: each.cost for each in parts} | {"it_tools-2": cost}

    found = {each.part.code: each for each in settled(parts, spent, EDITION, small_now=False)}

    assert (found["it_tools-1"].amount, found["it_tools-2"].amount) == (500_000, amount)
    assert (found["it_tools-2"].part.label.ja.split("（")[0], found["it_tools-2"].rate) == (
        "2番店",
        "3/4・2/3",
    )


def test_only_the_member_that_has_grown_loses_the_raised_rate() -> None:
    values = group([3, 3], [tool(1, SOFTWARE, 500_000), tool(2, SOFTWARE, 500_000)], [])
    parts = parts_of(values)
    spent = {each.code: each.cost for each in parts}

    found = settled(parts, spent, EDITION, small_now=True, grown={2})

    assert [each.amount for each in found[:2]] == [400_000, 375_000]
    assert [len(each.said) for each in found[:2]] == [0, 2]


def test_the_ceiling_of_analysis_falls_with_the_members_that_introduce_it() -> None:
    b: list[Row] = [{"member": number, "name": "カメラ", "amount_yen": 750_000} for number in (1, 2)]
    values = group([20, 20], [tool(1, SOFTWARE, 3), tool(2, SOFTWARE, 3)], b)
    parts = parts_of(values)
    spent = {each.code: each.cost for each in parts}

    both = settled(parts, spent | {"analysis-1": 1_500_000, "analysis-2": 1}, EDITION, small_now=False)
    one = settled(parts, spent | {"analysis-1": 1_500_000, "analysis-2": 0}, EDITION, small_now=False)

    assert sum(each.amount for each in both if each.part.kind == "analysis") == 1_000_000
    assert sum(each.amount for each in one if each.part.kind == "analysis") == 500_000


def test_coordination_falls_with_what_the_tools_came_to() -> None:
    values = group([20], [tool(1, SOFTWARE, 666_667)], [], coordination=1_000_000)
    parts = parts_of(values)
    spent = {each.code: each.cost for each in parts} | {"it_tools-1": 333_334}

    *_, line = settled(parts, spent, EDITION, small_now=False)

    tools = 250_000 + 9 * 2
    assert (line.part.code, line.amount) == ("coordination", tools * 10 * 2 // (100 * 3))
    assert f"{line.amount:,}円" in line.said[0].ja


def test_a_group_at_its_ceiling_is_filled_by_whoever_spends() -> None:
    values = group([20] * 10, [tool(number, SOFTWARE, 5_166_667) for number in range(1, 11)], [])
    parts = parts_of(values)
    spent = {each.code: each.cost for each in parts}

    assert sum(each.granted for each in parts) == 30_000_000
    lines = settled(parts, spent | {"it_tools-1": 4_500_000}, EDITION, small_now=False)
    assert sum(each.amount for each in lines) == 30_000_000


def item(
    name: str = "会計", member_: int = 0, cost_class: str = "", category: str = SOFTWARE
) -> ReportedItem:
    row: Row = {
        "name": name,
        "member": member_,
        "cost_class": cost_class,
        "category": category,
        "quantity": 1,
    }
    return reported_items({"items": [row]})[0]


def granted(name: str, number: int, cost_class: str) -> Row:
    return {"name": name, "member": number, "cost_class": cost_class}


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (item(), None),
        (item(member_=2), Place(2, "a")),
        (item("事務局"), Place(1, "c")),
        (item("別の名", 2, "a"), Place(2, "a")),
        (item("別の名", 1), None),
        (item("会計", 3), None),
    ],
)
def test_an_item_is_placed_by_its_row_or_by_its_name_alone(told: ReportedItem, place: Place | None) -> None:
    rows_ = [granted("会計", 1, "a"), granted("会計", 2, "a"), granted("事務局", 1, "c")]

    assert place_of(told, rows_) == place


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (item(member_=2), "it_tools-2"),
        (item("機器", 1, "a", PC), "pc_tablet-1"),
        (item("機器", 1, "a", REGISTER), "register-1"),
        (item("カメラ", 2, "b", ""), "analysis-2"),
        (item("事務局", 1, "c", ""), "coordination"),
        (item(), None),
    ],
)
def test_an_item_is_counted_in_the_part_of_its_member_and_class(told: ReportedItem, code: str | None) -> None:
    a = [tool(number, each, 500_000) for number in (1, 2) for each in (SOFTWARE, PC, REGISTER)]
    values = group([20, 20], a, [{"member": 2, "name": "カメラ", "amount_yen": 10_000}], 10_000)
    rows_ = [granted("会計", 1, "a"), granted("会計", 2, "a"), granted("機器", 1, "a")]
    rows_ += [granted("カメラ", 2, "b"), granted("事務局", 1, "c")]

    found = part_of(told, rows_, parts_of(values))

    assert (found.code if found else None) == code
