"""A program: the example programme made in an empty database, for others to begin with."""

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


def main() -> None:
    """Make, and print on which database."""
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    now = datetime.now(UTC)
    make_demo_people(now - HERE_SINCE)
    make_first(now)
    print(json.dumps({"vendor": connection.vendor}))


if __name__ == "__main__":
    main()
