"""A program: every prepared question beside Django's own, in a database with the example programme. Prints JSON."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.postgres.settings"

import django

django.setup()

from django.db import connection  # noqa: E402 - Django is ready only now

from tests.office.asked import differing  # noqa: E402

OFTEN = 8  # PostgreSQL makes a plan for all values only after some times


def main() -> None:
    """Ask, and print what was found."""
    now = datetime.now(UTC)
    found = [differing(now) for _time in range(OFTEN)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE generic_plans > 0")
        kept = cursor.fetchone()[0]
    print(
        json.dumps(
            {
                "vendor": connection.vendor,
                "asked": found[0][0],
                "kept": kept,
                "wrong": [each for _, told in found for each in told],
            }
        )
    )


if __name__ == "__main__":
    main()
