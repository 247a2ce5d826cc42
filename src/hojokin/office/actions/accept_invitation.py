"""Accept an invitation (招待の承諾): it works once, within its life, and gives the seat that it names."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.give_seat import give_seat
from hojokin.office.actions.open_invited_application import refuse_vendors
from hojokin.office.actions.record import record
from hojokin.office.queries.invitations import Standing, standing
from hojokin.office.queries.seats import seats_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Invitation, Person, Seat
from hojokin.rules.engine.facts import Text

ALREADY_USED = Text(
    "この招待はすでに使われました。招待のリンクは1度だけ使えます。続きはサインインして進めてください。",
    "This invitation has been used; it works once. Sign in to go on.",
)
EXPIRED = Text(
    "この招待は期限が過ぎました。招待した人に、もう一度送るよう頼んでください。",
    "This invitation has expired. Ask whoever invited you to send another one.",
)
OTHER_ADDRESS = Text(
    "この招待は別のメールアドレスに宛てたものです。そのアドレスの利用者でサインインしてください。",
    "This invitation is for another mail address. Sign in as its owner.",
)
GBIZID_NEEDED = Text(
    "申請者になるには gBizIDプライムでのサインインが必要です（公募要領）。gBizID でサインインしてから、もう一度リンクを開いてください。",
    "Applicants sign in with gBizID Prime (application guideline). Sign in with it, then open the link again.",
)
_REFUSALS = {Standing.USED: ALREADY_USED, Standing.EXPIRED: EXPIRED}


@transaction.atomic
def accept_invitation(invitation: Invitation, person: Person, *, by: Actor, at: datetime) -> Seat:
    """Use the invitation up and give the seat; an applicant invited to no party takes the one of their gBizID.

    Raises NotAllowed when it was used, has expired, or is not for this person.
    """
    locked = locked_invitation(invitation, at)
    seat = _seat(locked, person, at)
    locked.used_at, locked.used_by = at, person
    locked.save(update_fields=["used_at", "used_by"])
    record(by, "invitation.accepted", f"invitation:{locked.pk}", at=at, changes={"role": locked.role})
    return seat


def locked_invitation(invitation: Invitation, at: datetime) -> Invitation:
    """The invitation as it stands now, locked. Raises NotAllowed when it was used or has expired."""
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("party")
    locked = rows.get(pk=invitation.pk)
    if refusal := _REFUSALS.get(standing(locked, at)):
        raise NotAllowed(refusal)
    return locked


def _seat(invitation: Invitation, person: Person, at: datetime) -> Seat:
    role = Role(invitation.role)
    if role in SECRETARIAT and person.email != invitation.email:
        raise NotAllowed(OTHER_ADDRESS)
    if role is Role.APPLICANT and invitation.party is None:
        return _own_seat(person, at)
    if role is Role.APPLICANT and not person.gbiz_subject:
        raise NotAllowed(GBIZID_NEEDED)
    return give_seat(person, role, invitation.party, by=SYSTEM, at=at)


def _own_seat(person: Person, at: datetime) -> Seat:
    """The seat that the sign-in with gBizID made."""
    held = [seat for seat in seats_of(person, at) if seat.role == Role.APPLICANT]
    if not person.gbiz_subject or not held:
        raise NotAllowed(GBIZID_NEEDED)
    if held[0].party is not None:
        refuse_vendors(held[0].party)
    return held[0]
