"""Invitations work once, within their life, for whoever may be invited by whoever may invite."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.actions.accept_invitation import (
    ALREADY_USED,
    EXPIRED,
    GBIZID_NEEDED,
    OTHER_ADDRESS,
    accept_invitation,
)
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.invite_person import NOT_YOURS_TO_INVITE, invite_person
from hojokin.office.queries.invitations import Standing, hashed, standing
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Invitation, OutboxMessage, Party, Person, Seat
from tests.office.signin.conftest import NOW, PASSWORD, make_person

LIFE = timedelta(hours=72)


def link_of(message: OutboxMessage) -> str:
    found = re.search(r"https?://[^/]+(/\S*invitation/\S+)", message.text)
    assert found is not None
    return found[1]


def test_the_link_goes_by_mail_and_only_its_hash_is_kept(administrator: Actor) -> None:
    invitation = invite_person("New@Office.example", Role.REVIEWER, by=administrator, at=NOW)

    message = OutboxMessage.objects.get()
    secret = link_of(message).strip("/").rpartition("/")[2]
    assert (message.to, invitation.secret_hash) == ("new@office.example", hashed(secret))
    assert invitation.expires_at == NOW + LIFE


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (LIFE - timedelta(seconds=1), Standing.OPEN),
        (LIFE, Standing.EXPIRED),
        (LIFE + timedelta(seconds=1), Standing.EXPIRED),
    ],
)
def test_a_link_lives_72_hours(administrator: Actor, after: timedelta, expected: Standing) -> None:
    invitation = invite_person("new@office.example", Role.REVIEWER, by=administrator, at=NOW)

    assert standing(invitation, NOW + after) is expected


def test_accepting_gives_the_seat_once(administrator: Actor) -> None:
    invitation = invite_person("new@office.example", Role.REVIEWER, by=administrator, at=NOW)
    person = make_person("new@office.example")

    accept_invitation(invitation, person, by=SYSTEM, at=NOW)
    with pytest.raises(NotAllowed) as again:
        accept_invitation(invitation, person, by=SYSTEM, at=NOW)

    assert again.value.why is ALREADY_USED
    seat = Seat.objects.get(person=person)
    assert (seat.role, seat.party) == ("reviewer", None)


def test_an_expired_link_gives_nothing(administrator: Actor) -> None:
    invitation = invite_person("new@office.example", Role.REVIEWER, by=administrator, at=NOW)

    with pytest.raises(NotAllowed) as late:
        accept_invitation(invitation, make_person("new@office.example"), by=SYSTEM, at=NOW + LIFE)

    assert late.value.why is EXPIRED


def test_a_seat_of_the_office_is_for_the_invited_address_alone(administrator: Actor) -> None:
    invitation = invite_person("new@office.example", Role.REVIEWER, by=administrator, at=NOW)

    with pytest.raises(NotAllowed) as other:
        accept_invitation(invitation, make_person("other@office.example"), by=SYSTEM, at=NOW)

    assert other.value.why is OTHER_ADDRESS


def test_an_applicant_needs_gbizid(vendor: Actor) -> None:
    invitation = invite_person("customer@firm.example", Role.APPLICANT, by=vendor, at=NOW)

    with pytest.raises(NotAllowed) as without:
        accept_invitation(invitation, make_person("customer@firm.example"), by=SYSTEM, at=NOW)

    assert without.value.why is GBIZID_NEEDED


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR, Role.SYSTEM])
def test_a_vendor_invites_nobody_to_the_office(vendor: Actor, role: Role) -> None:
    with pytest.raises(NotAllowed) as refused:
        invite_person("x@firm.example", role, by=vendor, at=NOW)

    assert refused.value.why is NOT_YOURS_TO_INVITE


def test_a_vendor_invites_nobody_to_another_firm(vendor: Actor) -> None:
    other = Party.objects.create(name="ほかの会社")

    with pytest.raises(NotAllowed):
        invite_person("x@firm.example", Role.VENDOR, party=other, by=vendor, at=NOW)


@time_machine.travel(NOW, tick=False)
def test_opening_the_link_uses_nothing_up_and_joining_makes_the_person(
    client: Client, administrator: Actor, vendor: Actor
) -> None:
    invite_person("colleague@vendor.example", Role.VENDOR, party=vendor.party, by=vendor, at=NOW)
    link = link_of(OutboxMessage.objects.get())

    pages = [client.get(link), client.get(link)]
    client.post(link, {"name": "波止 さやか", "password": PASSWORD, "again": PASSWORD})

    assert [page.status_code for page in pages] == [200, 200]
    person = Person.objects.get(email="colleague@vendor.example")
    assert (person.name, Invitation.objects.get().used_by) == ("波止 さやか", person)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "すでに使われました" in Client().get(link).content.decode()


@time_machine.travel(NOW, tick=False)
def test_all_mistakes_of_a_new_person_are_told_at_once(client: Client, administrator: Actor) -> None:
    invite_person("new@office.example", Role.REVIEWER, by=administrator, at=NOW)

    page = client.post(
        link_of(OutboxMessage.objects.get()), {"name": "", "password": "short", "again": "other"}
    )

    form = page.context["form"]
    assert sorted(form.errors) == ["again", "name", "password"]
    assert not Person.objects.filter(email="new@office.example").exists()


def test_a_guessed_link_leads_nowhere(client: Client, db: None) -> None:
    assert client.get("/invitation/guessed/").status_code == 404


def test_the_same_page_in_english(client: Client, administrator: Actor, settings: Any) -> None:
    with time_machine.travel(NOW, tick=False):
        invite_person("new@office.example", Role.REVIEWER, by=administrator, at=NOW, language="en")

        assert link_of(OutboxMessage.objects.get()).startswith("/en/invitation/")
