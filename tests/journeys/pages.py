"""Every page that the running demo can show (すべてのページ): its address, with somebody who may see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import product

from django.urls import get_resolver

from hojokin.flow.roles import Role
from hojokin.office.access import Access, access_of, addresses
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Seat
from tests.journeys.page_records import (
    APPLICANT,
    PAYER,
    SECURED,
    UNSECURED,
    VENDOR,
    make_what_is_missing,
    told_by_people,
    written_kinds,
)
from tests.journeys.page_values import PATTERNS, QUERIES, VALUES, Looked

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# Who looks at what a rule opens.
LOOKS: Mapping[Access, tuple[str, ...]] = {
    Access.PUBLIC: ("",),
    Access.SIGNED_IN: (SECURED, UNSECURED),
    Access.APPLICANT: (APPLICANT,),
    Access.VENDOR: (VENDOR,),
    Access.MEMBER: ("tanaka@demo.example",),
    Access.OFFICE: ("reviewer1@demo.example",),
    Access.REVIEWER: ("reviewer1@demo.example",),
    Access.APPROVER: ("approver@demo.example",),
    Access.PAYER: (PAYER,),
    Access.AUDITOR: ("auditor@demo.example",),
    Access.ADMINISTRATOR: ("admin@demo.example",),
}
# Who else looks at what a rule opens to more than can use it.
OTHERS = {"desk/audit/": LOOKS[Access.AUDITOR], "signout/": (UNSECURED,)}


def every_page(at: datetime) -> dict[str, object]:
    """Whoever looks with the addresses for them, by the address as configured; and the addresses without a value."""
    make_what_is_missing(at)
    filings = list(_filings(at))
    found: dict[str, list[list[str]]] = {}
    unknown = []
    for route, where in addresses(get_resolver().url_patterns):
        ends = [where[: each.end()] for each in ARGUMENT.finditer(where)]
        if where not in PATTERNS and any(each not in VALUES for each in ends):
            unknown.append(where)
            continue
        access = access_of(route.callback)
        assert access is not None
        found[where] = list(_looked_at(where, access, filings))
    return {"pages": found, "unknown": unknown, "told": sorted(told_by_people())}


def _looked_at(where: str, access: Access, filings: list[Looked]) -> Iterator[list[str]]:
    """Who and where. What is of a filing is looked at for each of them."""
    for seen in filings if where.startswith(("cases/<", "desk/<str:number>")) else filings[:1]:
        own = (seen.email,) if where.startswith("cases/<") else OTHERS.get(where, LOOKS.get(access))
        assert own is not None, where
        for who, path in product(own, _paths(where, seen)):
            yield [who, "/" + path + QUERIES.get(where, "")]


def _paths(where: str, seen: Looked) -> Iterator[str]:
    if where in PATTERNS:
        yield PATTERNS[where]
        return
    arguments = list(ARGUMENT.finditer(where))
    for values in product(*(VALUES[where[: each.end()]](seen) for each in arguments)):
        path, place = "", 0
        for argument, value in zip(arguments, values, strict=True):
            path += f"{where[place : argument.start()]}{value}"
            place = argument.end()
        yield path + where[place:]


def _filings(at: datetime) -> Iterator[Looked]:
    """One of every kind and for each party of it: as far as possible one that is being written."""
    for kind in written_kinds():
        for role in (kind.owner, kind.partner):
            seen = [_of(each, role, at) for each in Filing.objects.filter(kind=kind.code)] if role else []
            if found := [each for each in seen if each is not None]:
                yield max(found, key=lambda each: _weight(each, at))


def _of(filing: Filing, role: Role, at: datetime) -> Looked | None:
    party = filing.owner if kind_of(filing.kind).owner is role else filing.partner
    seat = Seat.objects.filter(party=party, role=role.value, until__isnull=True).order_by("pk").first()
    if seat is None or not seat.person.email.endswith((".example", "example.jp")):
        return None
    return Looked(filing, Actor(seat.person, role, party))


def _weight(seen: Looked, at: datetime) -> tuple[bool, int, int]:
    view = FilingView(seen.filing, seen.by, at)
    may_write = view.kind.table.may_write(seen.filing.state, seen.by.role)
    return may_write, len(view.offered), seen.filing.versions.count()
