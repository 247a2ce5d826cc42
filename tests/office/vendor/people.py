"""A vendor, its customer and a consortium's member with somebody at each, and a browser for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.catalogue.codes import VendorState
from hojokin.office.queries.filings import form_of, read
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, FilingEntry, Invitation, Party, Person, Seat, Vendor

AT = datetime(2026, 8, 25, 3, 0, tzinfo=UTC)  # noon in Japan
EDITION = "fy2026"
MEMBERS = [
    {
        "name": ["株式会社あおば"],
        "kind": ["corporation"],
        "corporate_number": ["8000000000001"],
        "email": ["a@aoba.example.jp"],
        "role": ["handles_tools"],
    },
    {
        "name": ["林デザイン"],
        "kind": ["sole_proprietor"],
        "email": ["h@hayashi.example.jp"],
        "role": ["other_work"],
    },
]

THIRD = {
    "name": ["有限会社きた"],
    "kind": ["corporation"],
    "corporate_number": ["9000000000002"],
    "email": ["k@kita.example.jp"],
    "role": ["other_work"],
}


def sits(email: str, role: Role, party: Party | None, **more: Any) -> Actor:
    """Somebody new in a seat."""
    person = Person.objects.create(email=email, name=email.partition("@")[0], joined_at=AT, **more)
    Seat.objects.create(person=person, role=role.value, party=party, since=AT)
    return Actor(person, role, party)


def firm(name: str = "株式会社みどり", **more: Any) -> Party:
    """A party with what gBizID says of it."""
    known = {
        "corporate_number": "7000012050002",
        "prefecture": "13",
        "address": "東京都千代田区霞が関1-1-1",
        "representative": "山田 太郎",
    }
    return Party.objects.create(name=name, **{**known, **more})


def vendor_person(party: Party | None = None, email: str = "seller@midori.example.jp") -> Actor:
    """Somebody of a vendor."""
    return sits(email, Role.VENDOR, party or firm())


def applicant_person(
    party: Party | None = None, email: str = "owner@sakura.example.jp", subject: str = "gbiz-1"
) -> Actor:
    """Somebody who came by gBizID."""
    own = party or firm("さくら商店株式会社", corporate_number="8000000000001", representative="佐倉 花")
    return sits(email, Role.APPLICANT, own, gbiz_subject=subject)


def browser(actor: Actor) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def filing_of(
    kind: str, actor: Actor, typed: Mapping[str, Any] | None = None, *, state: str = "", **about: Any
) -> Filing:
    """A filing in any state, opened by whoever files it; ``about`` is what it is about besides."""
    assert actor.party is not None
    edition = about.pop("edition", EDITION)
    made = open_filing(
        kind, About(edition, about.pop("owner", actor.party), typed=typed or {}, **about), by=actor, at=AT
    )
    if state:
        Filing.objects.filter(pk=made.pk).update(state=state)
        made.refresh_from_db()
    return made


def say(filing: Filing, by: Actor, **typed: Sequence[Any]) -> None:
    """Write fields past the form, as if they had been there."""
    assert by.person is not None
    for name, texts in typed.items():
        value = read(form_of(filing).field(name), texts)
        FilingEntry.objects.update_or_create(
            filing=filing,
            name=name,
            defaults={
                "typed": list(texts),
                "value": value,
                "written_by": by.person,
                "written_as": by.role.value,
                "written_at": AT,
            },
        )


def registered(actor: Actor, **more: Any) -> Vendor:
    """The public record of a vendor that is registered, and the filing behind it."""
    vendor = Vendor.objects.create(
        party=actor.party,
        public_id="V26-000001",
        name=str(actor.party),
        prefecture="13",
        state=VendorState.REGISTERED.value,
        registered_on=AT.date(),
        **more,
    )
    filing_of("vendor_registration", actor, state="registered", vendor=vendor)
    return vendor


def consortium(actor: Actor, members: Sequence[Mapping[str, Any]] = MEMBERS) -> Filing:
    """The leader's registration with its list of members."""
    return filing_of("vendor_registration", actor, {"form": ["consortium"], "members": list(members)})


def accepted(filing: Filing, by: Actor) -> Invitation:
    """The last invitation of a filing, used by somebody."""
    invitation = filing.invitations.latest("pk")
    invitation.used_at, invitation.used_by = AT, by.person
    invitation.save()
    return invitation
