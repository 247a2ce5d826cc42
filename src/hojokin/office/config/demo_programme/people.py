"""People of the programme (登場する人): the sample people in their seats, and the invented firms that come in by gBizID."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from hojokin.flow.gbiz import Corporation, GbizIdentity, identity_of
from hojokin.flow.identity import numbers
from hojokin.flow.roles import Role
from hojokin.office.actions.change_phone import begin_phone_change, change_phone
from hojokin.office.actions.enter_by_gbiz import enter_by_gbiz
from hojokin.office.config.demo_programme.typing_in import code_received
from hojokin.office.portals.signin.local_gbizid.companies import Account, claims_of
from hojokin.office.queries.demo_people import DEMO_HOST
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Person, Seat

# Beside the sample people nobody is offered to sign in as.
HOST = "shop.example"
EVERYTHING = frozenset({"profile", "user", "email"})


@dataclass(frozen=True)
class Firm:
    """An invented firm (架空の事業者) with one person, who holds its gBizID."""

    code: str
    name: str
    kana: str
    person: str
    person_kana: str
    prefecture: str
    city: str
    street: str
    phone: str
    corporate_number: str = ""
    identity: GbizIdentity | None = None

    @property
    def is_corporation(self) -> bool:
        """Whether it has a corporate number."""
        return bool(self.corporate_number)

    @property
    def email(self) -> str:
        """The address of its gBizID."""
        return self.identity.email if self.identity else f"{self.code}@{HOST}"

    @cached_property
    def by_gbiz(self) -> GbizIdentity:
        """What gBizID says of it."""
        return self.identity or GbizIdentity(
            subject=f"{self.code}-prime",
            account_type=numbers("account_type").prime,
            kind=Corporation.CORPORATION if self.is_corporation else Corporation.SOLE_PROPRIETOR,
            name=self.name,
            corporate_number=self.corporate_number,
            prefecture=self.prefecture,
            address=self.city + self.street,
            representative=self.person,
            person=self.person,
            email=self.email,
        )


def come_in(firm: Firm, at: datetime) -> Actor:
    """Sign in with gBizID, the first time with a telephone that answers."""
    person = enter_by_gbiz(firm.by_gbiz, at=at)
    actor = seated(person, Role.APPLICANT)
    if not person.phone:
        number = begin_phone_change(person, firm.phone, at=at, has_old=False)
        code = code_received(person, number)
        actor = Actor(change_phone(person, number, new_code=code, by=actor, at=at), actor.role, actor.party)
    return actor


def seated(person: Person, role: Role) -> Actor:
    """A person in the newest seat of this role."""
    held = Seat.objects.filter(person=person, role=role.value, until__isnull=True)
    seat = held.select_related("party").order_by("-pk")[0]
    return Actor(person, role, seat.party)


def sample(code: str, role: Role) -> Actor:
    """One of the sample people."""
    return seated(Person.objects.get(email=f"{code}{DEMO_HOST}"), role)


def identity_of_sample(firm: str) -> GbizIdentity:
    """What the local gBizID says of a sample firm."""
    return identity_of(claims_of(Account(firm, "prime"), EVERYTHING))
