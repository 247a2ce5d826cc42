"""Settling a grant (額の確定の計算): the parts of a granted amount, and what each part comes to after the project.

What was granted falls into parts with rates of their own (tools, hardware, …), in a group for each of its members. Each is
settled by the rules: the lower of spending times rate and what was granted for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hojokin.flow.form import Values
from hojokin.flow.granted_part import GrantedPart, SettledLine, settled_part
from hojokin.flow.group_settling import group_parts, settled_group
from hojokin.flow.question_costs import category_code
from hojokin.flow.questions import CONSORTIUM, question_of
from hojokin.flow.reported_items import rows_of, text_of
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.shared.settlement import SettledPart

_BY_CODE = {
    "it_tools": SettledPart.INVOICE_TOOLS,
    "pc_tablet": SettledPart.HARDWARE,
    "register": SettledPart.HARDWARE,
    "security_service": SettledPart.SECURITY,
}


def granted_parts(
    values: Values,
    edition: str,
    track: str,
    on: date,
    *,
    amount: int,
    eligible_cost: int,
    upheld: Collection[str] = (),
) -> tuple[GrantedPart, ...]:
    """The parts of a decision, from the application as it was decided; one part where it cannot be estimated.

    ``upheld`` are the refusing rules whose contest was upheld: without them nothing would be granted to divide.
    """
    try:
        made = estimate(question_of(values, {}, edition, track, on)).overruling(upheld)
    except InvalidQuestion:
        return (GrantedPart("whole", _main_part(track, None), eligible_cost, amount),)
    if track == CONSORTIUM:
        parts = group_parts(made, [text_of(row, "name") for row in rows_of(values, "members")])
    else:
        parts = [_part(made, track, each) for each in made.parts if each.amount]
    if sum(each.granted for each in parts) != amount:
        parts = _filled(parts, amount, eligible_cost) or [
            GrantedPart("whole", _main_part(track, made), eligible_cost, amount)
        ]
    return tuple(parts)


def settled(
    parts: Sequence[GrantedPart],
    spent: Mapping[str, int],
    edition: str,
    *,
    small_now: bool,
    grown: Collection[int] = (),
) -> tuple[SettledLine, ...]:
    """Every part settled with what was spent on it, without tax. Spending on no part counts nothing.

    ``grown`` are the members of a group that are micro-enterprises no longer.
    """
    if is_of_group(parts):
        return settled_group(parts, spent, edition, small_now=small_now, grown=grown)
    return tuple(settled_part(each, spent.get(each.code, 0), edition, small_now=small_now) for each in parts)


def is_of_group(parts: Sequence[GrantedPart]) -> bool:
    """Whether the parts are those of the members of a group."""
    return any(each.members for each in parts)


def part_of_item(category: str, parts: Sequence[GrantedPart]) -> str:
    """The part that an item of a category number belongs to: hardware to its own where there is one."""
    own = category_code(category)
    return next((each.code for each in parts if each.code == own), parts[0].code)


def _part(made: Estimate, track: str, of: Any) -> GrantedPart:
    part = _BY_CODE.get(of.part.code, SettledPart.NORMAL)
    if track != "invoice" and of.part.code == "it_tools":
        part = _main_part(track, made)
    accounts = made.question.accounts
    sme, every = (1, 1) if accounts is None else (accounts.sme, accounts.contracted or accounts.sme)
    small = bool(made.answer["is_small"]) if track in {"invoice", "security"} else False
    return GrantedPart(of.part.code, part, of.eligible_cost, of.amount, small, sme, every)


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
    return [each for each in made if each.granted or each.most]
