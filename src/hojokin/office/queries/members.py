"""Members of a consortium (構成員の照会): each row of the leader's list with the part that was opened for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hojokin.flow.checks.answers import cell, plain, rows
from hojokin.flow.form import FieldKind, Row, Values
from hojokin.flow.registrations import MEMBER_PART
from hojokin.flow.roles import Role
from hojokin.flow.table import State
from hojokin.office.queries.filings import form_of
from hojokin.office.records.models import Filing, FilingEntry, Invitation, Seat

READY = ("handed_over", "sealed", "registered")


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
    """The members of a registration with their progress. Four queries, however many there are."""
    parts = list(registration.children.filter(kind=MEMBER_PART.code).order_by("pk"))
    said = _said(parts)
    invited = _invitations(parts)
    joined = _joined(parts, at)
    taken: set[int] = set()
    found = [
        _member(row, _part_of(row, parts, said, taken), said, invited, joined)
        for row in rows(values, "members")
    ]
    rest = [each for each in parts if each.pk not in taken and each.state != "ended"]
    return [*found, *(_member(None, each, said, invited, joined) for each in rest)]


def part_of(row: Row, parts: Sequence[Filing]) -> Filing | None:
    """The part that was opened for a row of the leader's list: of the same number, or else of the same name."""
    return _part_of(row, parts, _said(parts), set())


def _part_of(
    row: Row, parts: Sequence[Filing], said: Mapping[int, Mapping[str, object]], taken: set[int]
) -> Filing | None:
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


def _said(parts: Sequence[Filing]) -> dict[int, dict[str, object]]:
    said: dict[int, dict[str, object]] = {each.pk: {} for each in parts}
    for each in FilingEntry.objects.filter(filing__in=said):
        said[each.filing_id][each.name] = each.value
    return said


def _invitations(parts: Sequence[Filing]) -> dict[int, Invitation]:
    sent = Invitation.objects.filter(filing__in=[each.pk for each in parts], role=Role.MEMBER.value)
    return {each.filing_id or 0: each for each in sent.order_by("invited_at", "pk")}


def _joined(parts: Sequence[Filing], at: datetime) -> set[int]:
    """The parties that somebody sits at."""
    held = Q(until__isnull=True) | Q(until__gt=at)
    seats = Seat.objects.filter(held, role=Role.MEMBER.value, party__in=[each.owner_id for each in parts])
    return {party for party in seats.values_list("party", flat=True) if party}


def _member(
    row: Row | None,
    part: Filing | None,
    said: Mapping[int, Mapping[str, object]],
    invited: Mapping[int, Invitation],
    joined: set[int],
) -> Member:
    if part is None:
        return Member(row, None, None)
    values: Values = said[part.pk]  # type: ignore[assignment]  # JSON as the entries hold it
    asked = [
        each
        for each in form_of(part).fields()
        if each.required and each.kind is not FieldKind.DOCUMENT and each.asked(values)
    ]
    return Member(
        row,
        part,
        MEMBER_PART.table.states[part.state],
        answered=sum(1 for each in asked if values.get(each.name) not in (None, "", [], False)),
        asked=len(asked),
        invitation=invited.get(part.pk),
        has_joined=part.owner_id in joined,
    )
