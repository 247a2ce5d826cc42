"""Invitations (招待): found by the secret of their link."""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum

from hojokin.office.records.models import Invitation


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
    invitations = Invitation.objects.select_related("party", "filing", "invited_by")
    return invitations.get(secret_hash=hashed(secret))


def standing(invitation: Invitation, at: datetime) -> Standing:
    """Whether it can be accepted at that moment; the moment of its end is too late."""
    if invitation.used_at is not None:
        return Standing.USED
    return Standing.OPEN if at < invitation.expires_at else Standing.EXPIRED
