"""Members of a group (構成員): each files a report of its own about what was granted for it (F-02 F-64)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hojokin.flow.form import Values
from hojokin.flow.granted_part import GrantedPart
from hojokin.flow.group_items import LEAD
from hojokin.flow.reported_items import rows_of, text_of
from hojokin.rules.engine.facts import Text
from hojokin.rules.identifiers import normalised

REPRESENTATIVE, PARTICIPANT = "representative", "participant"


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One member (構成員): the rows of form 1 that bear its corporate number, and the first of them as its number."""

    number: int
    name: str
    kana: str
    rows: tuple[int, ...]

    @property
    def is_lead(self) -> bool:
        """Whether it is the representative, who alone stands in row 1 and to whom the money goes."""
        return LEAD in self.rows

    @property
    def role(self) -> str:
        """What it is in its group."""
        return REPRESENTATIVE if self.is_lead else PARTICIPANT

    @property
    def label(self) -> Text:
        """By its name, or by its number where form 1 is not known."""
        return (
            Text(self.name, self.name) if self.name else Text(f"構成員{self.number}", f"Member {self.number}")
        )


def members_from(values: Values) -> tuple[GroupMember, ...]:
    """The members in the order of form 1; rows of one corporate number are one member (F-02)."""
    found: dict[str, list[int]] = {}
    rows = rows_of(values, "members")
    for number, row in enumerate(rows, start=1):
        known = normalised(text_of(row, "corporate_number"))
        found.setdefault(known or f"row {number}", []).append(number)
    return tuple(_member(numbers, values) for numbers in found.values())


def reporting(members: Sequence[GroupMember], items: Sequence[Mapping[str, Any]]) -> tuple[GroupMember, ...]:
    """The members for which something was granted, the representative first; one that form 1 lacks by its number."""
    granted = {_number(each) for each in items}
    named = {row for each in members for row in each.rows}
    others = (GroupMember(number, "", "", (number,)) for number in granted - named)
    every = sorted((*members, *others), key=lambda each: each.number)
    return tuple(each for each in every if not granted.isdisjoint(each.rows))


def places_of(member: GroupMember, items: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    """Where the member's items stand among the granted ones."""
    return tuple(place for place, each in enumerate(items) if _number(each) in member.rows)


def items_of(member: GroupMember, items: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The member's granted items, all under its number, whichever of its rows they were entered for."""
    return [{**items[place], "member": member.number} for place in places_of(member, items)]


def is_part_of(part: GrantedPart, member: GroupMember) -> bool:
    """Whether a part of the granted amount is the member's; what is nobody's own is the representative's (F-28)."""
    return not set(part.members or (LEAD,)).isdisjoint(member.rows)


def _member(numbers: Sequence[int], values: Values) -> GroupMember:
    row = rows_of(values, "members")[numbers[0] - 1]
    return GroupMember(numbers[0], text_of(row, "name"), text_of(row, "kana"), tuple(numbers))


def _number(item: Mapping[str, Any]) -> int:
    return item.get("member") or LEAD
