"""One month of wages (ある月の賃金): is the share of employees paid near the minimum wage large enough?"""

from __future__ import annotations

import sys
from functools import cache

from hojokin.rules.engine.exact import Count, Date, Flag, all_of, not_
from hojokin.rules.engine.facts import FIRST_DAY, LAST_DAY, day, flag, number
from hojokin.rules.engine.loading import Limits, Parameters
from hojokin.rules.engine.rulebook import Rulebook, caution, inputs_in, rule, rules_in

PER = 100

paid_employees = number(
    "その月に賃金を受けた従業員の数（役員を除く）",
    "Employees paid in the month, without officers",
    document=("賃金台帳", "Wage ledger"),
)
target_employees = number(
    "うち最低賃金近傍の時給の従業員の数", "Of these, employees paid near the minimum wage", default=0
)
employees_below_minimum = number(
    "うち当時の最低賃金を下回る時給の従業員の数", "Of these, employees below the minimum wage then", default=0
)
month_counts = flag("対象期間の月である", "A month of the period", default=True)
first_month = day("対象期間の最初の月", "First month of the period", default=FIRST_DAY)
last_month = day("対象期間の最後の月", "Last month of the period", default=LAST_DAY)


@rule(
    "最低賃金近傍の従業員が基準の割合以上いる",
    en="The share reaches the line",
    clause="賃金状況報告シート 割合",
    facts="N-21 N-25 VIC-01 VIC-04 ARI-05",
)
def share_is_reached(target_employees: Count, paid_employees: Count, low_wage_share: Limits) -> Flag:
    reached = low_wage_share.percent.admits_share(target_employees, paid_employees, per=PER)
    return all_of(paid_employees > 0, reached)


@rule(
    "最低賃金近傍の月である",
    en="A low-wage month",
    clause="賃金状況報告シート 月数",
    facts="N-20 N-22 VIC-01 VIC-02",
)
def is_low_wage_month(share_is_reached: Flag, month_counts: Flag) -> Flag:
    return all_of(share_is_reached, month_counts)


@caution(
    "対象期間の外の月",
    en="A month outside the period",
    clause="賃金状況報告シート 月数",
    facts="N-20 VIC-01",
    message=(
        "この月は対象期間（{first_month:年月}～{last_month:年月}）の外なので、最低賃金近傍の月数に数えません"
        "（{clause}）。対象期間の月を入力してください。"
    ),
    message_en=(
        "This month lies outside the period ({first_month:month} to {last_month:month}) and does not count "
        "({clause}). Enter the months of the period."
    ),
)
def month_is_outside(month_counts: Flag, first_month: Date, last_month: Date) -> Flag:
    return not_(month_counts)


@caution(
    "当時の最低賃金を下回る時給",
    en="Pay below the minimum wage then",
    clause="賃金状況報告シート 時給",
    facts="N-21 VIC-03 EW.C-07",
    message=(
        "{employees_below_minimum:,}人の時給が、"
        "この月の1日に有効な地域別最低賃金を下回っています（{clause}）。"
        "時給を確かめてください。月の途中で改定された月にどちらの額を使うかは公式資料で未確認です。"
    ),
    message_en=(
        "{employees_below_minimum:,} employees are paid less than the regional minimum wage in force on the "
        "first "
        "of the month ({clause}). Check the figures; which rate counts in a month of revision is unconfirmed."
    ),
)
def pay_is_below_minimum(employees_below_minimum: Count) -> Flag:
    return employees_below_minimum > 0


@cache
def month_book(book: Rulebook) -> Rulebook:
    """The rules of one month, with the numbers and documents of the track that asks."""
    here = sys.modules[__name__]
    blocks = {name: book.parameters.blocks[name] for name in ("low_wage_share",)}
    numbers = Parameters(book.parameters.documents, blocks)
    return Rulebook(
        "wage_month", book.edition, rules_in(here), inputs_in(here), numbers, standings=book.standings
    )
