"""A program: many threads record at once in an empty database, then the chain is checked. Prints JSON."""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.postgres.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django is ready only now
from django.db import connection, transaction  # noqa: E402

from hojokin.office.actions.deliver_messages import deliver_messages  # noqa: E402
from hojokin.office.actions.record import record  # noqa: E402
from hojokin.office.queries.audit import chain_head, first_broken  # noqa: E402
from hojokin.office.records.actor import SYSTEM  # noqa: E402
from hojokin.office.records.models import AuditRow, OutboxMessage  # noqa: E402
from tests.office.fake_senders import Sender  # noqa: E402

AT = datetime(2026, 8, 25, tzinfo=UTC)


class Undone(Exception):
    """An action that fails after its row was written."""


def main(threads: int, rows: int) -> None:
    """Race, check, and print what was found."""
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    errors = _together(threads, lambda name: _record(name, rows))
    broken = first_broken()
    sent = _deliver(threads)
    found = {
        "vendor": connection.vendor,
        "errors": errors,
        "rows": AuditRow.objects.count(),
        "head": chain_head().sequence,
        "broken": broken.text.en if broken else None,
        "broken_after_an_edit": _edited(),
        "sent": sent,
    }
    print(json.dumps(found))


def _record(name: int, rows: int) -> None:
    for number in range(rows):
        record(
            SYSTEM, "x.y", f"S{name}", at=AT, changes={"phone": str(number), "size": number}, reason="日本語"
        )
        if number % 10 == 0:
            _fail_once(name)
    connection.close()


def _fail_once(name: int) -> None:
    with suppress(Undone), transaction.atomic():
        record(SYSTEM, "x.undone", f"S{name}", at=AT)
        raise Undone


def _deliver(threads: int) -> list[str]:
    """Several workers empty one outbox; the keys in the order in which they left."""
    from django.conf import settings

    fake = {"BACKEND": "tests.office.fake_senders.Sender"}
    settings.HOJOKIN_ADAPTERS = {"Mail": fake, "Sms": fake}
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            key=f"{number:03}", channel="mail", to="a@example.jp", text="t", written_at=AT, due_at=AT
        )
        for number in range(100)
    )
    _together(threads, lambda _: _empty_outbox())
    return sorted(key for _, key in Sender.sent)


def _empty_outbox() -> None:
    while deliver_messages(AT, most=7):
        pass
    connection.close()


def _together(threads: int, work: object) -> list[str]:
    errors: list[str] = []

    def run(name: int) -> None:
        try:
            work(name)  # type: ignore[operator]  # a function of the thread's number
        except Exception as error:  # noqa: BLE001 - the test shows whatever went wrong
            errors.append(repr(error))

    running = [threading.Thread(target=run, args=(name,)) for name in range(threads)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    return errors


def _edited() -> int | None:
    AuditRow.objects.filter(sequence=3).update(person="9")
    broken = first_broken()
    return broken.sequence if broken else None


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
