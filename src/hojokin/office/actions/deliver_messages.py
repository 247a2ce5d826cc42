"""Deliver messages (送信箱の配送): what is due leaves by mail or SMS, at least once, and is tried again when it fails.

The mark of the sending is written after the sending: a process that dies between the two sends a second copy under
the same key. A message that has left keeps its subject only; its text may have held a code or a link.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from hojokin.flow.notices import delays
from hojokin.office import adapters
from hojokin.office.ports.mail import Mail
from hojokin.office.ports.outside import OutsideError
from hojokin.office.ports.sms import Sms
from hojokin.office.records.models import OutboxMessage
from hojokin.office.records.models.outbox import Channel

# How long a message belongs to the worker that took it; longer than any server's time limit.
TAKEN_FOR = timedelta(minutes=5)
_FAILURE_MOST = 200

logger = logging.getLogger(__name__)


def deliver_messages(at: datetime, *, most: int = 50) -> int:
    """Deliver the messages that are due at this moment, oldest first; how many left."""
    return sum(_deliver(each, at) for each in _take(at, most))


@transaction.atomic
def _take(at: datetime, most: int) -> list[OutboxMessage]:
    """Claim messages for a while, so that two workers do not send the same one; a dead worker's come back."""
    due = OutboxMessage.objects.filter(
        sent_at__isnull=True, due_at__lte=at, attempts__lte=len(delays())
    ).order_by("-channel", "due_at", "pk")  # a code by SMS is waited for on the screen; mails are not
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, no_key=True)
    taken = list(due[:most])
    keys = [each.pk for each in taken]
    OutboxMessage.objects.filter(pk__in=keys).update(due_at=at + TAKEN_FOR, attempts=F("attempts") + 1)
    return taken


def _deliver(message: OutboxMessage, at: datetime) -> bool:
    try:
        _send(message)
    except OutsideError as error:
        _put_off(message, at, str(error), is_final=not error.temporary)
        return False
    # Whatever else an adapter raises must not stop the messages behind this one.
    except Exception as error:  # noqa: BLE001 - it is logged and tried again
        logger.error("Message %s could not be sent: %s", message.key, type(error).__name__)  # noqa: TRY400 - no traceback: it may hold the text
        _put_off(message, at, type(error).__name__, is_final=False)
        return False
    OutboxMessage.objects.filter(pk=message.pk).update(sent_at=at, text="", failure="")
    return True


def _send(message: OutboxMessage) -> None:
    if message.channel == Channel.SMS.value:
        adapters.of(Sms).send(message.to, message.text, key=message.key)
    else:
        adapters.of(Mail).send(message.to, message.subject, message.text, key=message.key)


def _put_off(message: OutboxMessage, at: datetime, why: str, *, is_final: bool) -> None:
    """Try again later, each time after a longer while; a refusal or the last try leaves it to a person."""
    waits = delays()
    tried = message.attempts + 1
    is_final = is_final or tried > len(waits)
    OutboxMessage.objects.filter(pk=message.pk).update(
        attempts=len(waits) + 1 if is_final else tried,
        due_at=at if is_final else at + timedelta(seconds=waits[tried - 1]),
        failure=why[:_FAILURE_MOST],
    )
