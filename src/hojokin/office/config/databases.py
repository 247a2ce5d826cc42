"""Databases (データベース): SQLite in the data folder, or the PostgreSQL that HOJOKIN_DATABASE_URL names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Opening and closing SQLite takes 2 to 3 ms: a thread of the server keeps its connection, but not for ever.
KEPT_SECONDS = 60
POOL = {"min_size": 1, "max_size": 8, "timeout": 10}


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's entry of the one database. Raises ImproperlyConfigured for an address that it cannot use."""
    return _postgresql(url) if url else _sqlite(data)


def _sqlite(data: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "hojokin.sqlite3",
        "CONN_MAX_AGE": KEPT_SECONDS,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("HOJOKIN_DATABASE_URL must read postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "pool": POOL,  # connections are kept by the pool, so CONN_MAX_AGE stays 0
            # A case is read with nine tables beside it: trying all their orders took 4.5 ms, the reading itself 0.3.
            "options": "-c join_collapse_limit=4",
        },
    }
