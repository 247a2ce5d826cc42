"""Wages below their promise: told while the effect report is written, with the amount that the rules ask back, never blocking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from hojokin.flow.form import FormProblem, Severity
from hojokin.flow.promised_wages import wages_below_promise
from hojokin.flow.returning import JudgedYear, ReturnCase, pay_growth_missed, pay_needed
from hojokin.rules.citations import facts

GRANT = 4_500_000
# Value added has grown from 10 to 11 million: no waiver.
YEAR = JudgedYear(
    2,
    regional_minimum=1_300,
    margin=50,
    operating_profit=4_000_000,
    value_added=11_000_000,
    judged_on=date(2029, 4, 1),
)
CASE = ReturnCase(
    "fy2026",
    "normal",
    GRANT,
    minimum_wage_duty=True,
    pay_duty=True,
    years=(JudgedYear(1), YEAR, JudgedYear(3)),
    value_added_base=10_000_000,
    pay_base=10_000_000,
    pay_target=100,
)
BONUS = replace(CASE, minimum_wage_duty=False, pay_duty=False, pay_target=0, bonus_target=100)


def told(case: ReturnCase, said: JudgedYear) -> Sequence[FormProblem]:
    return list(wages_below_promise(case, said))


@pytest.mark.parametrize(("wage", "short"), [(1_349, True), (1_350, False), (1_351, False)])
def test_a_lowest_pay_one_yen_below_the_promise_is_told_with_every_figure(wage: int, short: bool) -> None:
    found = told(CASE, replace(YEAR, lowest_wage=wage))

    assert [(each.field, each.severity) for each in found] == [("lowest_wage", Severity.CAUTION)] * short
    for each in found:
        assert each.message.ja.startswith(
            "事業場内最低賃金1,349円は、申請で約束した1,350円（2029年4月1日の地域別最低賃金1,300円＋50円）より1円低い額です。\n"
            "このまま受理されると、補助金4,500,000円のうち3,000,000円の返還を求められることがあります（公募要領 補足1）。"
        )
        assert "The lowest pay of 1,349 yen is 1 yen below the 1,350 yen" in each.message.en


def test_the_grounds_of_a_waiver_and_what_to_do_next_are_told() -> None:
    (found,) = told(CASE, replace(YEAR, lowest_wage=1_349))

    assert "付加価値額の年平均成長率が1.5％未満のとき、または天災など" in found.message.ja
    assert "「数値についての説明」" in found.message.ja
    assert "value added grew by less than 1.5 % a year" in found.message.en


def test_it_stands_on_registered_facts() -> None:
    sources = [each.source.split() for each in told(CASE, replace(YEAR, lowest_wage=1, total_pay=1))]

    assert [source[0] for source in sources] == ["RET-01", "RET-05"]
    assert {fact for source in sources for fact in source} <= set(facts())


@pytest.mark.parametrize(
    ("added", "waived"), [(10_302_249, True), (10_302_250, False), (10_302_251, False), (None, False)]
)
def test_a_waiver_by_value_added_is_said_once_the_figures_of_the_year_show_it(
    added: int | None, waived: bool
) -> None:
    (found,) = told(CASE, replace(YEAR, lowest_wage=1_349, value_added=added))

    assert ("返還は求められない見込みです" in found.message.ja) is waived
    assert ("3,000,000円の返還を求められることがあります" in found.message.ja) is not waived


def test_after_one_return_no_second_one_is_threatened() -> None:
    (found,) = told(replace(CASE, returned_before=True), replace(YEAR, lowest_wage=1_349))

    assert "重ねて返還を求められることはありません" in found.message.ja


@pytest.mark.parametrize(("wage", "below"), [(1_275, True), (1_276, False), (1_277, False)])
def test_an_unknown_regional_minimum_is_said_and_the_newest_known_one_compared(
    wage: int, below: bool
) -> None:
    unknown = replace(YEAR, regional_minimum=None, last_known=1_226, lowest_wage=wage)

    (found,) = told(CASE, unknown)

    assert "2029年4月1日の地域別最低賃金＋50円以上" in found.message.ja
    assert ("1,276円と比べても、1,275円は1円低い額です" in found.message.ja) is below


def test_without_a_promise_nothing_is_said() -> None:
    free = replace(BONUS, bonus_target=0)

    assert told(free, replace(YEAR, margin=0, lowest_wage=1, total_pay=1)) == []
    assert told(CASE, YEAR) == []


@pytest.mark.parametrize(("pay", "short"), [(10_303_009, True), (10_303_010, False), (10_303_011, False)])
def test_pay_at_the_end_of_the_plan_is_compared_with_the_promised_growth(pay: int, short: bool) -> None:
    found = told(CASE, replace(YEAR, plan_year=3, total_pay=pay))

    assert [(each.field, each.severity) for each in found] == [("total_pay", Severity.CAUTION)] * short
    for each in found:
        assert "約束した年1％の伸びに必要な10,303,010円（3年目" in each.message.ja
        assert "より1円低い額です" in each.message.ja
        assert "補助金4,500,000円のうち4,500,000円の返還" in each.message.ja
        assert "営業赤字" in each.message.ja


@pytest.mark.parametrize(("pay", "short"), [(10_099_999, True), (10_100_000, False)])
def test_pay_behind_its_path_before_the_end_costs_nothing_yet(pay: int, short: bool) -> None:
    found = told(CASE, replace(YEAR, plan_year=1, total_pay=pay))

    assert ["この年の返還はありません" in each.message.ja for each in found] == [True] * short


def test_the_waiver_of_the_year_before_compares_pay_with_value_added() -> None:
    (found,) = told(replace(CASE, edition="fy2025"), replace(YEAR, plan_year=3, total_pay=1))

    assert "付加価値額の年平均成長率の1/2を超えるとき" in found.message.ja


@pytest.mark.parametrize(("pay", "missed"), [(20_606_019, True), (20_606_020, False), (20_606_021, False)])
def test_pay_per_head_is_compared_for_the_people_paid(pay: int, missed: bool) -> None:
    """Five people at the application, ten in the last year: twice the pay is no growth."""
    last = replace(YEAR, plan_year=3, total_pay=pay, paid_people=10)
    case = replace(CASE, heads_base=500, years=(last,))

    assert pay_needed(case, last, 100) == 20_606_020
    assert pay_growth_missed(case) is missed
    assert bool(told(case, last)) is missed


@pytest.mark.parametrize(("wage", "short"), [(1_349, True), (1_350, False)])
def test_a_promise_for_the_bonus_alone_costs_points_later_and_no_money(wage: int, short: bool) -> None:
    found = told(BONUS, replace(YEAR, lowest_wage=wage))

    assert ["18か月間" in each.message.ja for each in found] == [True] * short
    assert not any("返還" in each.message.ja for each in found)
    assert [each.source.split()[0] for each in found] == ["WBON-08"] * short


def test_the_growth_of_the_bonus_is_compared_too() -> None:
    (found,) = told(BONUS, replace(YEAR, plan_year=3, total_pay=10_303_009))

    assert "18か月間" in found.message.ja
