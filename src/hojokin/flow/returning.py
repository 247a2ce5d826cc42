"""Money that goes back (返還額の計算): what was reported against what was promised, and what the rules ask back for it.

Whether a target was missed follows from the reports; what the office alone can know (causes beyond the firm's control, an
announcement that was never made) it says itself. The amount, its waiver and the lines come from the rules book.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Answer, Step
from hojokin.rules.explanation import said
from hojokin.rules.shared.cancellation import CancellationGround, cancellation_grounds
from hojokin.rules.shared.interest import ReturnKind
from hojokin.rules.shared.repayment import ONE_IN_BASIS_POINTS, grown_by

BOOK = "repayment"
LAST_YEAR = 3
HUNDREDTHS = 100  # of a person
# What the office says itself, by the names of the rules book.
SAID_BY_OFFICE = (
    "minimum_wage_duty",
    "pay_duty",
    "report_missing",
    "withdrawn_before_judgement",
    "announcement_was_false",
    "not_attributable",
)
WAGE_DUTY, FALSE_ANNOUNCEMENT = "wage_duty", "false_announcement"
WITHDRAWAL = "withdrawal"


class Verdict(StrEnum):
    """What a report says about the lowest pay (判定)."""

    KEPT = "kept"
    MISSED = "missed"
    UNKNOWN = "unknown"  # no report yet, or no regional minimum is known


@dataclass(frozen=True, slots=True)
class JudgedYear:
    """One plan year as it was reported (報告された年). Figures are None where nothing was reported."""

    plan_year: int
    lowest_wage: int | None = None
    regional_minimum: int | None = None
    margin: int = 0
    operating_profit: int | None = None
    value_added: int | None = None
    total_pay: int | None = None
    paid_people: int | None = None
    is_missing: bool = False
    report: str = ""
    judged_on: date | None = None  # the day whose regional minimum counts
    last_known: int | None = None  # the newest one known, where that day's is not

    @property
    def target(self) -> int | None:
        """The lowest pay that was promised: the regional minimum and what was to be added."""
        return None if self.regional_minimum is None else self.regional_minimum + self.margin

    @property
    def verdict(self) -> Verdict:
        """Whether the lowest pay reached it."""
        if self.lowest_wage is None or self.target is None:
            return Verdict.UNKNOWN
        return Verdict.MISSED if self.lowest_wage < self.target else Verdict.KEPT


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """What a return follows from (返還の前提): what was received, what was promised, what was reported."""

    edition: str
    track: str
    received: int
    minimum_wage_duty: bool
    pay_duty: bool
    years: Sequence[JudgedYear] = ()
    value_added_base: int = 0
    pay_base: int | None = None
    pay_target: int = 0  # basis points a year
    bonus_target: int = 0  # the same where no duty binds and the plan earned the bonus
    heads_base: int | None = None  # hundredths of people; None where pay is not compared per head
    withdrew_early: bool = False
    returned_before: bool = False
    returned: int = 0  # came back already

    @property
    def failing_year(self) -> int:
        """The first year whose lowest pay missed its target; 0 is none."""
        return next((each.plan_year for each in self.years if each.verdict is Verdict.MISSED), 0)

    def year(self, plan_year: int) -> JudgedYear:
        """One year, empty where nothing was reported."""
        return next((each for each in self.years if each.plan_year == plan_year), JudgedYear(plan_year))


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One line of the calculation (計算の1行)."""

    label: Text
    value: Text
    clause: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What goes back (返還の計算結果). ``told`` are the duties and cautions in sentences, ``sums`` what the paper lists."""

    kind: ReturnKind
    amount: int
    clause: str
    lines: Sequence[ReturnLine] = ()
    told: Sequence[Text] = ()
    sums: Sequence[tuple[Text, int]] = field(default_factory=tuple)


def facts_of(case: ReturnCase, stated: Mapping[str, bool | int]) -> dict[str, bool | int]:
    """The facts of the rules book: derived from the reports, and over them what the office ``stated``."""
    failing, last = case.year(case.failing_year), case.year(LAST_YEAR)
    derived: dict[str, bool | int] = {
        "granted_amount": case.received,
        "minimum_wage_duty": case.minimum_wage_duty,
        "pay_duty": case.pay_duty,
        "failing_year": case.failing_year,
        "pay_growth_missed": pay_growth_missed(case) is True,
        "report_missing": any(each.is_missing for each in case.years),
        "withdrawn_before_judgement": case.withdrew_early,
        "returned_before": case.returned_before,
        "value_added_base": case.value_added_base,
        "value_added_failing_year": failing.value_added or 0,
        "value_added_end": last.value_added or 0,
        **{
            f"operating_profit_{place}": case.year(place).operating_profit or 0 for place in (1, 2, LAST_YEAR)
        },
        "pay_growth": growth_a_year(case.pay_base, last.total_pay) or 0,
        "value_added_growth": growth_a_year(case.value_added_base, last.value_added) or 0,
    }
    return derived | dict(stated)


def pay_growth_missed(case: ReturnCase) -> bool | None:
    """Whether pay missed its target at the end of the plan; None before the last report."""
    last = case.year(LAST_YEAR)
    needed = pay_needed(case, last, case.pay_target)
    return None if last.total_pay is None or needed is None else last.total_pay < needed


def pay_needed(case: ReturnCase, year: JudgedYear, target: int) -> int | None:
    """The lowest total pay of a year that keeps to the promised growth; None where none was promised.

    Per head it is the pay that as many people as were paid this year would need.
    """
    if not case.pay_base or not target:
        return None
    base = Fraction(case.pay_base)
    if case.heads_base and year.paid_people:
        base *= Fraction(year.paid_people * HUNDREDTHS, case.heads_base)
    needed = base * Fraction(ONE_IN_BASIS_POINTS + target, ONE_IN_BASIS_POINTS) ** year.plan_year
    return -(-needed.numerator // needed.denominator)


def growth_a_year(base: int | None, now: int | None) -> int | None:
    """Yearly mean growth over the plan in basis points, cut off; None where none is defined."""
    if not base or base < 0 or not now or now < 0:
        return None
    low, high = -ONE_IN_BASIS_POINTS, ONE_IN_BASIS_POINTS
    while grown_by(high, years=LAST_YEAR, base=base, now=now):
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if grown_by(middle, years=LAST_YEAR, base=base, now=now) else (low, middle)
    return low


def causes_of(case: ReturnCase) -> Mapping[str, Text]:
    """Why money may go back, by code: the wage duties first, then withdrawal and the grounds of cancellation."""
    grounds = {each.code: each.text for each in cancellation_grounds(case.edition, case.track, settled=True)}
    return {
        WAGE_DUTY: Text("賃上げ要件の未達など", "Missed wage duty"),
        FALSE_ANNOUNCEMENT: Text("賃上げ計画の表明が事実でなかった", "The announcement was not made"),
        WITHDRAWAL: Text("支払後の辞退", "Withdrawal after payment"),
        **grounds,
    }


def worked_out(case: ReturnCase, cause: str, stated: Mapping[str, bool | int]) -> WorkedOut:
    """What goes back for one cause. Raises KeyError for an unknown cause."""
    if cause in {WAGE_DUTY, FALSE_ANNOUNCEMENT}:
        return _by_book(case, cause, stated)
    if cause == WITHDRAWAL:
        return _whole(case, ReturnKind.CANCELLATION, "交付規程 28条1項", _label(case, cause))
    ground = _ground(case, cause)
    kind = ReturnKind.CANCELLATION if ground.bears_surcharge else ReturnKind.CHANGED_CIRCUMSTANCES
    return _whole(case, kind, ground.clause, ground.text)


def _by_book(case: ReturnCase, cause: str, stated: Mapping[str, bool | int]) -> WorkedOut:
    facts = facts_of(case, stated) | ({"announcement_was_false": True} if cause == FALSE_ANNOUNCEMENT else {})
    answer: Answer = rulebook(BOOK, case.edition).evaluate(facts)
    kind = ReturnKind.CANCELLATION if cause == FALSE_ANNOUNCEMENT else ReturnKind.WAGE_DUTY
    name = "cancellation_return" if cause == FALSE_ANNOUNCEMENT else "wage_return"
    rules = {step.rule.name: step for step in answer.steps}
    parts = [
        (step.rule.label, int(step.value)) for step in answer.steps if step.rule.name in _PARTS and step.value
    ]
    return WorkedOut(
        kind,
        int(answer[name]),
        rules[name].rule.clause,
        tuple(_line(step) for step in answer.steps if step.rule.role == "calculation"),
        tuple(step.message for step in answer.steps if step.rule.role != "calculation" and step.value),
        ((RECEIVED, case.received), *parts),
    )


def _whole(case: ReturnCase, kind: ReturnKind, clause: str, why: Text) -> WorkedOut:
    left = case.received - case.returned
    sums = [(RECEIVED, case.received), *([(RETURNED, case.returned)] if case.returned else [])]
    lines = tuple(ReturnLine(label, _yen(amount), clause, ()) for label, amount in sums)
    return WorkedOut(kind, left, clause, lines, (why,), tuple(sums))


def _ground(case: ReturnCase, cause: str) -> CancellationGround:
    grounds = cancellation_grounds(case.edition, case.track, settled=True)
    return {each.code: each for each in grounds}[cause]


def _label(case: ReturnCase, cause: str) -> Text:
    return causes_of(case)[cause]


def _line(step: Step) -> ReturnLine:
    rule = step.rule
    value = Text(said(step.value, rule.unit, "ja"), said(step.value, rule.unit, "en"))
    return ReturnLine(rule.label, value, rule.clause, rule.facts)


def _yen(amount: int) -> Text:
    return Text(f"{amount:,}円", f"{amount:,} yen")


RECEIVED = Text("交付を受けた補助金の額", "Grant received")
RETURNED = Text("すでに返還された額", "Returned already")
_PARTS = frozenset(
    {"minimum_wage_return", "pay_return", "report_return", "withdrawal_return", "cancellation_return"}
)
