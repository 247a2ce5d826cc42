"""The page of a vendor's registration (登録のページ): what is still missing before it can be sent, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from hojokin.flow.form import FormField, Values
from hojokin.flow.registrations import TOOL_REGISTRATION, VENDOR_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.flow.vendor_standing import first_tool_is_filed, renewal
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.members import Member, members_in, parts_of, said_in
from hojokin.office.queries.vendor_registrations import last_of, live_of
from hojokin.office.queries.worklists import Line, line
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, FilingEntry, Party

NOT_FILED = ("draft", "withdrawn", "rejected", "deregistered", "removed")


@dataclass(frozen=True, slots=True)
class RegistrationDesk:
    """This year's registration as its vendor sees it (登録の進み具合)."""

    line: Line
    is_consortium: bool
    errors: int
    members: Sequence[Member]
    has_first_tool: bool
    confirm: Sequence[FormField]  # carried over from last year, to be looked at again

    @property
    def is_writing(self) -> bool:
        """Whether the vendor may write in it now."""
        return VENDOR_REGISTRATION.table.may_write(self.line.state_code, Role.VENDOR)

    @property
    def ready_members(self) -> int:
        """How many members have handed over their part."""
        return sum(each.is_ready for each in self.members)

    @property
    def to_invite(self) -> int:
        """How many members have not been invited."""
        return sum(each.part is None for each in self.members)

    @property
    def members_are_ready(self) -> bool:
        """Whether nobody is missing."""
        return not self.is_consortium or (
            bool(self.members) and all(each.is_ready for each in self.members if each.row is not None)
        )

    @property
    def is_complete(self) -> bool:
        """Whether it can be sent as it stands."""
        return not self.errors and self.members_are_ready and self.has_first_tool


def registration_desk(
    actor: Actor, edition: str, at: datetime, every: Sequence[Filing]
) -> RegistrationDesk | None:
    """The desk of the year's registration, of all that the party has; None where none has begun."""
    filing = live_of(every, edition)
    if filing is None or actor.party is None:
        return None
    view = FilingView(filing, actor, at)
    is_consortium = view.values.get("form") == "consortium"
    last = last_of(every, edition) if filing.state == VENDOR_REGISTRATION.table.first else None
    parts = parts_of(filing, at) if is_consortium else ()
    said = said_in([each.filing for each in parts] + ([last] if last else []))
    return RegistrationDesk(
        line(filing, actor, at),
        is_consortium,
        errors=len(view.errors) if view.kind.table.may_write(filing.state, Role.VENDOR) else 0,
        members=members_in(view.values, parts, said) if is_consortium else (),
        has_first_tool=_has_first_tool(actor.party, filing.edition),
        confirm=_to_confirm(view, said[last.pk]) if last else (),
    )


def _has_first_tool(party: Party, edition: str) -> bool:
    filed = Filing.objects.filter(kind=TOOL_REGISTRATION.code, owner=party, edition=edition)
    entries = FilingEntry.objects.filter(filing__in=filed.exclude(state__in=NOT_FILED), name="category")
    return first_tool_is_filed([str(value) for value in entries.values_list("value", flat=True)])


def _to_confirm(view: FilingView, last: Mapping[str, object]) -> Sequence[FormField]:
    """The fields that came from what last year's said and have not been written anew."""
    names = renewal(view.form, cast("Values", last)).confirm
    untouched = {name for name, each in view.entries.items() if each.version == 1}
    return [view.form.field(name) for name in names if name in untouched]
