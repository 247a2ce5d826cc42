"""The page of a vendor's registration (登録のページ): what is still missing before it can be sent, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hojokin.flow.form import FormField
from hojokin.flow.registrations import TOOL_REGISTRATION, VENDOR_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.flow.vendor_standing import first_tool_is_filed, renewal
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.members import Member, members_of
from hojokin.office.queries.vendor_registrations import last_registration, live_registration, renewable_values
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
        return VENDOR_REGISTRATION.table.may_write(self.line.filing.state, Role.VENDOR)

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


def registration_desk(actor: Actor, edition: str, at: datetime) -> RegistrationDesk | None:
    """The desk of the year's registration; None where none has begun."""
    filing = live_registration(actor.party, edition) if actor.party else None
    if filing is None or actor.party is None:
        return None
    view = FilingView(filing, actor, at)
    is_consortium = view.values.get("form") == "consortium"
    is_draft = filing.state == VENDOR_REGISTRATION.table.first
    return RegistrationDesk(
        line(filing, actor, at),
        is_consortium,
        errors=len(view.errors) if view.kind.table.may_write(filing.state, Role.VENDOR) else 0,
        members=members_of(filing, view.values, at) if is_consortium else (),
        has_first_tool=_has_first_tool(actor.party, filing.edition),
        confirm=_to_confirm(view, actor.party) if is_draft else (),
    )


def _has_first_tool(party: Party, edition: str) -> bool:
    filed = Filing.objects.filter(kind=TOOL_REGISTRATION.code, owner=party, edition=edition)
    entries = FilingEntry.objects.filter(filing__in=filed.exclude(state__in=NOT_FILED), name="category")
    return first_tool_is_filed([str(value) for value in entries.values_list("value", flat=True)])


def _to_confirm(view: FilingView, party: Party) -> Sequence[FormField]:
    """The fields that came from last year and have not been written anew."""
    last = last_registration(party, view.filing.edition)
    if last is None:
        return ()
    names = renewal(view.form, renewable_values(last)).confirm
    untouched = {name for name, each in view.entries.items() if each.version == 1}
    return [view.form.field(name) for name in names if name in untouched]
