"""Invitations (招待): found by the secret of their link."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hojokin.flow.roles import Role
from hojokin.office.records.models import Filing, Invitation, OutboxMessage


class Standing(StrEnum):
    """Whether a link still works (招待の状態)."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"


def hashed(secret: str) -> str:
    """What is kept of a secret. It has 256 random bits, so that a plain hash cannot be guessed backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_invitation(secret: str) -> Invitation:
    """The invitation behind a link. Raises Invitation.DoesNotExist."""
    invitations = Invitation.objects.select_related("party", "filing", "filing__partner", "invited_by")
    return invitations.get(secret_hash=hashed(secret))


def standing(invitation: Invitation, at: datetime) -> Standing:
    """Whether it can be accepted at that moment; the moment of its end is too late."""
    if invitation.used_at is not None:
        return Standing.USED
    return Standing.OPEN if at < invitation.expires_at else Standing.EXPIRED


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation as whoever sent it sees it (送った招待): to whom, how long it works, whether its mail has left."""

    email: str
    until: datetime
    mailed_at: datetime | None
    has_failed: bool


def sent_to_applicant(filing: Filing) -> Sent | None:
    """The newest invitation to a filing's applicant, with its mail."""
    invitations = filing.invitations.filter(role=Role.APPLICANT.value)
    last = invitations.order_by("-invited_at", "-pk").first()
    if last is None:
        return None
    mails = OutboxMessage.objects.filter(to=last.email, written_at=last.invited_at)
    mail = mails.order_by("-pk").first()
    return Sent(
        last.email,
        last.expires_at,
        mail.sent_at if mail else None,
        has_failed=mail is not None and mail.sent_at is None and bool(mail.failure),
    )
