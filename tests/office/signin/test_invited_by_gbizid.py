"""Whoever came to another's papers by an invitation is not taken for their owner at the next sign-in with gBizID."""

from __future__ import annotations

import pytest

from hojokin.flow.gbiz import Corporation, GbizIdentity
from hojokin.flow.roles import Role
from hojokin.office.actions.accept_invitation import accept_invitation
from hojokin.office.actions.end_seat import end_seat
from hojokin.office.actions.enter_by_gbiz import enter_by_gbiz
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.queries.seats import seats_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Party, Person, Seat
from tests.office.signin.conftest import NOW

pytestmark = pytest.mark.django_db


def sole_proprietor() -> GbizIdentity:
    """A person who signs in as a business of their own."""
    return GbizIdentity(
        subject="tanaka-prime",
        account_type=2,
        email="tanaka@gbizid.example",
        person="田中 次郎",
        kind=Corporation.SOLE_PROPRIETOR,
        corporate_number="",
        name="田中商店",
        prefecture="27",
        address="大阪府大阪市北区1-1",
        representative="田中 次郎",
    )


def invited_to(heir: Party, administrator: Actor) -> Person:
    """The person, who has accepted an invitation to a party that is older than their own."""
    person = enter_by_gbiz(sole_proprietor(), at=NOW)
    invitation = invite_person(person.email, Role.APPLICANT, party=heir, by=administrator, at=NOW)
    accept_invitation(invitation, person, by=SYSTEM, at=NOW)
    return person


@pytest.fixture
def heir(db: None) -> Party:
    return Party.objects.create(name="承継商店", kind="sole_proprietor", prefecture="13", address="東京都")


def test_the_party_that_one_was_invited_to_keeps_its_name_and_address(
    heir: Party, administrator: Actor
) -> None:
    invited_to(heir, administrator)

    enter_by_gbiz(sole_proprietor(), at=NOW)

    heir.refresh_from_db()
    assert (heir.name, heir.prefecture, heir.address) == ("承継商店", "13", "東京都")
    assert Party.objects.filter(name="田中商店").count() == 1


def test_a_seat_that_was_ended_does_not_come_back_by_signing_in(heir: Party, administrator: Actor) -> None:
    person = invited_to(heir, administrator)
    end_seat(Seat.objects.get(person=person, party=heir), by=administrator, at=NOW)

    enter_by_gbiz(sole_proprietor(), at=NOW)

    assert [seat.party.name for seat in seats_of(person, NOW) if seat.party] == ["田中商店"]
