"""A program: a year of due jobs in a database with the example programme, then the books. Prints JSON."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.postgres.settings"

import django

django.setup()

from django.db import connection  # noqa: E402 - Django is ready only now

from hojokin.office.config.worker import jobs  # noqa: E402
from hojokin.office.queries.audit import first_broken  # noqa: E402
from hojokin.office.queries.ledger import faults  # noqa: E402
from hojokin.office.records.models import AuditRow, Filing, LedgerEntry  # noqa: E402

A_YEAR, STEP = timedelta(days=365), timedelta(days=30)


def main() -> None:
    """Let a year pass, check, and print what was found."""
    now = datetime.now(UTC)
    begun = AuditRow.objects.count()
    failed = _let_pass(now)
    broken = first_broken()
    print(
        json.dumps(
            {
                "vendor": connection.vendor,
                "filings": Filing.objects.count(),
                "entries": LedgerEntry.objects.count(),
                "a_year": AuditRow.objects.count() - begun,
                "failed": failed,
                "broken": broken.text.en if broken else None,
                "faults": [each.en for each in faults()],
            }
        )
    )


def _let_pass(now: datetime) -> list[str]:
    """What is due at each step of a year; the jobs that failed."""
    failed = []
    for day in range(0, A_YEAR // STEP * STEP.days, STEP.days):
        for job in jobs():
            try:
                job.run(now + timedelta(days=day))
            except Exception as error:  # noqa: BLE001 - the test shows whatever went wrong
                failed.append(f"{job.name}: {error!r}")
    return failed


if __name__ == "__main__":
    main()
