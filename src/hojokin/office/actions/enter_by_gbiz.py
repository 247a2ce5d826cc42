"""Enter by gBizID (gBizIDでの入場): the first sign-in makes person, party and seat; later ones keep them fresh."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.gbiz import Corporation, GbizIdentity
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.give_seat import give_seat
from hojokin.office.actions.record import record
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Invitation, Party, Person, Seat, Vendor
from hojokin.rules.engine.facts import Text

EMAIL_TAKEN = Text(
    "この gBizID のメールアドレスは、すでに別の利用者が使っています。その利用者としてメールアドレスとパスワードで"
    "サインインし、アカウントの画面で「gBizID をつなぐ」を選んでください。",
    "Somebody already signs in here with the mail address of this gBizID. Sign in as that person with mail address and "
    "password, then choose “Connect gBizID” in the account.",
)
SUBJECT_TAKEN = Text(
    "この gBizID は、すでに別の利用者につながれています。その利用者でサインインしてください。",
    "This gBizID is already connected to somebody else. Sign in as that person.",
)


@transaction.atomic
def enter_by_gbiz(identity: GbizIdentity, *, at: datetime, language: str = "ja") -> Person:
    """The person behind an account that was not refused. Raises NotAllowed when its mail address is another's."""
    person = Person.objects.select_for_update(no_key=True).filter(gbiz_subject=identity.subject).first()
    taken = Person.objects.filter(email=identity.email)
    if person is None:
        if taken.exists():
            raise NotAllowed(EMAIL_TAKEN)
        person = Person.objects.create_user(
            identity.email,
            name=identity.person,
            gbiz_subject=identity.subject,
            language=language,
            joined_at=at,
        )
        record(SYSTEM, "person.joined", f"person:{person.pk}", at=at, changes={"kind": "gbizid"})
    _refresh(person, identity, is_email_free=not taken.exclude(pk=person.pk).exists())
    _seat(person, identity, at)
    return person


@transaction.atomic
def connect_gbiz(person: Person, identity: GbizIdentity, *, by: Actor, at: datetime) -> Person:
    """Let a person who signs in with a password sign in with this account as well."""
    if Person.objects.filter(gbiz_subject=identity.subject).exclude(pk=person.pk).exists():
        raise NotAllowed(SUBJECT_TAKEN)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    person.gbiz_subject = identity.subject
    person.save(update_fields=["gbiz_subject"])
    record(by, "person.gbizid_connected", f"person:{person.pk}", at=at)
    _seat(person, identity, at)
    return person


def _refresh(person: Person, identity: GbizIdentity, *, is_email_free: bool) -> None:
    person.name = identity.person or person.name
    if is_email_free:
        person.email = identity.email
    person.save(update_fields=["name", "email"])


def _seat(person: Person, identity: GbizIdentity, at: datetime) -> None:
    party = _party(person, identity)
    give_seat(person, Role.APPLICANT, party, by=SYSTEM, at=at)
    if Vendor.objects.filter(party=party).exists():
        give_seat(person, Role.VENDOR, party, by=SYSTEM, at=at)


def _party(person: Person, identity: GbizIdentity) -> Party:
    """The firm of that corporate number, or the one that this person has applied for before as their own."""
    known = Party.objects.select_for_update(no_key=True)
    if identity.kind is Corporation.CORPORATION and identity.corporate_number:
        party = known.filter(corporate_number=identity.corporate_number).order_by("pk").first()
    else:
        held = Seat.objects.filter(person=person, role=Role.APPLICANT.value).values("party")
        # Where somebody let them in they are a guest: that party is another's, and its seat may have been ended.
        invited = Invitation.objects.filter(used_by=person, party__isnull=False).values("party")
        own = known.filter(kind=identity.kind.value, pk__in=held).exclude(pk__in=invited)
        party = own.order_by("pk").first()
    party = party or Party()
    party.kind = identity.kind.value
    party.name = identity.name or party.name
    party.corporate_number = identity.corporate_number
    party.prefecture = identity.prefecture or party.prefecture
    party.address = identity.address or party.address
    party.representative = identity.representative or party.representative
    party.save()
    return party
