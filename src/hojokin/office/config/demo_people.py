"""Invented people (お試しの利用者): one for every role, so that a visitor can walk through each portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from hojokin.flow.gbiz import identity_of
from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.enter_by_gbiz import enter_by_gbiz
from hojokin.office.actions.give_seat import give_seat
from hojokin.office.portals.signin.local_gbizid.companies import Account, claims_of, firms
from hojokin.office.queries.demo_people import DEMO_HOST
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Party, Person

PASSWORD = "hojokin-demo"  # noqa: S105  # shown on the page that lists these people
EVERYTHING = frozenset({"profile", "user", "email"})


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody to sign in as (お試しの一人). ``firm`` is a firm of the local gBizID."""

    code: str
    name: str
    role: Role
    firm: str = ""
    phone: str = ""


OFFICE = (
    Invented("admin", "管野 理沙", Role.ADMINISTRATOR),
    Invented("reviewer1", "審良 健太", Role.REVIEWER),
    Invented("reviewer2", "査間 由美", Role.REVIEWER),
    Invented("approver", "決元 修", Role.APPROVER),
    Invented("approver2", "定岡 敦子", Role.APPROVER),
    Invented("payer", "支倉 亮", Role.PAYER),
    Invented("payer2", "振津 真理", Role.PAYER),
    Invented("auditor", "監物 文子", Role.AUDITOR),
)
STAFF = (
    Invented("minato1", "港 真一", Role.VENDOR, "minato", "08010000001"),
    Invented("minato2", "波止 さやか", Role.VENDOR, "minato", "08010000002"),
    Invented("aozora1", "青空 美咲", Role.VENDOR, "aozora", "08010000003"),
    Invented("aozora2", "雲野 翔", Role.VENDOR, "aozora", "08010000004"),
    Invented("tanaka", "田中 実", Role.MEMBER, "tanaka", "08010000005"),
)
# They sign in with the local gBizID as well as with the password.
APPLICANTS: Mapping[str, str] = {
    "sakura": "09010000001",
    "hamabe": "09010000002",
    "kinoshita": "09010000003",
    "yamato": "09010000004",
}


@transaction.atomic
def make_demo_people(at: datetime) -> None:
    """Make whoever is not there yet, with their parties and seats. Safe to repeat."""
    password = make_password(PASSWORD)  # once: a password is slow to hash on purpose
    for each in OFFICE + STAFF:
        _staff(each, password, at)
    for firm, phone in APPLICANTS.items():
        person = enter_by_gbiz(identity_of(claims_of(Account(firm, "prime"), EVERYTHING)), at=at)
        if not person.phone:
            person.password, person.phone, person.phone_confirmed_at = password, phone, at
            person.save(update_fields=["password", "phone", "phone_confirmed_at"])


def _staff(invented: Invented, password: str, at: datetime) -> None:
    person, is_new = Person.objects.get_or_create(
        email=f"{invented.code}{DEMO_HOST}",
        defaults={"name": invented.name, "password": password, "joined_at": at},
    )
    if is_new and invented.phone:
        person.phone, person.phone_confirmed_at = invented.phone, at
        person.save(update_fields=["phone", "phone_confirmed_at"])
    if is_new:  # whoever has given a seat up keeps it so
        party = None if invented.role in SECRETARIAT else _party(invented.firm)
        give_seat(person, invented.role, party, by=SYSTEM, at=at)


def _party(firm: str) -> Party:
    """The party of a firm, as a sign-in with gBizID would make it."""
    identity = identity_of(claims_of(Account(firm, "prime"), EVERYTHING))
    number = firms()[firm].get("corporate_number", "")
    party = Party.objects.filter(name=identity.name, corporate_number=number).order_by("pk").first()
    return party or Party.objects.create(
        kind=identity.kind.value,
        name=identity.name,
        corporate_number=number,
        prefecture=identity.prefecture,
        address=identity.address,
        representative=identity.representative,
    )
