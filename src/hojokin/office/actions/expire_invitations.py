"""Expire invitations (招待の期限切れ; W-21): an application whose link nobody used in its life goes back to the vendor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hojokin.flow.applications import APPLICATION
from hojokin.office.actions.lock import lock
from hojokin.office.actions.move import move
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Filing, Invitation


def expire_invitations(at: datetime) -> int:
    """Take the step for every application that is due; how many that were. Safe to repeat, and beside another worker."""
    invited = Filing.objects.filter(kind=APPLICATION.code, state="invited", invitations__isnull=False)
    kept = Invitation.objects.filter(_still_works(at), filing__isnull=False).values("filing")
    return sum(_expire(each, at) for each in list(invited.exclude(pk__in=kept).distinct()))


@transaction.atomic
def _expire(filing: Filing, at: datetime) -> bool:
    """Expire one as it stands now: it may have been opened or invited to again meanwhile."""
    filing = lock(filing)
    if filing.state != "invited" or filing.invitations.filter(_still_works(at)).exists():
        return False
    move(filing, "expire", by=SYSTEM, at=at)
    return True


def _still_works(at: datetime) -> Q:
    return Q(expires_at__gt=at) | Q(used_at__isnull=False)
