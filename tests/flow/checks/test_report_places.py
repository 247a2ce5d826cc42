"""Items of a member's report: of which class each is must be told where the decision leaves it open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hojokin.flow.checks.performance_report import (
    account_usable,
    amounts_agree,
    everything_reported,
    methods_allowed,
    prices_as_granted,
)
from hojokin.flow.checks.report_papers import papers_needed
from hojokin.flow.checks.report_places import places_told
from hojokin.flow.form import Row, Value, Values
from hojokin.flow.grants import kind_for
from hojokin.flow.kinds import Circumstances
from tests.flow.after_grant_samples import GRANT, SOFTWARE, circumstances, report

MEMBER = 2
GRANTED: list[Row] = [
    {
        "name": "会計ソフト",
        "category": "1",
        "quantity": 3,
        "unit_price": price,
        "member": MEMBER,
        "cost_class": cost_class,
    }
    for cost_class, price in (("a", 200_000), ("b", 150_000))
]
TOOL: Row = {**SOFTWARE, "cost_class": "a"}
ANALYSIS: Row = {**SOFTWARE, "cost_class": "b", "unit_price": 150_000}


def group(items: list[Row] | None = None, **changed: Value) -> Circumstances:
    parent: Values = {**GRANT, "items": GRANTED if items is None else items, **changed}
    return replace(circumstances("consortium"), parent=parent)


def of_member(*items: Row, **changed: Value) -> Values:
    return report(member=MEMBER, member_role="participant", items=items, **changed)


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        (TOOL, True),
        (ANALYSIS, True),
        (SOFTWARE, False),
        ({**SOFTWARE, "cost_class": "c"}, False),
    ],
)
def test_an_item_that_was_granted_in_two_classes_says_of_which_it_is(row: Row, is_told: bool) -> None:
    problems = places_told(of_member(ANALYSIS, row), {}, group())

    assert [(each.field, each.row, each.column) for each in problems] == [("items", 1, "cost_class")] * (
        not is_told
    )


def test_an_item_that_was_granted_in_one_class_is_clear() -> None:
    assert places_told(of_member(SOFTWARE), {}, group(GRANTED[:1])) == []


def test_nobody_else_is_asked_of_which_class_an_item_is() -> None:
    assert places_told(report(), {}, circumstances("normal")) == ()


def test_the_same_tool_is_missed_for_the_class_that_was_left_out() -> None:
    (missed,) = everything_reported(of_member(TOOL), {}, group())

    assert "「会計ソフト」" in missed.message.ja
    assert everything_reported(of_member(TOOL, ANALYSIS), {}, group()) == []


def test_a_price_is_compared_with_what_was_granted_in_the_same_class() -> None:
    assert prices_as_granted(of_member(TOOL, ANALYSIS), {}, group()) == []
    (wrong,) = prices_as_granted(of_member({**TOOL, "unit_price": 150_000}, ANALYSIS), {}, group())
    assert wrong.row == 0


def test_an_item_twice_on_one_invoice_is_asked_about() -> None:
    assert len(amounts_agree(of_member(TOOL, TOOL), {}, group())) == 2


@pytest.mark.parametrize(
    ("payer", "cautions"), [("二番店", 0), ("日本橋商店", 0), ("株式会社 日本橋商店", 0), ("三番店", 1)]
)
def test_a_member_pays_itself_or_the_representative_pays_for_it(payer: str, cautions: int) -> None:
    about = group(
        applicant_name="二番店", applicant_kana="ニバンテン", lead_name="株式会社日本橋商店", lead_kana=""
    )

    found = methods_allowed(of_member({**TOOL, "payer": payer}), {}, about)

    assert len([each for each in found if each.column == "payer"]) == cautions


@pytest.mark.parametrize(("role", "is_asked"), [("representative", True), ("participant", False)])
def test_the_account_is_asked_of_the_representative_alone(role: str, is_asked: bool) -> None:
    said = report(member_role=role, bank_code="1", payment_methods=["internet_banking"])
    form = kind_for("performance_report", "consortium").form("fy2026", "consortium")

    assert bool(account_usable(said, {}, group())) is is_asked
    asked = {each.name for each in form.fields() if each.asked(said)}
    assert ({"bank_code", "account_inside"} <= asked) is is_asked
    needed = {each.field for each in papers_needed(said, GRANT, "fy2026", "consortium")}
    assert ("account_inside" in needed) is is_asked


def test_a_firm_by_itself_is_asked_for_its_account() -> None:
    form = kind_for("performance_report", "normal").form("fy2026", "normal")

    assert form.field("bank_code").asked(report())
    assert "member_name" not in {each.name for each in form.fields()}
