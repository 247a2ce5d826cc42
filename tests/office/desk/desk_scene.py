"""An office with filings on its desk: people of each role, a vendor, and registrations of its tools."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from hojokin.flow.roles import Role
from hojokin.office.records.models import (
    Document,
    Filing,
    FilingEntry,
    FilingVersion,
    Finding,
    Party,
    Person,
    Seat,
    Tie,
)


def now() -> datetime:
    """This moment: the pages take it from the clock."""
    return timezone.now()


def person(role: Role, name: str = "", party: Party | None = None) -> Person:
    """A person with one seat."""
    name = name or f"{role.value}さん"
    made = Person.objects.create(
        email=f"{role.value}{Person.objects.count()}@example.jp", name=name, joined_at=now()
    )
    Seat.objects.create(person=made, role=role.value, party=party, since=now() - timedelta(days=100))
    return made


def signed_in(someone: Person) -> Client:
    """A browser in which somebody is signed in."""
    site = Client()
    site.force_login(someone)
    return site


def party(name: str = "株式会社あおぞら") -> Party:
    """A firm."""
    return Party.objects.create(name=name)


def filing(number: str = "TR26-000001", *, owner: Party | None = None, **more: Any) -> Filing:
    """A tool's registration under review, handed in two days ago."""
    at = now() - timedelta(days=2)
    asked = {
        "kind": "tool_registration",
        "edition": "fy2026",
        "state": "submitted",
        "title": "そらもり会計",
        "opened_at": at,
        "state_since": at,
        "submitted_at": at,
    } | more
    return Filing.objects.create(number=number, owner=owner or party(), **asked)


def entry(of: Filing, name: str, value: Any, by: Person) -> FilingEntry:
    """One field as it was written."""
    typed = value if isinstance(value, list) else [str(value)]
    return FilingEntry.objects.create(
        filing=of, name=name, typed=typed, value=value, written_by=by, written_as="vendor", written_at=now()
    )


def document(of: Filing, field: str, by: Person, name: str = "機能説明資料.pdf") -> Document:
    """A stored file."""
    return Document.objects.create(
        filing=of,
        field=field,
        name=name,
        media_type="application/pdf",
        size=2_000_000,
        sha256="ab" * 32,
        uploaded_by=by,
        uploaded_at=now(),
    )


def finding(of: Filing, field: str, by: Person, *, sent: bool = False, **more: Any) -> Finding:
    """A point at a field."""
    sent_at = now() if sent else None
    told = {"text": f"{field}を直してください。", "raised_at": now(), "sent_at": sent_at} | more
    return Finding.objects.create(filing=of, field=field, raised_by=by, **told)


def no_tie(of: Filing, by: Person) -> Tie:
    """The declaration that stands before everything."""
    return Tie.objects.create(filing=of, person=by, has_tie=False, declared_at=now())


def version(of: Filing, sequence: int, by: Person, at: datetime, **values: Any) -> FilingVersion:
    """What was handed in."""
    return FilingVersion.objects.create(
        filing=of,
        sequence=sequence,
        submitted_at=at,
        submitted_by=by,
        values=values,
        files=[],
        digest=str(sequence) * 64,
    )
