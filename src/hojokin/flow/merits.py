"""Merits (加点・減点): which bonus items an application holds and which reductions it meets, by the printed rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from hojokin.flow.deciding_settings import switches
from hojokin.flow.form import Row, Values
from hojokin.flow.question_costs import category_code
from hojokin.flow.question_parts import NOTHING_CHOSEN, all_whole, chosen, codes, hundredths, rows_of
from hojokin.flow.question_plan import HEADS, PAY, PLAN_YEARS
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.question import PastGrant, SizeCode, TrackCode
from hojokin.rules.reference.reading import read_text
from hojokin.rules.shared.bonus import BonusItem, bonus_items
from hojokin.rules.shared.growth import tenths_of_growth
from hojokin.rules.shared.reductions import reduction_facts

BASIS_POINTS_IN_TENTH = 10
WHOLE = 10_000  # basis points in one
FILE = "data/bonus_claims.yaml"
REDUCTIONS = (
    "reduced_for_earlier_grant",
    "reduced_for_parallel_track",
    "reduced_for_same_function",
    "reduced_for_shared_processes",
    "reduced_for_own_wage_bonus",
    "reduced_for_other_wage_bonus",
)


@dataclass(frozen=True, slots=True)
class Merit:
    """One bonus item or reduction that counts (加点・減点の項目), with where it is printed."""

    code: str
    label: Text
    source: str
    said: Text
    standing: Standing


@dataclass(frozen=True, slots=True)
class Wages:
    """What the wage rules of the bonus ask besides the form: whether the wage-bound amount is applied for."""

    is_bound: bool = False
    is_large_orderer: bool = False

    @classmethod
    def of(cls, track: str, size: str, *, is_bound: bool) -> Wages:
        """Of an applicant of a size in a track."""
        return cls(is_bound, track == TrackCode.ELECTRONIC_TRANSACTION and size == SizeCode.LARGE)


def judged_items(edition: str, track: str, round_number: int) -> Sequence[BonusItem]:
    """The bonus items that no entry shows: reviewers weigh them on the score sheet."""
    return [each for each in bonus_items(edition, track, round_number) if each.code not in _claims()]


def bonus_of(
    values: Values, edition: str, track: str, round_number: int, wages: Wages | None = None
) -> Sequence[Merit]:
    """The bonus items that the entries of an application show."""
    return [
        Merit(each.code, each.name, " ".join(each.facts), each.how, each.standing)
        for each in bonus_items(edition, track, round_number)
        if each.code in _claims() and _holds(values, _claims()[each.code], edition, wages or Wages())
    ]


def reductions_of(values: Values, edition: str, track: str) -> Sequence[Merit]:
    """The reductions that the entries meet, each with its clause."""
    book = rulebook("reductions", edition)
    facts = reduction_facts(
        book,
        track,
        _past_grants(values),
        parallel=chosen(values, "parallel") or (),
        processes=[code for row in rows_of(values, "tools") for code in codes(row, "processes") or ()],
    )
    facts |= {
        "tool_has_same_function": values.get("same_function_before") is True,
        "missed_own_wage_bonus": values.get("missed_own_wage_bonus") is True,
        "missed_other_wage_bonus": values.get("missed_other_wage_bonus") is True,
    }
    met = [
        step for step in book.evaluate(facts, REDUCTIONS).steps if step.rule.name in REDUCTIONS and step.value
    ]
    return [
        Merit(each.rule.name, each.rule.label, each.rule.clause, each.message, each.rule.standing)
        for each in met
    ]


def is_pay_per_head(edition: str) -> bool:
    """Whether an edition compares pay per head; the total otherwise."""
    return bool(switches("pay_per_head").values.get(edition, True))


def bonus_growth_promised(values: Values, edition: str, wages: Wages) -> int:
    """The growth of pay a year in basis points that keeps the wage bonus which the plan earned; 0 where it earned none."""
    if not _by_rule(values, "earns_wage_bonus", edition, wages):
        return 0
    return _least_growth(
        edition,
        has_earlier_grant=values.get("had_grants") is True,
        is_large_orderer=wages.is_large_orderer,
    )


@cache
def _least_growth(edition: str, **facts: bool) -> int:
    """The least growth that the rule of the bonus takes: found by asking it, as each edition words it in its own way."""
    book = rulebook("bonus", edition)
    known = {name: each for name, each in facts.items() if name in book.inputs}

    def is_enough(growth: int) -> bool:
        answer = book.evaluate({**known, "planned_pay_growth": growth}, ("reaches_bonus_growth",))
        return bool(answer["reaches_bonus_growth"])

    return bisect_left(range(WHOLE), x=True, key=is_enough)


@cache
def _claims() -> Mapping[str, Mapping[str, Any]]:
    return read(read_text("hojokin.flow", FILE))


def _holds(values: Values, claim: Mapping[str, Any], edition: str, wages: Wages) -> bool:
    if "rule" in claim:
        return _by_rule(values, claim["rule"], edition, wages)
    if "fields" in claim:
        return any(_is_answered(values.get(name), claim.get("is")) for name in claim["fields"])
    return any(_row_shows(row, claim) for row in rows_of(values, "tools"))


def _is_answered(value: object, wanted: str | None) -> bool:
    given = list(value) if isinstance(value, list | tuple) else [value]
    if wanted is not None:
        return wanted in given
    return any(each not in (None, False, "", NOTHING_CHOSEN) for each in given)


def _row_shows(row: Row, claim: Mapping[str, Any]) -> bool:
    if "category" in claim:
        return bool(category_code(row.get("category")) == claim["category"])
    needed = claim.get("function")
    return row.get(claim["column"]) is True and bool(
        needed is None or needed in (codes(row, "functions") or ())
    )


def _by_rule(values: Values, rule: str, edition: str, wages: Wages) -> bool:
    """What the wage plan earns; one that was not announced before applying earns nothing."""
    growth = _growth(values, edition)
    if values.get("has_wage_plan") is not True or values.get("announced") is not True or growth is None:
        return False
    rise = str(values.get("wage_rise") or "")
    facts: dict[str, int | bool] = {
        "planned_pay_growth": growth,
        "planned_minimum_wage_rise": int(rise) if rise.isdecimal() else 0,
        "applies_for_wage_bound_amount": wages.is_bound,
        "has_earlier_grant": values.get("had_grants") is True,
        "is_large_orderer": wages.is_large_orderer,
    }
    book = rulebook("bonus", edition)
    answer = book.evaluate({name: each for name, each in facts.items() if name in book.inputs}, (rule,))
    earned: bool = answer[rule]
    return earned


def _growth(values: Values, edition: str) -> int | None:
    """The planned growth of pay a year in basis points, of the total or per head as the edition says; None unknown."""
    pay, heads = all_whole(values, PAY), [hundredths(values.get(name)) for name in HEADS]
    if pay is None or not all(heads):
        return None
    per_head = is_pay_per_head(edition)
    first, last = (Fraction(pay[place], (heads[place] or 1) if per_head else 1) for place in (0, PLAN_YEARS))
    found = tenths_of_growth(first, last, PLAN_YEARS)
    return None if found is None else max(0, found) * BASIS_POINTS_IN_TENTH


def _past_grants(values: Values) -> list[PastGrant]:
    if values.get("had_grants") is not True:
        return []
    return [
        PastGrant.model_validate(
            {
                "year": row["year"],
                "track": row["track"],
                "processes": codes(row, "processes") or [],
            }
        )
        for row in rows_of(values, "past_grants")
        if row.get("year") and row.get("track")
    ]
