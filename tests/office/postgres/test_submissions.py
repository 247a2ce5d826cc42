"""A process that dies at any statement of a submission, and fifty in the last second, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.office.postgres.conftest import sqlite, told_by


def expected(vendor: str) -> dict[str, Any]:
    return {
        "vendor": vendor,
        "statements": True,
        "left_behind": [],
        "submitted": ["submitted", 1, 1, 1],
        "again": "refused",
        "true": [True],
        "in_time": ["submitted"],
        "late": "late",
        "versions": True,
        "all_true": True,
        "broken": False,
    }


@pytest.mark.postgres
def test_on_postgresql_a_killed_process_leaves_nothing_and_fifty_in_the_last_second_are_all_taken(
    postgres: dict[str, Any], environment: dict[str, str]
) -> None:
    assert told_by("submitting", postgres, environment) == expected("postgresql")


def test_on_sqlite_a_killed_process_leaves_nothing_and_fifty_in_the_last_second_are_all_taken(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    assert told_by("submitting", sqlite(tmp_path / "submissions.sqlite3"), environment) == expected("sqlite")
