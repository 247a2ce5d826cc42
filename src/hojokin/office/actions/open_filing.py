"""Opening a filing (手続の開始): a number, its first state, and what is already known filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from hojokin.office.actions.numbering import next_number
from hojokin.office.actions.record import record
from hojokin.office.queries.entries import Typed
from hojokin.office.queries.filings import form_of, read
from hojokin.office.queries.fill_in import filled_in
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, FilingEntry, Party, Tool, Vendor


@dataclass(frozen=True, slots=True)
class About:
    """What a new filing is about (対象)."""

    edition: str
    owner: Party
    track: str = ""
    partner: Party | None = None
    parent: Filing | None = None
    vendor: Vendor | None = None
    tool: Tool | None = None
    title: str = ""
    typed: Mapping[str, Typed] = field(default_factory=dict)


@transaction.atomic
def open_filing(kind_code: str, about: About, *, by: Actor, at: datetime) -> Filing:
    """Open a filing of a kind. What ``about.typed`` holds is offered as filled in, to be confirmed by whose field it is."""
    kind = kind_of(kind_code)
    filing = Filing.objects.create(
        number=next_number(kind.prefix, at),
        kind=kind.code,
        edition=about.edition,
        track=about.track,
        state=kind.table.first,
        owner=about.owner,
        partner=about.partner,
        parent=about.parent,
        vendor=about.vendor,
        tool=about.tool,
        title=about.title,
        opened_at=at,
        state_since=at,
    )
    _fill(filing, about.typed, by, at)
    record(by, f"{kind.table.code}.open", filing.number, at=at, changes={"title": about.title})
    return filing


def _fill(filing: Filing, typed: Mapping[str, Typed], by: Actor, at: datetime) -> None:
    if by.person is None:
        return
    known = {each.name: each for each in form_of(filing).fields()}
    told = {name: filled_in(filing, name, texts) for name, texts in typed.items() if name in known}
    FilingEntry.objects.bulk_create(
        FilingEntry(
            filing=filing,
            name=name,
            typed=list(texts),
            value=read(known[name], texts),
            written_by=by.person,
            written_as=by.role.value,
            written_at=at,
        )
        for name, texts in told.items()
    )
