"""Retry (連絡の再送): a message that could not be delivered is due again, with all its tries before it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import OutboxMessage
from hojokin.rules.engine.facts import Text

NOT_ADMINISTRATOR = Text("再送できるのは管理者だけです。", "Only an administrator may send it again.")
NOTHING_TO_RETRY = Text(
    "この連絡はもう届いています。もう一度送る必要はありません。",
    "This message has been delivered. There is nothing to send again.",
)


@transaction.atomic
def retry_message(message: OutboxMessage, *, by: Actor, at: datetime) -> OutboxMessage:
    """Put a message that failed back into the line; its key stays, so that a second copy can be told. Raises NotAllowed."""
    if by.role is not Role.ADMINISTRATOR:
        raise NotAllowed(NOT_ADMINISTRATOR)
    locked = OutboxMessage.objects.select_for_update(no_key=True).get(pk=message.pk)
    if locked.sent_at is not None or not locked.failure:
        raise NotAllowed(NOTHING_TO_RETRY)
    tried, locked.attempts, locked.due_at = locked.attempts, 0, at
    locked.save(update_fields=["attempts", "due_at"])
    record(by, "message.retry", f"message:{locked.pk}", at=at, changes={"key": locked.key, "count": tried})
    return locked
