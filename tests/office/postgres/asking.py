"""A program: the example programme in an empty database, and every prepared question beside Django's own. Prints JSON."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.office.postgres.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django is ready only now
from django.db import connection  # noqa: E402

from hojokin.office.config.demo import HERE_SINCE  # noqa: E402
from hojokin.office.config.demo_people import make_demo_people  # noqa: E402
from hojokin.office.config.demo_programme.making import make_first  # noqa: E402
from tests.office.asked import differing  # noqa: E402

OFTEN = 8  # PostgreSQL makes a plan for all values only after some times


def main() -> None:
    """Make, ask, and print what was found."""
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    now = datetime.now(UTC)
    make_demo_people(now - HERE_SINCE)
    make_first(now)
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
