"""Circumstances of an application (交付申請の検査の前提): its vendor's registration, its round, numbers that others use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import product
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.checks.answers import text
from hojokin.flow.form import Value, Values
from hojokin.flow.identity import mobile_number
from hojokin.flow.kinds import Circumstances
from hojokin.flow.roles import Role
from hojokin.flow.tables.application import DRAFTS
from hojokin.office.queries.entries import read_texts
from hojokin.office.queries.round_days import closing_of, rounds_now
from hojokin.office.records.models import Filing, FilingEntry, Seat
from hojokin.office.records.prepared import KEY, NOBODY, TEXT, Given, Prepared
from hojokin.rules.schedule import Round

MOBILE = "mobile_phone"
CAME_TO_NOTHING = ("withdrawn", "expired", "lapsed", "rejected")
FIRST_DIGITS, MIDDLE_DIGITS, LAST_DIGITS = (2, 3, 4, 5), (1, 2, 3, 4), (3, 4)


@dataclass(frozen=True, slots=True)
class _Said:
    """One entry of this application, of its vendor's registration, or of whoever gave the same number."""

    name: str
    value: object
    a_vendor_has_it: bool
    kind: str
    edition: str
    state: str
    owner: int


def beside_application(filing: Filing, values: Values, plain: Circumstances) -> Circumstances:
    """What the vendor registered (V-21), the deadline of the round, and whether the number is another's (PT-02)."""
    said = _said(filing, values)
    return replace(
        plain,
        deadline=_deadline(filing, plain),
        parent=_registration(said, filing) if filing.partner_id else None,
        taken_phones=frozenset({text(values, MOBILE)}) if _is_taken(said, filing) else frozenset(),
    )


def _said(filing: Filing, values: Values) -> Sequence[_Said]:
    """Both from one query. The own number is among them, and says whether a vendor's person has it too."""
    number = mobile_number(text(values, MOBILE))
    spelled = {f"as_{place}": json.dumps(each) for place, each in enumerate(_spellings(number or ""))}
    found = _entries(len(spelled))(partner=filing.partner_id or NOBODY, number=number or "-", **spelled)
    read = read_texts([row[1] for row in found])
    filings = {told: json.loads(told) for told in {row[-1] for row in found}}
    return [
        _Said(name, value, has_it, **filings[of])
        for (name, _text, has_it, of), value in zip(found, read, strict=True)
    ]


@cache
def _entries(spellings: int) -> Prepared[tuple[Any, ...]]:
    """The question for a number that is written in so many ways."""
    names = [f"as_{place}" for place in range(spellings)]

    def write(partner: Given, number: Given, **spelled: Given) -> QuerySet[FilingEntry, tuple[Any, ...]]:
        registration = Filing.objects.filter(kind="vendor_registration", owner=partner, state="registered")
        wanted = Q(filing=Subquery(registration.order_by("-state_since", "-pk").values("pk")[:1]))
        if spelled:
            wanted |= Q(name=MOBILE, as_text__in=[spelled[each] for each in names])
        sellers = Seat.objects.filter(role=Role.VENDOR.value, until__isnull=True, person__phone=number)
        entries = FilingEntry.objects.alias(as_text=Cast("value", TextField()))  # as its index has it
        # Told row by row: joined, PostgreSQL reads every filing for the few entries that it cannot foresee.
        told = JSONObject(kind="kind", edition="edition", state="state", owner="owner_id")
        of = Filing.objects.filter(pk=OuterRef("filing")).values(told=told)
        told_of = Cast(Subquery(of), TextField())
        found = entries.filter(wanted).annotate(
            a_vendor_has_it=Exists(sellers), of=told_of, value_text=Cast("value", TextField())
        )
        return found.values_list("name", "value_text", "a_vendor_has_it", "of")

    return Prepared(write, {"partner": KEY, "number": TEXT, **dict.fromkeys(names, TEXT)})


def _spellings(number: str) -> Iterator[str]:
    """Every way to write a number that a form takes: with hyphens in any of its places, or without."""
    for first, middle, last in product(FIRST_DIGITS, MIDDLE_DIGITS, LAST_DIGITS):
        if first + middle + last == len(number):
            parts = number[:first], number[first : first + middle], number[first + middle :]
            for one, other in product(("", "-"), repeat=2):
                yield f"{parts[0]}{one}{parts[1]}{other}{parts[2]}"


def _registration(said: Sequence[_Said], filing: Filing) -> Values | None:
    of_vendor = [
        each for each in said if each.kind == "vendor_registration" and each.owner == filing.partner_id
    ]
    return {each.name: cast("Value", each.value) for each in of_vendor} or None


def _is_taken(said: Sequence[_Said], filing: Filing) -> bool:
    """By another applicant's application of the year that has not come to nothing, or by a vendor's person."""
    same = [each for each in said if each.kind in APPLICATIONS and each.name == MOBILE]
    others = [
        each
        for each in same
        if each.edition == filing.edition
        and each.state not in CAME_TO_NOTHING
        and each.owner != filing.owner_id
    ]
    return bool(others) or any(each.a_vendor_has_it for each in same)


def _deadline(filing: Filing, plain: Circumstances) -> date | None:
    """The closing of the round. While a draft is written it is its own date; a correction has one that is nearer."""
    if filing.state in DRAFTS and filing.due_at is not None:
        return plain.deadline
    closing = _closing(filing, plain.today)
    return timezone.localtime(closing).date() if closing else plain.deadline


def _closing(filing: Filing, today: date) -> datetime | None:
    """That of its own round as the office has set it; for a draft without one, of the next that closes."""
    named = closing_of(filing)
    if named is not None or filing.state not in DRAFTS:
        return named
    known = [each for each in rounds_now(filing.edition, filing.track) if each.deadline is not None]
    return next((each.deadline for each in known if _closes_on(each) >= today), None)


def _closes_on(each: Round) -> date:
    return timezone.localtime(each.deadline).date()
