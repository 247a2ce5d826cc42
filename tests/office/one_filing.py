"""One filing of a vendor with people around it, for tests of what is recorded and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hojokin.flow.roles import Role
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Person, Seat

AT = datetime(2026, 8, 25, 3, 0, tzinfo=UTC)  # noon in Japan


@dataclass(frozen=True)
class Scene:
    """A vendor's tool registration; one person of the vendor, one reviewer, one approver."""

    filing: Filing
    seller: Person
    reviewer: Person
    approver: Person

    @property
    def by(self) -> Actor:
        """The vendor's person as an actor."""
        return Actor(self.seller, Role.VENDOR, self.filing.owner)


def person(email: str, role: Role, party: Party | None = None, **more: Any) -> Person:
    """A person with one seat."""
    made = Person.objects.create(email=email, name=email.partition("@")[0], joined_at=AT, **more)
    Seat.objects.create(person=made, role=role.value, party=party, since=AT)
    return made


def scene(**more: Any) -> Scene:
    """The filing, returned to the vendor."""
    party = Party.objects.create(name="株式会社青空")
    asked = {
        "number": "TR26-000001",
        "kind": "tool_registration",
        "edition": "fy2026",
        "state": "returned",
    } | more
    filing = Filing.objects.create(owner=party, opened_at=AT, state_since=AT, **asked)
    return Scene(
        filing,
        person("seller@example.jp", Role.VENDOR, party),
        person("reviewer@example.jp", Role.REVIEWER),
        person("approver@example.jp", Role.APPROVER, language="en"),
    )
