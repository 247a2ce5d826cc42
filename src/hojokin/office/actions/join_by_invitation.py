"""Join by invitation (招待による利用者登録): an invited address becomes a person with a password, and takes the seat."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.accept_invitation import GBIZID_NEEDED, accept_invitation, locked_invitation
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Invitation, Person, Seat
from hojokin.rules.engine.facts import Text

ALREADY_HERE = Text(
    "このメールアドレスの利用者がすでにいます。サインインしてから、もう一度リンクを開いてください。",
    "Somebody with this mail address is already here. Sign in, then open the link again.",
)


@transaction.atomic
def join_by_invitation(
    invitation: Invitation, name: str, password: str, *, at: datetime, language: str = "ja"
) -> Seat:
    """Make the person and accept. The link proved the address.

    Raises NotAllowed for applicants, who use gBizID, and when it was used or has expired.
    """
    if invitation.role == Role.APPLICANT:
        raise NotAllowed(GBIZID_NEEDED)
    invitation = locked_invitation(invitation, at)
    if Person.objects.filter(email=invitation.email).exists():
        raise NotAllowed(ALREADY_HERE)
    person = Person.objects.create_user(
        invitation.email, password, name=name.strip(), language=language, joined_at=at
    )
    record(SYSTEM, "person.joined", f"person:{person.pk}", at=at, changes={"kind": "invitation"})
    return accept_invitation(invitation, person, by=SYSTEM, at=at)
