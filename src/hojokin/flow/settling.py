"""Settling a grant (額の確定の計算): the parts of a granted amount, and what each part comes to after the project.

What was granted falls into parts with rates of their own (tools, hardware, …). Each is settled by the rules: the lower
of spending times rate and what was granted for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from hojokin.flow.form import Values
from hojokin.flow.questions import question_of
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import Rates
from hojokin.rules.engine.rulebook import Answer
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.shared.settlement import PART_LABELS, SettledPart

BOOK = "settlement"
HARDWARE_CATEGORY = "8"
_ANSWERS = (
    "settled_amount",
    "share_of_spending",
    "counted_cost",
    "lost_small_rate",
    "settled_below_grant",
    "single_rate",
    "first_tier_rate",
)
_BY_CODE = {
    "it_tools": SettledPart.INVOICE_TOOLS,
    "pc_tablet": SettledPart.HARDWARE,
    "register": SettledPart.HARDWARE,
    "analysis": SettledPart.ANALYSIS,
    "coordination": SettledPart.COORDINATION,
    "security_service": SettledPart.SECURITY,
}


@dataclass(frozen=True, slots=True)
class GrantedPart:
    """A part of the granted amount (交付決定額の内訳). ``small`` is the raised rate of micro-enterprises."""

    code: str
    part: SettledPart
    cost: int
    granted: int
    small: bool = False
    sme_accounts: int = 1
    accounts: int = 1

    @property
    def label(self) -> Text:
        """In words."""
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class SettledLine:
    """What a part comes to (確定額の内訳): ``counted`` is the cost that counts, ``share`` that times the rate."""

    part: GrantedPart
    spent: int
    counted: int
    share: int
    amount: int
    rate: str
    said: tuple[Text, ...]


def granted_parts(
    values: Values, edition: str, track: str, on: date, *, amount: int, eligible_cost: int
) -> tuple[GrantedPart, ...]:
    """The parts of a decision, from the application as it was decided; one part where it cannot be estimated."""
    try:
        made = estimate(question_of(values, {}, edition, track, on))
    except InvalidQuestion:
        return (GrantedPart("whole", _main_part(track, None), eligible_cost, amount),)
    parts = [_part(made, track, each) for each in made.parts if each.amount]
    if sum(each.granted for each in parts) != amount:
        parts = _filled(parts, amount, eligible_cost) or [
            GrantedPart("whole", _main_part(track, made), eligible_cost, amount)
        ]
    return tuple(parts)


def settled(
    parts: Sequence[GrantedPart], spent: Mapping[str, int], edition: str, *, small_now: bool
) -> tuple[SettledLine, ...]:
    """Every part settled with what was spent on it, without tax. Spending on no part counts nothing."""
    return tuple(_settled(each, spent.get(each.code, 0), edition, small_now=small_now) for each in parts)


def part_of_item(category: str, parts: Sequence[GrantedPart]) -> str:
    """The part that an item of a category number belongs to: hardware to its own where there is one."""
    if category == HARDWARE_CATEGORY:
        for each in parts:
            if each.part is SettledPart.HARDWARE:
                return each.code
    return parts[0].code


def _part(made: Estimate, track: str, of: Any) -> GrantedPart:
    part = _BY_CODE.get(of.part.code, SettledPart.NORMAL)
    if track not in {"invoice", "consortium"} and of.part.code == "it_tools":
        part = _main_part(track, made)
    accounts = made.question.accounts
    share = (
        {}
        if accounts is None
        else {"sme_accounts": accounts.sme, "accounts": accounts.contracted or accounts.sme}
    )
    small = bool(made.answer["is_small"]) if track in {"invoice", "security"} else False
    return GrantedPart(of.part.code, part, of.eligible_cost, of.amount, small, **share)


def _main_part(track: str, made: Estimate | None) -> SettledPart:
    def holds(name: str) -> bool:
        return made is not None and name in made.answer and bool(made.answer[name])

    match track:
        case "invoice" | "consortium":
            return SettledPart.INVOICE_TOOLS
        case "security":
            return SettledPart.SECURITY
        case "electronic_transaction":
            return (
                SettledPart.ELECTRONIC_TRANSACTION
                if made is None or holds("is_sme")
                else SettledPart.ELECTRONIC_TRANSACTION_NOT_SME
            )
        case _:
            return SettledPart.NORMAL_NEAR_MINIMUM_WAGE if holds("near_minimum_wage") else SettledPart.NORMAL


def _filled(parts: Sequence[GrantedPart], amount: int, eligible_cost: int) -> list[GrantedPart]:
    """The parts cut down to a smaller decision, the first one filled first; none where the decision is larger."""
    if not parts or sum(each.granted for each in parts) < amount:
        return []
    left, made = amount, []
    for each in parts:
        granted = min(left, each.granted)
        left -= granted
        made.append(replace(each, granted=granted))
    if len(made) == 1:
        made[0] = replace(made[0], cost=min(eligible_cost, made[0].cost) or eligible_cost)
    return [each for each in made if each.granted]


def _settled(part: GrantedPart, spent: int, edition: str, *, small_now: bool) -> SettledLine:
    facts = {
        "settled_part": int(part.part),
        "granted_amount": part.granted,
        "applied_eligible_cost": part.cost,
        "actual_eligible_cost": spent,
        "small_at_decision": part.small,
        "small_at_completion": small_now,
        "sme_accounts": part.sme_accounts,
        "contracted_accounts": part.accounts,
    }
    answer = rulebook(BOOK, edition).evaluate(facts, _ANSWERS)
    said = tuple(
        step.message
        for step in answer.steps
        if step.rule.name in {"lost_small_rate", "settled_below_grant"} and step.value is True
    )
    return SettledLine(
        part=part,
        spent=spent,
        counted=answer["counted_cost"],
        share=answer["share_of_spending"],
        amount=answer["settled_amount"],
        rate=_rate(part, answer, edition),
        said=said,
    )


def _rate(part: GrantedPart, answer: Answer, edition: str) -> str:
    """The rate in words; tools of the invoice track have one for each tier."""
    if part.part is not SettledPart.INVOICE_TOOLS:
        return str(answer["single_rate"])
    tiers = cast("Rates", rulebook(BOOK, edition).parameters.blocks["invoice_rates"])
    return f"{answer['first_tier_rate']}・{tiers.second}"
