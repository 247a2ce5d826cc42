"""Members of a consortium (構成員の照会): each row of the leader's list with the part that was opened for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from hojokin.flow.checks.answers import cell, plain, rows
from hojokin.flow.form import FieldKind, Row, Values
from hojokin.flow.registrations import MEMBER_PART
from hojokin.flow.roles import Role
from hojokin.flow.table import State
from hojokin.office.queries.filings import form_of
from hojokin.office.records.models import Filing, FilingEntry, Invitation, Seat

READY = ("handed_over", "sealed", "registered")

type Said = Mapping[int, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part (構成員の申告) with its newest invitation, and whether somebody sits at its party."""

    filing: Filing
    invitation: Invitation | None
    has_joined: bool


@dataclass(frozen=True, slots=True)
class Member:
    """One member as its leader sees it (構成員の進み具合). ``row`` is None for a part that is on no row any more."""

    row: Row | None
    part: Filing | None
    state: State | None
    answered: int = 0
    asked: int = 0
    invitation: Invitation | None = None
    has_joined: bool = False

    @property
    def name(self) -> str:
        """Its name."""
        return cell(self.row, "name") if self.row is not None else self.part.title if self.part else ""

    @property
    def email(self) -> str:
        """Where its invitation goes."""
        return cell(self.row, "email") if self.row is not None else ""

    @property
    def is_ready(self) -> bool:
        """Whether its part is handed over."""
        return self.part is not None and self.part.state in READY

    @property
    def is_mine(self) -> bool:
        """Whether the part waits for the leader."""
        return self.state is not None and self.state.turn is Role.VENDOR

    @property
    def may_be_invited_again(self) -> bool:
        """Whether nobody has come in for it yet."""
        return self.part is not None and self.part.state != "ended" and not self.has_joined


def members_of(registration: Filing, values: Values, at: datetime) -> Sequence[Member]:
    """The members of a registration with their progress. Three queries, however many there are."""
    parts = parts_of(registration, at)
    return members_in(values, parts, said_in([each.filing for each in parts]))


def parts_of(registration: Filing, at: datetime) -> Sequence[Part]:
    """The parts that were opened for the members, the first one first; two queries."""
    held = Q(until__isnull=True) | Q(until__gt=at)
    seats = Seat.objects.filter(held, role=Role.MEMBER.value, party=OuterRef("owner"))
    found: list[Any] = list(
        registration.children.filter(kind=MEMBER_PART.code).annotate(has_joined=Exists(seats)).order_by("pk")
    )
    invited = _invitations(found)
    return [Part(each, invited.get(each.pk), each.has_joined) for each in found]


def said_in(filings: Iterable[Filing]) -> Said:
    """What each of these filings says, by its key; one query."""
    said: dict[int, dict[str, object]] = {each.pk: {} for each in filings}
    for each in FilingEntry.objects.filter(filing__in=said):
        said[each.filing_id][each.name] = each.value
    return said


def members_in(values: Values, parts: Sequence[Part], said: Said) -> Sequence[Member]:
    """The members that the leader lists, then the parts that are on no row any more."""
    known = {each.filing.pk: each for each in parts}
    filings = [each.filing for each in parts]
    taken: set[int] = set()
    found = []
    for row in rows(values, "members"):
        part = _part_of(row, filings, said, taken)
        found.append(_member(row, known[part.pk], said) if part else Member(row, None, None))
    rest = [each for each in parts if each.filing.pk not in taken and each.filing.state != "ended"]
    return [*found, *(_member(None, each, said) for each in rest)]


def part_of(row: Row, parts: Sequence[Filing]) -> Filing | None:
    """The part that was opened for a row of the leader's list: of the same number, or else of the same name."""
    return _part_of(row, parts, said_in(parts), set())


def _part_of(row: Row, parts: Sequence[Filing], said: Said, taken: set[int]) -> Filing | None:
    number, name = cell(row, "corporate_number"), plain(cell(row, "name"))
    open_parts = [each for each in parts if each.state != "ended" and each.pk not in taken]
    same_number = [each for each in open_parts if number and said[each.pk].get("corporate_number") == number]
    same_name = [
        each
        for each in open_parts
        if name in {plain(str(said[each.pk].get("name") or "")), plain(each.title)}
    ]
    part = next(iter(same_number or same_name), None)
    if part is not None:
        taken.add(part.pk)
    return part


def _invitations(parts: Sequence[Filing]) -> dict[int, Invitation]:
    sent = Invitation.objects.filter(filing__in=[each.pk for each in parts], role=Role.MEMBER.value)
    return {each.filing_id or 0: each for each in sent.order_by("invited_at", "pk")}


def _member(row: Row | None, part: Part, said: Said) -> Member:
    filing = part.filing
    values: Values = said[filing.pk]  # type: ignore[assignment]  # JSON as the entries hold it
    asked = [
        each
        for each in form_of(filing).fields()
        if each.required and each.kind is not FieldKind.DOCUMENT and each.asked(values)
    ]
    return Member(
        row,
        filing,
        MEMBER_PART.table.states[filing.state],
        answered=sum(1 for each in asked if values.get(each.name) not in (None, "", [], False)),
        asked=len(asked),
        invitation=part.invitation,
        has_joined=part.has_joined,
    )
