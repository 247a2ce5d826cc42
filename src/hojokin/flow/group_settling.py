"""Settling a grant of a group (複数者連携の額の確定): class A by member and tier, classes B and C for the whole group.

The rules of the decision are asked again: the first tier counts for each member (F-21), class B has a ceiling by the
members that introduce its tools (F-25), class C one over what classes A and B came to (F-28).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from hojokin.flow.granted_part import SAID, GrantedPart, SettledLine, answer_of, line_of, said_in
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.estimate import Estimate, PartAmount
from hojokin.rules.shared.settlement import SettledPart
from hojokin.rules.tracks.consortium import TRACK
from hojokin.rules.tracks.consortium.members import MemberAnswer, answers, firms

CLASS_A = {
    "it_tools": (SettledPart.INVOICE_TOOLS, "it_tools_cost", "it_tools_amount"),
    "pc_tablet": (SettledPart.HARDWARE, "counted_pc_tablet", "pc_tablet_amount"),
    "register": (SettledPart.HARDWARE, "counted_register", "register_amount"),
}
ANALYSIS, COORDINATION = "analysis", "coordination"


def group_parts(made: Estimate, names: Sequence[str]) -> list[GrantedPart]:
    """The parts of a group's decision, a member's own in the order of form 1; ``names`` are those of its rows."""
    question = made.question
    members = answers(firms(question.members or ()), question, made.book)
    return [part for each in made.parts if each.amount for part in _parts(each, members, names)]


def settled_group(
    parts: Sequence[GrantedPart],
    spent: Mapping[str, int],
    edition: str,
    *,
    small_now: bool,
    grown: Collection[int] = (),
) -> tuple[SettledLine, ...]:
    """Every part of a group; ``grown`` are the members that are micro-enterprises no longer."""
    lines: list[SettledLine] = []
    for kind, own in groupby(parts, lambda each: each.kind):
        if kind == COORDINATION:
            tools = sum(each.amount for each in lines)
            lines += (_of_coordination(each, spent.get(each.code, 0), tools, edition) for each in own)
        elif kind == ANALYSIS:
            lines += _of_analysis(list(own), spent, edition)
        else:
            lines += _of_class_a(list(own), spent, edition, small_now=small_now, grown=grown)
    return tuple(lines)


def _parts(of: PartAmount, members: Sequence[MemberAnswer], names: Sequence[str]) -> Iterator[GrantedPart]:
    code, left, cost = of.part.code, of.amount, 0
    if code == COORDINATION:
        yield GrantedPart(code, SettledPart.COORDINATION, of.eligible_cost, of.amount)
        return
    for each in members:
        if code == ANALYSIS:
            part = _of_b(each, of, cost)
            cost += part.cost
        else:
            part = _of_a(each, code)
        if part.cost:
            granted = min(left, part.most)
            left -= granted
            rows = tuple(row + 1 for row in sorted(each.firm.rows))
            yield replace(part, granted=granted, members=rows, holder=_name(each, names))


def _of_a(member: MemberAnswer, code: str) -> GrantedPart:
    part, cost, amount = CLASS_A[code]
    small = part is SettledPart.INVOICE_TOOLS and bool(member.answer["is_small"])
    return GrantedPart(
        f"{code}-{member.firm.position + 1}",
        part,
        member.of_class_a(cost),
        0,
        small,
        most=member.of_class_a(amount),
    )


def _of_b(member: MemberAnswer, of: PartAmount, before: int) -> GrantedPart:
    """Class B is multiplied and cut to the yen once for the group: a member's is what its costs add."""
    (rate,) = of.rates
    most = rate.of(before + member.analysis) - rate.of(before)
    code = f"{ANALYSIS}-{member.firm.position + 1}"
    return GrantedPart(code, SettledPart.ANALYSIS, member.analysis, 0, most=most)


def _name(member: MemberAnswer, names: Sequence[str]) -> str:
    position = member.firm.position
    return names[position] if position < len(names) else ""


def _of_class_a(
    parts: Sequence[GrantedPart],
    spent: Mapping[str, int],
    edition: str,
    *,
    small_now: bool,
    grown: Collection[int],
) -> Iterator[SettledLine]:
    """Each member by its own tiers, up to what its own costs brought; together up to what was granted for the kind."""
    left = sum(each.granted for each in parts)
    for each in parts:
        small = small_now and set(grown).isdisjoint(each.members)
        answer = answer_of(each, spent.get(each.code, 0), each.most, edition, small_now=small)
        amount = min(answer["settled_amount"], left)
        left -= amount
        cut = (_cut(amount),) if amount < answer["settled_amount"] else ()
        said = said_in(answer, SAID if each.granted == each.most else SAID[:1])
        yield line_of(each, spent.get(each.code, 0), answer, edition, amount=amount, said=(*said, *cut))


def _of_analysis(
    parts: Sequence[GrantedPart], spent: Mapping[str, int], edition: str
) -> Iterator[SettledLine]:
    """The whole of class B, shown by member: what each member's spending adds to the group's."""
    introduced = sum(spent.get(each.code, 0) > 0 for each in parts)
    cap = _asked("analysis_cap_by_members", {"analysis_members": introduced}, edition)
    left = min(sum(each.granted for each in parts), cap)
    cost = before = 0
    for each in parts:
        own = spent.get(each.code, 0)
        cost += own
        answer = answer_of(each, cost, left, edition, small_now=False)
        share = answer["share_of_spending"] - before
        before = answer["share_of_spending"]
        amount = min(share, left)
        left -= amount
        said = (_cut(amount),) if amount < share <= each.most else ()
        line = line_of(each, own, answer, edition, amount=amount, said=said)
        yield replace(line, counted=own, share=share)


def _of_coordination(part: GrantedPart, spent: int, tools: int, edition: str) -> SettledLine:
    """Class C, under the ceiling that classes A and B leave it (F-28)."""
    cap = _asked("coordination_cap", {"it_tools_of_members": tools}, edition)
    answer = answer_of(part, spent, min(part.granted, cap), edition, small_now=False)
    amount = answer["settled_amount"]
    said = (_cut(cap),) if amount == cap < part.granted else said_in(answer, SAID)
    return line_of(part, spent, answer, edition, amount=amount, said=said)


def _asked(name: str, facts: Mapping[str, int], edition: str) -> int:
    found: int = rulebook(TRACK.code, edition).evaluate({"members": 1, **facts}, (name,))[name]
    return found


def _cut(amount: int) -> Text:
    """The group as a whole gets no more (F-25 F-27 F-28)."""
    return Text(
        f"グループ全体の交付決定額または上限により、{amount:,}円です（交付規程 別表）。",
        f"What was granted to the whole group, or its ceiling, leaves {amount:,} yen (regulations, annex).",
    )
