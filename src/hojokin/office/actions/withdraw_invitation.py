"""Withdraw an invitation (招待の取消し): its link stops working at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Invitation
from hojokin.rules.engine.facts import Text

NOT_ADMINISTRATOR = Text(
    "事務局への招待を取り消せるのは管理者だけです。",
    "Only an administrator may withdraw an invitation to the office.",
)
NOT_OPEN = Text(
    "この招待は、もう使われたか期限が切れています。使われたときは、役割を外してください。",
    "This invitation was used or has expired. If it was used, take the role away.",
)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """End an invitation to the office before anybody used it. Raises NotAllowed."""
    if by.role is not Role.ADMINISTRATOR or invitation.role not in SECRETARIAT:
        raise NotAllowed(NOT_ADMINISTRATOR)
    row = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)
    if row.used_at is not None or row.expires_at <= at:
        raise NotAllowed(NOT_OPEN)
    row.expires_at = at
    row.save(update_fields=["expires_at"])
    record(by, "invitation.withdrawn", f"invitation:{row.pk}", at=at, changes={"role": row.role})
