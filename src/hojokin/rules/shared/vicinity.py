"""Pay near the minimum wage (最低賃金近傍): how many months pass, counted from raw wages by month and prefecture.

Two tests are known. The window test compares with the revised minimum wage over fixed months (FY2026, and FY2025
from the round that the parameters name); the margin test compares each of the months before the application with
the minimum wage then in force (earlier rounds of FY2025).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hojokin.rules import reference
from hojokin.rules.engine.exact import Flag, Limit, Months, all_of
from hojokin.rules.engine.facts import Problem, Text, flag, number
from hojokin.rules.engine.loading import Block
from hojokin.rules.engine.rulebook import Rulebook, caution
from hojokin.rules.question import Question, WageMonth
from hojokin.rules.reference import UnknownCodeError
from hojokin.rules.shared.applicant import MissingFacts
from hojokin.rules.shared.days import Day, add_months
from hojokin.rules.shared.gathering import NOTHING
from hojokin.rules.shared.reception import asked_round
from hojokin.rules.shared.wage_month import month_book
from hojokin.rules.track import Gathered, RowSteps

MONTH_TARGETS = ("is_low_wage_month", "month_is_outside", "pay_is_below_minimum")

months_were_counted = flag(
    "賃金から月数を数えた", "Months were counted from wages", default=False, topic="vicinity"
)
counted_low_wage_months = number(
    "賃金から数えた最低賃金近傍の月数",
    "Low-wage months counted from the wages",
    "months",
    highest=12,
    default=0,
    topic="vicinity",
)


@caution(
    "申告した月数と賃金から数えた月数の違い",
    en="Stated and counted months differ",
    clause="賃金状況報告シート 月数",
    facts="N-22 VIC-01 VIC-06 N-23",
    message=(
        "申告した最低賃金近傍の月数は{low_wage_months}か月、賃金から数えると{counted_low_wage_months}か月です"
        "（{clause}）。申告した月数で計算しました。どちらが正しいか確かめてください。"
    ),
    message_en=(
        "{low_wage_months} low-wage months are stated, {counted_low_wage_months} are counted from the wages "
        "({clause}). The stated figure was used; check which one is right."
    ),
    topic="vicinity",
)
def stated_months_differ(
    low_wage_months: Months, counted_low_wage_months: Months, months_were_counted: Flag
) -> Flag:
    return all_of(months_were_counted, low_wage_months != counted_low_wage_months)


@dataclass(frozen=True, slots=True)
class _Test:
    """Which months count, and which hourly pay at a prefecture in a month is near the minimum wage."""

    block: Block
    first: date
    last: date
    is_margin: bool

    def counts(self, month: date) -> bool:
        """Whether the month lies in the period."""
        return self.first <= month <= self.last

    def is_near(self, pay: int, prefecture: str, month: date) -> bool | None:
        """Whether the pay is near the minimum wage; None where no minimum wage is known to compare with."""
        if self.is_margin:
            then = minimum_wage_then(prefecture, month)
            margin: Limit = self.block.margin
            return None if then is None else margin.admits(pay - then)
        revised = reference.minimum_wage_of_year(prefecture, self.block.revised_year).yen
        return bool(self.block.pay_above < pay < revised)


@dataclass
class _Month:
    """Counts of one month, all workplaces together."""

    place: int
    paid: int = 0
    near: int = 0
    below: int = 0


def low_wage_months(question: Question, book: Rulebook) -> Gathered:
    """Months that pass, as the fact ``low_wage_months``, with the steps of every month.

    A stated number wins over the counted one. Raises MissingFacts when the margin test lacks the day of application.
    """
    stated = question.applicant.low_wage_months
    wages = question.applicant.wage_months
    facts: dict[str, int | bool] = {} if stated is None else {"low_wage_months": stated}
    if not wages:
        return Gathered(facts, frozenset()) if facts else NOTHING
    rows, passed = _judged(wages, _test(question, book), book)
    counted = {"months_were_counted": True, "counted_low_wage_months": passed}
    return Gathered({"low_wage_months": passed, **facts, **counted}, frozenset({"vicinity"}), tuple(rows))


def minimum_wage_then(prefecture: str, month: date) -> int | None:
    """The minimum wage in force on the first of a month; the one that starts within it where none is known."""
    for day in (month, add_months(month, 1) - timedelta(days=1)):
        try:
            return reference.minimum_wage(prefecture, day).yen
        except UnknownCodeError:
            continue
    return None


def _judged(wages: Sequence[WageMonth], test: _Test, book: Rulebook) -> tuple[list[RowSteps], int]:
    rows, passed = [], 0
    for month, counts in _by_month(wages, test).items():
        given = {
            "paid_employees": counts.paid,
            "target_employees": counts.near,
            "employees_below_minimum": counts.below,
            "month_counts": test.counts(month),
            "first_month": Day.of(test.first),
            "last_month": Day.of(test.last),
        }
        answer = month_book(book).evaluate(given, MONTH_TARGETS)
        passed += answer["is_low_wage_month"]
        rows.append(RowSteps(f"/applicant/wage_months/{counts.place}", answer.steps, answer.stated))
    return rows, passed


def _by_month(wages: Iterable[WageMonth], test: _Test) -> Mapping[date, _Month]:
    """Counts by month in the order of the calendar; workplaces of one month are added up."""
    months: dict[date, _Month] = {}
    for place, given in enumerate(wages):
        first = date.fromisoformat(f"{given.month}-01")
        counts = months.setdefault(first, _Month(place))
        then = minimum_wage_then(given.prefecture, first)
        for pay in filter(None, given.hourly_wages_yen):  # nobody without pay in the month is counted
            near = test.is_near(pay, given.prefecture, first)
            counts.paid += near is not None  # who cannot be judged is in neither count
            counts.near += bool(near)
            counts.below += then is not None and pay < then
    return dict(sorted(months.items()))


def _test(question: Question, book: Rulebook) -> _Test:
    window, margin = (book.parameters.blocks[name] for name in ("low_wage_window", "low_wage_margin"))
    from_round: Limit = window.from_round
    asked = asked_round(question)
    if margin.months is None or (asked is not None and from_round.admits(asked)):
        return _Test(window, window.first_month, window.last_month, is_margin=False)
    if question.applied_on is None:
        raise MissingFacts([_needs_day()])
    this_month = question.applied_on.replace(day=1)
    return _Test(margin, add_months(this_month, -margin.months), add_months(this_month, -1), is_margin=True)


def _needs_day() -> Problem:
    return Problem(
        "/applied_on",
        "missing",
        Text(
            "最低賃金近傍の月数を賃金から数えるには、申請日（applied_on）を入力してください。",
            "Enter the day of application (applied_on) to count the low-wage months from wages.",
        ),
    )
