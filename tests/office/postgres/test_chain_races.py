"""Many writers at once leave one unbroken chain, on PostgreSQL and on SQLite with a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.office.postgres.conftest import sqlite, told_by

THREADS, ROWS = 8, 50


def race(database: dict[str, Any], environment: dict[str, str]) -> Any:
    """Run the race against a database."""
    return told_by("racing", database, environment, str(THREADS), str(ROWS))


def expected(vendor: str) -> dict[str, Any]:
    return {
        "vendor": vendor,
        "errors": [],
        "rows": THREADS * ROWS,
        "head": THREADS * ROWS,
        "broken": None,
        "broken_after_an_edit": 3,
        "sent": [f"{number:03}" for number in range(100)],
    }


@pytest.mark.postgres
def test_writers_on_postgresql_leave_one_unbroken_chain_and_send_each_message_once(
    postgres: dict[str, Any], environment: dict[str, str]
) -> None:
    assert race(postgres, environment) == expected("postgresql")


def test_writers_on_sqlite_leave_one_unbroken_chain_and_send_each_message_once(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    assert race(sqlite(tmp_path / "race.sqlite3"), environment) == expected("sqlite")
