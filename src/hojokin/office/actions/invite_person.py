"""Invite a person (招待): a link that works once, by mail; only the hash of its secret is kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from hojokin.flow.identity import numbers
from hojokin.flow.notices import local_words
from hojokin.flow.roles import PARTIES, ROLE_LABELS, SECRETARIAT, Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell_address
from hojokin.office.queries.filings import stands_at
from hojokin.office.queries.invitations import hashed
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, Invitation, Party
from hojokin.rules.engine.facts import Text

SECRET_BYTES = 32
NOT_YOURS_TO_INVITE = Text(
    "この役割の人を招待する権限がありません。事務局の担当者は管理者が、各社の担当者はその会社の人が招待します。",
    "You may not invite people to this role: administrators invite the office, each firm its own people.",
)
OFFICE = Text("事務局", "Programme office")


@transaction.atomic
def invite_person(
    email: str,
    role: Role,
    *,
    party: Party | None = None,
    filing: Filing | None = None,
    by: Actor,
    at: datetime,
    language: str = "ja",
) -> Invitation:
    """Invite somebody to a role (W-21). An applicant may be invited without a party: theirs comes from gBizID.

    Raises NotAllowed for whoever may not invite to that role.
    """
    if by.person is None or not _may_invite(by, role, party, filing):
        raise NotAllowed(NOT_YOURS_TO_INVITE)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation.objects.create(
        secret_hash=hashed(secret),
        email=email.strip().lower(),
        role=role.value,
        party=party,
        filing=filing,
        invited_by=by.person,
        invited_at=at,
        expires_at=at + timedelta(hours=numbers("invitation").hours),
    )
    record(
        by,
        "person.invited",
        f"invitation:{invitation.pk}",
        at=at,
        changes={"role": role.value, "email": email},
    )
    _tell(invitation, secret, filing, by, at=at, language=language)
    return invitation


def _may_invite(by: Actor, role: Role, party: Party | None, filing: Filing | None) -> bool:
    if role in SECRETARIAT:
        return by.role is Role.ADMINISTRATOR and party is None
    if by.role is Role.ADMINISTRATOR:
        return role in PARTIES and (party is not None or role is Role.APPLICANT)
    if by.role is Role.APPROVER:  # who approved a succession invites the successor
        return role is Role.APPLICANT and party is not None and _holds_grant(party)
    if role not in PARTIES or by.party is None:
        return False
    if party is not None and party.pk == by.party.pk:
        return role is by.role
    # A vendor invites its customers to an application, the lead of a consortium its members.
    is_own_filing = filing is None or stands_at(filing, by)
    return by.role is Role.VENDOR and role in {Role.APPLICANT, Role.MEMBER} and is_own_filing


def _holds_grant(party: Party) -> bool:
    return Grant.objects.filter(filing__owner=party).exists()


def _tell(
    invitation: Invitation, secret: str, filing: Filing | None, by: Actor, *, at: datetime, language: str
) -> None:
    inviting = by.party.name if by.party else OFFICE.in_language(language)
    due = local_words(timezone.localtime(invitation.expires_at))
    with translation.override(language):
        link = settings.SITE_URL + reverse("signin:invitation", args=[secret])
    tell_address(
        "invited",
        invitation.email,
        at=at,
        filing=filing,
        language=language,
        data={
            "party": invitation.party.name if invitation.party else inviting,
            "role": ROLE_LABELS[Role(invitation.role)].in_language(language),
            "inviter": f"{inviting} {by.person}",
            "due": due.in_language(language),
            "link": link,
        },
    )
