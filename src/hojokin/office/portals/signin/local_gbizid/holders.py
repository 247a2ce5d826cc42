"""Holders (アカウントの持ち主): the library keeps tokens by person, so each account of the provider is one.

Such a person has no password and no seat, and a mail address of a host that does not exist.
"""

from __future__ import annotations

from hojokin.office import clock
from hojokin.office.portals.signin.local_gbizid.companies import Account, account_of, firms
from hojokin.office.records.models import Person

_HOST = "holder.gbizid.example"


def holder_of(account: Account) -> Person:
    """The row that tokens of this account hang on."""
    email = f"{account.subject}@{_HOST}"
    known = Person.objects.filter(email=email).first()
    name = f"{firms()[account.firm]['name']} {account.kind} (local gBizID)"
    return known or Person.objects.create_user(email, name=name, joined_at=clock.now())


def held_by(person: Person) -> Account | None:
    """The account that the row stands for; nobody else has one here."""
    subject, _, host = person.email.partition("@")
    return account_of(subject) if host == _HOST else None
